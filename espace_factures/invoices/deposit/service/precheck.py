"""What deserves a second look before sending, but does not stop the deposit."""

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal

from espace_factures.app.reading import Reading
from espace_factures.core import tgc
from espace_factures.core.calendar import noumea_date, parse_date
from espace_factures.core.documents import Finding, Level
from espace_factures.core.ports import Inside
from espace_factures.establishments.models import Establishment
from espace_factures.invoices.deposit import rules
from espace_factures.invoices.deposit.service import creditor, twins
from espace_factures.invoices.models import InvoiceDraft
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
    return [*about_rates, *found, *twins.about(uow, draft, place), *_about_iban(uow, draft, place)]


def _about_rates(draft: InvoiceDraft, rates: Collection[Decimal]) -> Iterator[Finding]:
    for rate in map(Decimal, draft.values.get("read_rates", "").split()):
        if rate not in rates:
            written = tgc.plain(rate).replace(".", ",")
            sentence = f"Le taux de {written} % n’est pas un taux de TGC : vérifiez la taxe."
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
        sentence = f"La facture date de {issued_on.year} : vérifiez l’année, et qu’elle n’a pas déjà été payée."
        yield Finding("old_date", Level.WARNING, sentence, "issued_on")


def _about_iban(uow: Reading, draft: InvoiceDraft, place: Establishment) -> Iterator[Finding]:
    iban = draft.values.get("read_iban", "").replace(" ", "")
    if iban and iban not in ribs_repository.validated_ibans(uow.session, place.id):
        sentence = "L’IBAN écrit sur la facture n’est pas un RIB validé de l’établissement : vérifiez « Mes RIB »."
        yield Finding("COORD_BANC_ERR", Level.WARNING, sentence, "rib")
