"""An e-mail address: however it was typed or pasted, one form to keep and to look up, and one for the relays."""

import re
from typing import Final

from email_validator import EmailNotValidError, validate_email

from espace_factures.core import typed

LONGEST: Final = 254
ASK: Final = "Écrivez une adresse courriel complète, par exemple prenom.nom@mail.nc."
NAMED: Final = re.compile(r"^[^<>]*<([^<>]+)>[\s.,;]*$")


def parse(text: str) -> str:
    """The address as accounts keep it; ValueError says what to write."""
    try:
        return _checked(_plain(text))
    except EmailNotValidError:
        raise ValueError(ASK) from None


def folded(text: str) -> str:
    """The same for a look-up, which refuses nothing: what is no address is nobody's."""
    plain = _plain(text)[:LONGEST]
    try:
        return _checked(plain)
    except EmailNotValidError:
        return plain


def deliverable(address: str) -> str:
    """The address with its domain as the DNS knows it, so that any relay takes it."""
    try:
        found = validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        return address
    return found.ascii_email or f"{found.local_part}@{found.ascii_domain}"


def _checked(plain: str) -> str:
    return validate_email(plain, check_deliverability=False).normalized


def _plain(text: str) -> str:
    """Without what comes along when an address is copied: « mailto: », the name before it, the end of a sentence."""
    bare = typed.narrow(text)
    if named := NAMED.match(bare):
        bare = named.group(1)
    return re.sub(r"(?i)^(?:mailto|courriel|e-?mail)\s*:\s*|(?<=\w)\?\w+=.*$|[\s.,;:]+$", "", bare).lower()
