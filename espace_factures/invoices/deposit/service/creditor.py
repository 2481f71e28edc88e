"""Whose invoice it is: the seller that the document names, held against the établissement that deposits it."""

from collections.abc import Iterator
from typing import Final

from espace_factures.core import ridet
from espace_factures.core.documents import Finding, Level
from espace_factures.core.words import of
from espace_factures.establishments.models import Establishment
from espace_factures.invoices.models import InvoiceDraft
from espace_factures.ribs import rules as ribs_rules

CERTAIN: Final = "xml"
"""In an XML the seller is a term of the norm; in a text a RIDET may be somebody else's."""
ADVICE: Final = "choisissez le bon établissement, ou vérifiez le document."


def about_seller(draft: InvoiceDraft, place: Establishment) -> Iterator[Finding]:
    """A severe alert when another enterprise is named for sure, a warning when it may be so."""
    seller, name = draft.values.get("read_ridet", ""), draft.values.get("read_seller", "")
    is_certain = draft.values.get("read_from", "") == CERTAIN
    if seller and seller != place.ridet:
        is_other = ridet.rid(seller) != ridet.rid(place.ridet)
        level = Level.ERROR if is_other and is_certain else Level.WARNING
        yield _finding(level, _named(name, seller))
    elif not seller and name and is_certain and not ribs_rules.names_agree(name, place.name):
        yield _finding(Level.WARNING, _named(name, ""))


def _finding(level: Level, seller: str) -> Finding:
    sentence = f"La facture est au nom {of(seller)}, et non de l’établissement choisi : {ADVICE}"
    return Finding("CREANCIER_ERR", level, sentence, "establishment")


def _named(name: str, number: str) -> str:
    """« EXEMPLE SARL » (RIDET 047 688.001), what is known of it."""
    shown = f"« {name} »" if name else ""
    known = f"RIDET {ridet.display(number)}" if number else ""
    return f"{shown} ({known})" if shown and known else shown or f"l’établissement de {known}"
