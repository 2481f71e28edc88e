"""A member's rights and an invitation as typed, checked."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from espace_factures.app.forms import Email, Form
from espace_factures.core import calendar
from espace_factures.establishments.rules import MemberRole


def _last_day(text: object) -> date | None:
    if text is None or isinstance(text, date):
        return text
    return calendar.parse_date(str(text)) if str(text).strip() else None


class Rights(Form):
    """What a member may do, and until when."""

    role: MemberRole
    expires_on: Annotated[date | None, BeforeValidator(_last_day)] = None


class Invite(Rights):
    """To whom the rights are offered."""

    email: Email = ""
