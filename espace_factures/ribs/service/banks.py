"""The bank behind a RIB: the Province's own table first, then the list that schwifty publishes."""

from dataclasses import dataclass

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from espace_factures.app.reading import ReadSession
from espace_factures.core import rib as bank_details
from espace_factures.ribs import repository


@dataclass(frozen=True, slots=True)
class KnownBank:
    """A bank; `is_listed` tells the Province's table from the published list. An empty name is an unknown bank."""

    name: str = ""
    bic: str = ""
    is_listed: bool = False


def identify(session: ReadSession, details: bank_details.Rib) -> KnownBank:
    """What is known of the bank; an unknown one never blocks."""
    listed = repository.bank(session, details.bank)
    if listed is not None:
        return KnownBank(listed.name, listed.bic, is_listed=True)
    return _published(bank_details.iban_of(details))


def _published(iban: str) -> KnownBank:
    try:
        found = IBAN(iban)
        return KnownBank(found.bank_name or "", str(found.bic or ""))
    except SchwiftyException:
        return KnownBank()
