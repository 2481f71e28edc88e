"""RIB and IBAN: keys computed, never assumed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from espace_factures.core.typed import bare
from espace_factures.core.words import NBSP, THIN

FRENCH_IBAN: Final = re.compile(r"FR[0-9]{2}([0-9]{5})([0-9]{5})([0-9A-Z]{11})([0-9]{2})")
IBAN_SHAPE: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
# A–I and J–R count 1 to 9, S–Z count 2 to 9 (DOMAIN.md).
LETTERS: Final = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789", strict=True))
PARTS: Final = ("bank", "branch", "account", "key")
LABELS: Final = ("mon", "code", "iban", "rib", "banque", "guichet", "compte", "de", "clé", "cle", "key")
"""What is copied along with a number: « IBAN : », « Code banque », « N° de compte »."""


class RibError(ValueError):
    """What to write instead, and in which field."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Rib:
    """Bank 5 digits, branch 5 digits, account 11 letters or digits, key 2 digits."""

    bank: str
    branch: str
    account: str
    key: str


def read_rib(iban: str, parts: Sequence[str]) -> Rib:
    """The RIB of an IBAN, or of its four parts; raises RibError."""
    if iban:
        found = parse_iban(iban)
        _agree(found, parts)
        return found
    if not any(parts):
        raise RibError("iban", "Écrivez l’IBAN, ou les quatre parties du RIB.")
    return parse_rib(*parts)


def _agree(found: Rib, parts: Sequence[str]) -> None:
    known = [found.bank, found.branch, found.account, found.key]
    for field, typed, expected in zip(PARTS, parts, known, strict=True):
        if typed and bare(typed, *LABELS) != expected:
            raise RibError(field, f"L’IBAN dit {expected} : vérifiez l’un et l’autre.")


def parse_rib(bank: str, branch: str, account: str, key: str) -> Rib:
    """A RIB whose key is right; raises RibError."""
    rib = Rib(*(bare(part, *LABELS) for part in (bank, branch, account, key)))
    shapes = (
        ("bank", rib.bank, r"\d{5}", "Écrivez les 5 chiffres du code banque."),
        ("branch", rib.branch, r"\d{5}", "Écrivez les 5 chiffres du code guichet."),
        ("account", rib.account, r"[0-9A-Z]{11}", "Écrivez les 11 caractères du numéro de compte."),
        ("key", rib.key, r"\d{2}", "Écrivez les 2 chiffres de la clé RIB."),
    )
    for field, value, shape, sentence in shapes:
        if not re.fullmatch(shape, value, re.ASCII):
            raise RibError(field, sentence)
    if rib.key != key_of(rib.bank, rib.branch, rib.account):
        raise RibError("key", "La clé ne correspond pas aux autres chiffres : vérifiez-les sur votre RIB.")
    return rib


def parse_iban(text: str) -> Rib:
    """The RIB inside a French IBAN; raises RibError."""
    iban = bare(text, *LABELS)
    found = FRENCH_IBAN.fullmatch(iban)
    if not found:
        raise RibError("iban", "Écrivez les 27 caractères de l’IBAN : il commence par FR.")
    if not iban_is_sound(iban):
        raise RibError("iban", "Cet IBAN ne se vérifie pas : comparez chaque chiffre avec votre RIB.")
    bank, branch, account, key = found.groups()
    if key != key_of(bank, branch, account):
        raise RibError("iban", "La clé RIB dans cet IBAN ne correspond pas : comparez chaque chiffre avec votre RIB.")
    return Rib(bank, branch, account, key)


def key_of(bank: str, branch: str, account: str) -> str:
    """97 − ((89·bank + 15·branch + 3·account) mod 97)."""
    digits = int("".join(LETTERS.get(letter, letter) for letter in account))
    return f"{97 - (89 * int(bank) + 15 * int(branch) + 3 * digits) % 97:02d}"


def iban_of(rib: Rib) -> str:
    """The 27 characters, check digits computed."""
    body = f"{rib.bank}{rib.branch}{rib.account}{rib.key}"
    return f"FR{_check_digits('FR', body)}{body}"


def iban_is_sound(text: str) -> bool:
    """Whether an IBAN of any country passes mod 97."""
    iban = bare(text, *LABELS)
    return bool(IBAN_SHAPE.fullmatch(iban)) and iban[2:4] == _check_digits(iban[:2], iban[4:])


def masked(iban: str) -> str:
    """« •••• 0102 »."""
    return f"••••{NBSP}{bare(iban)[-4:]}"


def display(iban: str) -> str:
    """In groups of four."""
    letters = bare(iban)
    return THIN.join(letters[start : start + 4] for start in range(0, len(letters), 4))


def _check_digits(country: str, body: str) -> str:
    # Compared whole, since mod 97 alone would also accept 00, 01 and 99 in the place of 97, 98 and 02.
    digits = "".join(str(int(letter, 36)) for letter in f"{body}{country}00")
    return f"{98 - int(digits) % 97:02d}"
