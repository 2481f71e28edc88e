"""What was deposited already and looks like a draft: its number, its bytes, its amount on its order."""

from collections.abc import Iterator
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.core.calendar import long_date, parse_date
from espace_factures.core.documents import Finding, Level
from espace_factures.core.money import parse_francs
from espace_factures.core.ridet import rid
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices.models import Invoice, InvoiceDraft
from espace_factures.invoices.rules import exact_number, number_key, unnumbered

CODE: Final = "DOUBLON"
ELSEWHERE: Final = (
    "Une facture de ce numéro a déjà été déposée cette année-là par un autre établissement de l’entreprise. "
    "Vérifiez le numéro."
)


def taken(uow: Reading, account_id: int, place: Establishment, number: str, year: int) -> str:
    """Why the company may not use this number that year, or nothing; names only what the person may open."""
    twin = invoices_repository.same_number(uow.session, rid(place.ridet), number, year)
    if twin is None:
        return ""
    if not _may_open(uow, account_id, twin):
        return ELSEWHERE
    return f"Une facture de ce numéro a déjà été déposée cette année-là : {twin.reference}. Vérifiez le numéro."


def about(uow: Reading, draft: InvoiceDraft, place: Establishment) -> Iterator[Finding]:
    """The warnings of a draft about what was deposited already."""
    yield from _about_number(uow, draft, place)
    yield from _about_file(uow, draft)
    yield from _about_amount(uow, draft, place)


def _about_number(uow: Reading, draft: InvoiceDraft, place: Establishment) -> Iterator[Finding]:
    """One warning about the nearest number already deposited: the same this year, the same, or one that looks alike."""
    number = unnumbered(draft.values.get("number", ""))
    if not number_key(number):
        return
    year, exact = _year(draft), exact_number(number)
    alike = invoices_repository.alike(uow.session, place.id, number)
    nearest = sorted(alike, key=lambda twin: (twin.number_exact != exact, twin.year != year))[:1]
    is_here = any(twin.number_exact == exact and twin.year == year for twin in nearest)
    sentences = [_words_about(twin, exact, year) for twin in nearest]
    if not is_here and (elsewhere := taken(uow, draft.account_id, place, number, year)):
        sentences = [elsewhere]
    for sentence in sentences:
        yield Finding(CODE, Level.WARNING, sentence, "number")


def _words_about(twin: Invoice, exact: str, year: int) -> str:
    day = long_date(twin.issued_on)
    if twin.number_exact != exact:
        return f"Ce numéro ressemble au numéro {twin.number} de {twin.reference} : vérifiez que ce n’est pas la même."
    if twin.year != year:
        return f"{twin.reference}, du {day}, porte le même numéro : vérifiez que ce n’est pas la même."
    return f"Une facture de ce numéro a déjà été déposée cette année-là : {twin.reference}, du {day}."


def _about_file(uow: Reading, draft: InvoiceDraft) -> Iterator[Finding]:
    """The same bytes among what the person follows; of anybody else's, only agents are told."""
    sha256 = invoices_repository.draft_document(uow.session, draft).sha256
    for twin in invoices_repository.with_bytes(uow.session, sha256):
        if _may_open(uow, draft.account_id, twin):
            sentence = f"Vous avez déjà déposé ce fichier : facture {twin.reference}."
            yield Finding(CODE, Level.WARNING, sentence, "document")
            return


def _about_amount(uow: Reading, draft: InvoiceDraft, place: Establishment) -> Iterator[Finding]:
    amount, order = _francs(draft.values.get("total_ttc", "")), draft.values.get("order")
    if not order or not amount:
        return
    if near := invoices_repository.same_amount_and_order(uow.session, place.id, order, amount):
        sentence = f"Une facture du même montant sur le même bon de commande existe déjà : {near}."
        yield Finding(CODE, Level.WARNING, sentence, "total_ttc")


def _may_open(uow: Reading, account_id: int, twin: Invoice) -> bool:
    followed = establishments_repository.find(uow.session, twin.establishment_id, account_id, MemberRight.FOLLOW)
    return followed is not None


def _year(draft: InvoiceDraft) -> int:
    """The year that the draft's date says; 0 while it says none."""
    try:
        return parse_date(draft.values.get("issued_on", "")).year
    except ValueError:
        return 0


def _francs(typed: str) -> int | None:
    """What the deposit will read there; None while it is not an amount."""
    try:
        return parse_francs(typed)
    except ValueError:
        return None
