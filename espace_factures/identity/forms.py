"""What a person types to create an account, checked."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from espace_factures.app.forms import Email, Form, Secret, filled
from espace_factures.core import calendar
from espace_factures.identity.rules import people, phones, strength
from espace_factures.identity.rules.people import Contact

NAME_LENGTH = 80


def _birth_date(text: object) -> date:
    if isinstance(text, date):
        return text
    return calendar.parse_date(str(text), people.OLDEST_YEAR)


def _mobile(text: str | None) -> str | None:
    return phones.parse_mobile(text) if text and text.strip() else None


def _accepted(text: str) -> bool:
    if text in {"", "false", "False"}:
        raise ValueError("Cochez cette case pour créer votre compte.")
    return True


def _civility(text: object) -> object:
    if text not in {"Mme", "M."}:
        raise ValueError("Choisissez une civilité.")
    return text


BirthDate = Annotated[date, BeforeValidator(_birth_date)]
FirstName = Annotated[str, Field(max_length=NAME_LENGTH), filled("Écrivez votre prénom.")]
LastName = Annotated[str, Field(max_length=NAME_LENGTH), filled("Écrivez votre nom.")]


def _long(password: str) -> str:
    """Only its length here: weighing a password takes time, and is done after the captcha, in a thread."""
    if len(password) < strength.MIN_LENGTH:
        raise ValueError(strength.TOO_SHORT)
    return password


class Person(Form):
    """Who somebody is."""

    civility: Annotated[Literal["Mme", "M."], BeforeValidator(_civility)] = Field(default="", validate_default=True)
    first_name: FirstName
    last_name: LastName
    birth_date: BirthDate


class SignUp(Person):
    """The sign-up form; what needs more than one field is checked by `field_faults`."""

    email: Email
    mobile: Annotated[str | None, BeforeValidator(_mobile)] = None
    preferred_contact: Contact = Contact.EMAIL
    password: Annotated[Secret, AfterValidator(_long)]
    terms: Annotated[bool, BeforeValidator(_accepted)] = Field(default=False, validate_default=True)


class Address(Form):
    """An e-mail address."""

    email: Email


class NewPassword(Form):
    """A password typed twice."""

    password: Secret
    confirmation: Secret = ""


def field_faults(form: SignUp, today: date) -> dict[str, str]:
    """What is still to correct once each field is well formed, by field."""
    faults = person_faults(form, today)
    if form.preferred_contact is Contact.SMS and form.mobile is None:
        faults["mobile"] = "Écrivez votre numéro de mobile pour recevoir les codes par SMS."
    personal = (form.first_name, form.last_name, form.email.split("@", 1)[0])
    if fault := strength.password_fault(form.password, personal):
        faults["password"] = fault
    return faults


def person_faults(form: Person, today: date) -> dict[str, str]:
    """What is wrong with somebody, by field."""
    if people.is_adult(form.birth_date, today):
        return {}
    return {"birth_date": "Le compte provincial est réservé aux personnes majeures."}


def password_faults(form: NewPassword, personal: tuple[str, ...]) -> dict[str, str]:
    """What is wrong with a new password, by field."""
    fault = strength.password_fault(form.password, personal)
    differ = "Les deux saisies diffèrent : écrivez deux fois le même mot de passe."
    found = {"password": fault, "confirmation": "" if form.password == form.confirmation else differ}
    return {name: sentence for name, sentence in found.items() if sentence}
