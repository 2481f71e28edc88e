"""What somebody writes of the accessibility, checked."""

from typing import Annotated, Final

from pydantic import AfterValidator, Field

from espace_factures.app.forms import Form, Lines, filled
from espace_factures.core import emails

LONGEST: Final = 4000
LONGEST_PAGE: Final = 300
SAY: Final = "Décrivez ce qui vous a gêné, et ce que vous faisiez."


def _reply_address(text: str) -> str:
    return emails.parse(text) if text else ""


class Report(Form):
    """What hinders, where, and whom to answer."""

    what: Annotated[
        Lines, Field(max_length=LONGEST), filled("Décrivez ce qui vous a gêné, et ce que vous faisiez.")
    ] = ""
    page: Annotated[str, Field(max_length=LONGEST_PAGE)] = ""
    email: Annotated[str, AfterValidator(_reply_address)] = ""
