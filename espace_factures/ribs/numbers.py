"""One account written two ways, the IBAN or the four parts of the RIB: each derives the other."""

from collections.abc import Sequence
from typing import Final

from espace_factures.core import rib

PARTS: Final = ("bank", "branch", "account", "key")


def read_rib(iban: str, parts: Sequence[str]) -> rib.Rib:
    """The RIB of an IBAN, or of its four parts; raises RibError."""
    if iban:
        found = rib.parse_iban(iban)
        _agree(found, parts)
        return found
    if not any(parts):
        raise rib.RibError("iban", "Écrivez l’IBAN, ou les quatre parties du RIB.")
    return rib.parse_rib(*parts)


def _agree(found: rib.Rib, parts: Sequence[str]) -> None:
    known = [found.bank, found.branch, found.account, found.key]
    for field, typed, expected in zip(PARTS, parts, known, strict=True):
        if typed and "".join(typed.split()).upper() != expected:
            raise rib.RibError(field, f"L’IBAN dit {expected} : vérifiez l’un et l’autre.")
