"""What was deposited already and looks like a draft: its number, its bytes, its amount on its order."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.core.calendar import long_date
from espace_factures.core.documents import Finding, Level
from espace_factures.core.ridet import rid
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices.deposit.service.look import Look
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.rules import exact_number, is_one_digit_away, number_key, unnumbered

CODE: Final = "DOUBLON"
NEAR: Final = timedelta(days=60)
"""Between two deposits of one amount on one bon de commande that may be the same."""
ELSEWHERE: Final = (
    "Une facture de ce numéro a déjà été déposée cette année-là par un autre établissement de l’entreprise. "
    "Vérifiez le numéro."
)


def taken(uow: Reading, account_id: int, place: Establishment, number: str, year: int, *, but: int = 0) -> str:
    """Why the company may not use this number that year, or nothing; names only what the person may open."""
    twin = invoices_repository.same_number(uow.session, rid(place.ridet), number, year, but=but)
    if twin is None:
        return ""
    if not _may_open(uow, account_id, twin):
        return ELSEWHERE
    return f"Une facture de ce numéro a déjà été déposée cette année-là : {twin.reference}. Vérifiez le numéro."


def same_number(uow: Reading, look: Look) -> Iterator[Finding]:
    """One warning about the nearest number already deposited: the same this year, the same, or one that looks alike."""
    number = unnumbered(look.typed("number"))
    if look.place is None or not number_key(number):
        return
    year, exact = _year(look), exact_number(number)
    alike = invoices_repository.alike(uow.session, look.place.id, number, but=look.sent_as)
    nearest = sorted(alike, key=lambda twin: (twin.number_exact != exact, twin.year != year))[:1]
    is_here = any(twin.number_exact == exact and twin.year == year for twin in nearest)
    sentences = [_words_about(twin, exact, year) for twin in nearest]
    elsewhere = taken(uow, look.draft.account_id, look.place, number, year, but=look.sent_as)
    if not is_here and elsewhere:
        sentences = [elsewhere]
    for sentence in sentences:
        yield Finding(CODE, Level.WARNING, sentence, "number")


def one_digit_away(uow: Reading, look: Look) -> Iterator[Finding]:
    """A number that one digit parts from another of the same amount: numbers that follow each other differ so too."""
    key = number_key(unnumbered(look.typed("number")))
    if look.place is None or not key or not look.total_ttc:
        return
    for twin in invoices_repository.of_amount(uow.session, look.place.id, look.total_ttc, but=look.sent_as):
        if is_one_digit_away(twin.number_key, key):
            sentence = (
                f"{twin.reference} a le même montant, et son numéro {twin.number} ne diffère que d’un chiffre : "
                "vérifiez que ce n’est pas la même."
            )
            yield Finding(CODE, Level.WARNING, sentence, "number")
            return


def same_file(uow: Reading, look: Look) -> Iterator[Finding]:
    """The same bytes among what the person follows; of anybody else's, only agents are told."""
    for twin in invoices_repository.with_bytes(uow.session, look.document.sha256, but=look.sent_as):
        if look.place and _may_open(uow, look.draft.account_id, twin):
            sentence = f"Vous avez déjà déposé ce fichier : facture {twin.reference}."
            yield Finding(CODE, Level.WARNING, sentence, "document")
            return


def same_amount_and_order(uow: Reading, look: Look) -> Iterator[Finding]:
    """The same amount on the same bon de commande, lately."""
    if look.place is None or look.order is None or not look.total_ttc:
        return
    same = look.place.id, look.order.number, look.total_ttc
    lately = look.now - NEAR
    if near := invoices_repository.same_amount_and_order(uow.session, *same, since=lately, but=look.sent_as):
        sentence = f"Une facture du même montant sur le même bon de commande existe déjà : {near}."
        yield Finding(CODE, Level.WARNING, sentence, "total_ttc")


def _words_about(twin: Invoice, exact: str, year: int) -> str:
    day = long_date(twin.issued_on)
    if twin.number_exact != exact:
        return f"Ce numéro ressemble au numéro {twin.number} de {twin.reference} : vérifiez que ce n’est pas la même."
    if twin.year != year:
        return f"{twin.reference}, du {day}, porte le même numéro : vérifiez que ce n’est pas la même."
    return f"Une facture de ce numéro a déjà été déposée cette année-là : {twin.reference}, du {day}."


def _may_open(uow: Reading, account_id: int, twin: Invoice) -> bool:
    followed = establishments_repository.find(uow.session, twin.establishment_id, account_id, MemberRight.FOLLOW)
    return followed is not None


def _year(look: Look) -> int:
    """The year that the draft's date says; 0 while it says none."""
    return look.issued_on.year if look.issued_on else 0
