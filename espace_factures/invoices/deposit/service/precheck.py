"""What deserves a second look before sending, but does not stop the deposit."""

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal

from espace_factures.app.reading import Reading
from espace_factures.core import tgc
from espace_factures.core.calendar import long_date, noumea_date, parse_date
from espace_factures.core.documents import Finding, Level
from espace_factures.core.money import parse_francs
from espace_factures.core.ports import Inside
from espace_factures.establishments.models import Establishment
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices.deposit import rules
from espace_factures.invoices.deposit.service import creditor
from espace_factures.invoices.models import Invoice, InvoiceDraft
from espace_factures.invoices.rules import exact_number, number_key, unnumbered
from espace_factures.ribs import repository as ribs_repository


def warnings(
    uow: Reading, ports: Inside, draft: InvoiceDraft, place: Establishment | None, rates: Collection[Decimal]
) -> list[Finding]:
    """The warnings of a draft as it stands, `rates` in force at its date; few before its établissement is known."""
    about_rates = list(_about_rates(draft, rates))
    if place is None:
        return about_rates
    about_rates = [*creditor.about_seller(draft, place), *about_rates]
    today = noumea_date(ports.clock.now())
    found = [*_about_order(draft), *_about_date(draft, today)]
    twins = [*_about_number(uow, draft, place), *_about_twins(uow, draft, place)]
    return [*about_rates, *found, *twins, *_about_iban(uow, draft, place)]


def _about_rates(draft: InvoiceDraft, rates: Collection[Decimal]) -> Iterator[Finding]:
    for rate in map(Decimal, draft.values.get("read_rates", "").split()):
        if rate not in rates:
            written = tgc.plain(rate).replace(".", ",")
            sentence = f"Le taux de {written} % n’est pas un taux de TGC : vérifiez la taxe."
            yield Finding("TX_TVA_ERR", Level.WARNING, sentence, "document")


def _about_order(draft: InvoiceDraft) -> Iterator[Finding]:
    if unknown := draft.values.get("unknown_order"):
        sentence = f"Le bon de commande {unknown} lu dans le document n’est pas connu pour cet établissement."
        yield Finding("CMD_EJ_ERR", Level.WARNING, sentence, "order")


def _about_date(draft: InvoiceDraft, today: date) -> Iterator[Finding]:
    try:
        issued_on = parse_date(draft.values.get("issued_on", ""))
    except ValueError:
        return
    if rules.is_old(issued_on, today):
        sentence = f"La facture date de {issued_on.year} : vérifiez l’année, et qu’elle n’a pas déjà été payée."
        yield Finding("old_date", Level.WARNING, sentence, "issued_on")


def _about_number(uow: Reading, draft: InvoiceDraft, place: Establishment) -> Iterator[Finding]:
    """One warning about the nearest number already deposited: the same this year, the same, or one that looks alike."""
    number = unnumbered(draft.values.get("number", ""))
    if not number_key(number):
        return
    year, exact = _year(draft), exact_number(number)
    twins = invoices_repository.alike(uow.session, place.id, number)
    nearest = sorted(twins, key=lambda twin: (twin.number_exact != exact, twin.year != year))[:1]
    for twin in nearest:
        yield Finding("DOUBLON", Level.WARNING, _words_about(twin, exact, year), "number")


def _words_about(twin: Invoice, exact: str, year: int) -> str:
    day = long_date(twin.issued_on)
    if twin.number_exact != exact:
        return f"Ce numéro ressemble au numéro {twin.number} de {twin.reference} : vérifiez que ce n’est pas la même."
    if twin.year != year:
        return f"{twin.reference}, du {day}, porte le même numéro : vérifiez que ce n’est pas la même."
    return f"Une facture de ce numéro a déjà été déposée cette année-là : {twin.reference}, du {day}."


def _about_twins(uow: Reading, draft: InvoiceDraft, place: Establishment) -> Iterator[Finding]:
    place_id, values = place.id, draft.values
    twin = invoices_repository.same_file(
        uow.session, place_id, invoices_repository.draft_document(uow.session, draft).sha256
    )
    if twin:
        yield Finding("DOUBLON", Level.WARNING, f"Le même fichier a déjà été déposé : {twin}.", "document")
    amount = _francs(values.get("total_ttc", ""))
    if values.get("order") and amount:
        near = invoices_repository.same_amount_and_order(uow.session, place_id, values["order"], amount)
        if near:
            sentence = f"Une facture du même montant sur le même bon de commande existe déjà : {near}."
            yield Finding("DOUBLON", Level.WARNING, sentence, "total_ttc")


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


def _about_iban(uow: Reading, draft: InvoiceDraft, place: Establishment) -> Iterator[Finding]:
    iban = draft.values.get("read_iban", "").replace(" ", "")
    if iban and iban not in ribs_repository.validated_ibans(uow.session, place.id):
        sentence = "L’IBAN écrit sur la facture n’est pas un RIB validé de l’établissement : vérifiez « Mes RIB »."
        yield Finding("COORD_BANC_ERR", Level.WARNING, sentence, "rib")
