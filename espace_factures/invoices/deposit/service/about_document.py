"""What the document itself says, held against the draft: whose it is, its rates, the mentions that were not found."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.core import ridet, tgc
from espace_factures.core.documents import Finding, Level
from espace_factures.core.words import joined, of
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices.deposit.service.look import Look
from espace_factures.ribs import repository as ribs_repository
from espace_factures.ribs import rules as ribs_rules

CERTAIN: Final = "xml"
"""In an XML the seller is a term of the norm; in a text a RIDET may be somebody else's."""
ADVICE: Final = "choisissez le bon établissement, ou vérifiez le document."
MENTIONS: Final = {
    "number": "le numéro",
    "issued_on": "la date",
    "ridet": "le RIDET du vendeur",
    "total_ht": "le total HT",
    "total_ttc": "le total TTC",
}
"""What an invoice bears by law (art. Lp. 514-5 du code des impôts), among what is read."""


def seller(_uow: Reading, look: Look) -> Iterator[Finding]:
    """A severe alert when another enterprise is named for sure, a warning when it may be so."""
    number, name = look.typed("read_ridet"), look.typed("read_seller")
    if look.place is None:
        return
    is_certain = look.typed("read_from") == CERTAIN
    if number and number != look.place.ridet:
        is_other = ridet.rid(number) != ridet.rid(look.place.ridet)
        yield _of_another(Level.ERROR if is_other and is_certain else Level.WARNING, _named(name, number))
    elif not number and name and is_certain and not ribs_rules.names_agree(name, look.place.name):
        yield _of_another(Level.WARNING, _named(name, ""))


def rates(_uow: Reading, look: Look) -> Iterator[Finding]:
    """A rate that the TGC does not have on that day."""
    for rate in map(Decimal, look.typed("read_rates").split()):
        if rate not in look.rates:
            written = tgc.plain(rate).replace(".", ",")
            sentence = f"Le taux de {written} % n’est pas un taux de TGC : vérifiez la taxe."
            yield Finding("TX_TVA_ERR", Level.WARNING, sentence, "document")


def mentions(_uow: Reading, look: Look) -> Iterator[Finding]:
    """What the law asks for and the reading did not find; nothing of a picture, which may only be hard to read."""
    read = {name.removeprefix(invoices_repository.READ) for name, value in look.draft.values.items() if value}
    missing = [words for name, words in MENTIONS.items() if name not in read or not look.typed(f"read_{name}")]
    if missing and len(missing) < len(MENTIONS) and "picture" not in look.draft.sources.values():
        sentence = f"Pas trouvé dans le document : {joined(', ', *missing)}. Vérifiez que ces mentions y figurent."
        yield Finding("mentions", Level.INFO, sentence, "document")


def iban(uow: Reading, look: Look) -> Iterator[Finding]:
    """An IBAN that is none of the établissement's validated RIBs."""
    written = look.typed("read_iban").replace(" ", "")
    if look.place and written and written not in ribs_repository.validated_ibans(uow.session, look.place.id):
        sentence = "L’IBAN écrit sur la facture n’est pas un RIB validé de l’établissement : vérifiez « Mes RIB »."
        yield Finding("COORD_BANC_ERR", Level.WARNING, sentence, "rib")


def _of_another(level: Level, who: str) -> Finding:
    sentence = f"La facture est au nom {of(who)}, et non de l’établissement choisi : {ADVICE}"
    return Finding("CREANCIER_ERR", level, sentence, "establishment")


def _named(name: str, number: str) -> str:
    """« EXEMPLE SARL » (RIDET 047 688.001), what is known of it."""
    shown = f"« {name} »" if name else ""
    known = f"RIDET {ridet.display(number)}" if number else ""
    return f"{shown} ({known})" if shown and known else shown or f"l’établissement de {known}"
