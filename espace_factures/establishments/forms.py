"""A member's rights and an invitation as typed, checked."""

from datetime import date
from typing import Annotated

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BeforeValidator

from espace_factures.app.forms import Form
from espace_factures.core import calendar
from espace_factures.establishments.rules import MemberRole

ASK_EMAIL = "Écrivez une adresse courriel complète, par exemple prenom.nom@mail.nc."


def _email(text: str) -> str:
    try:
        return validate_email(text.lower(), check_deliverability=False).normalized
    except EmailNotValidError:
        raise ValueError(ASK_EMAIL) from None


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

    email: Annotated[str, AfterValidator(_email)] = ""
