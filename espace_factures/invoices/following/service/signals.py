"""The signals of fraud about an invoice, computed as things stand each time that an agent looks at it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor
from espace_factures.core.calendar import long_date, noumea_date
from espace_factures.core.rib import masked
from espace_factures.core.words import THIN, counted
from espace_factures.demandes import repository as demandes_repository
from espace_factures.establishments.models import Establishment
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.models import Invoice
from espace_factures.ribs import repository as ribs_repository
from espace_factures.ribs.models import Rib
from espace_factures.ribs.service import alerts

HIDDEN: Final = "Une facture d’une autre direction, que vous ne pouvez pas ouvrir,"
"""A twin that the agent may not open is said, and not named."""
ADVICE: Final = re.compile(rf"{THIN}: (?:si [^,]+, )?\w+ez\b.*", re.DOTALL)
"""« : vérifiez-le », as whoever deposits is told."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One sentence; a severe one is a usual sign of fraud. `twin` is the invoice it leads to, when one may open it."""

    sentence: str
    is_severe: bool = True
    twin: str = ""


def raised(uow: Reading, actor: Actor, invoice: Invoice, rib: Rib | None, place: Establishment) -> list[Signal]:
    """Every signal, the severe ones first; nothing about an invoice that will not be paid any more."""
    if invoice.status not in invoices_rules.AWAITING_PAYMENT:
        return []
    found = [*_same_bytes(uow, actor, invoice), *_alike(uow, actor, invoice), *_written(uow, invoice, rib)]
    if rib is not None:
        found += [*_since_last_payment(uow, invoice, rib), *_of_rib(uow, rib, place)]
    return sorted(found, key=lambda signal: not signal.is_severe)


def observed(message: str) -> str:
    """What was found at the deposit, without what the supplier could then do about it: an agent reads it."""
    return ADVICE.sub(".", message)


def _same_bytes(uow: Reading, actor: Actor, invoice: Invoice) -> Iterator[Signal]:
    """One line for each twin that the actor may open, one for all the others."""
    sha256 = invoices_repository.document_of(uow.session, invoice).sha256
    twins = [twin.reference for twin in invoices_repository.with_bytes(uow.session, sha256, but=invoice.id)]
    opened = demandes_repository.readable_among(uow.session, actor, twins)
    for twin in opened:
        yield Signal(f"Le même fichier est joint à la facture {twin}.", twin=twin)
    if hidden := len(twins) - len(opened):
        others = counted(hidden, "facture d’une autre direction", "factures d’autres directions")
        yield Signal(f"Le même fichier est joint à {others}, que vous ne pouvez pas ouvrir.")


def _alike(uow: Reading, actor: Actor, invoice: Invoice) -> Iterator[Signal]:
    """Another living invoice of the établissement under nearly the same number, or of one amount on one order."""
    for twin in invoices_repository.alike(uow.session, invoice.establishment_id, invoice.number):
        if twin.id != invoice.id:
            likeness = "porte le même numéro" if twin.number_exact == invoice.number_exact else "a un numéro semblable"
            opened = _opened(uow, actor, twin.reference)
            name = f"{twin.reference} ({twin.number}, du {long_date(twin.issued_on)})" if opened else HIDDEN
            yield Signal(f"{name} {likeness}.", twin.year == invoice.year, opened)
    if not invoice.order_number:
        return
    on_order = invoice.establishment_id, invoice.order_number, invoice.total_ttc
    if near := invoices_repository.same_amount_and_order(uow.session, *on_order, but=invoice.id):
        opened = _opened(uow, actor, near)
        yield Signal(f"{opened or HIDDEN} a le même montant sur le même bon de commande.", False, opened)


def _opened(uow: Reading, actor: Actor, reference: str) -> str:
    """The twin, when the actor may open it."""
    return reference if demandes_repository.readable_among(uow.session, actor, [reference]) else ""


def _written(uow: Reading, invoice: Invoice, rib: Rib | None) -> Iterator[Signal]:
    """The IBAN that the document bears, held against those that two agents vouched for."""
    iban = invoices_repository.written_iban(uow.session, invoice)
    if not iban or (rib is not None and iban == rib.iban):
        return
    if not iban.startswith("FR"):
        yield Signal(f"L’IBAN écrit sur la facture est étranger : {iban[:2]} {masked(iban)}.")
    elif iban in ribs_repository.validated_ibans(uow.session, invoice.establishment_id):
        yield Signal(f"L’IBAN écrit sur la facture est un autre RIB de l’établissement : {masked(iban)}.", False)
    else:
        bank = ", dans une autre banque" if rib is not None and iban[4:9] != rib.iban[4:9] else ""
        yield Signal(f"L’IBAN écrit sur la facture n’est pas un RIB validé de l’établissement : {masked(iban)}{bank}.")


def _since_last_payment(uow: Reading, invoice: Invoice, rib: Rib) -> Iterator[Signal]:
    last = invoices_repository.last_paid(uow.session, invoice.establishment_id)
    if last is None or last.iban == rib.iban:
        return
    day = long_date(last.paid_on or noumea_date(last.status_at))
    bank = ", dans une autre banque" if last.iban[4:9] != rib.iban[4:9] else ""
    yield Signal(f"Le RIB a changé depuis le dernier paiement, fait le {day} sur {masked(last.iban)}{bank}.")


def _of_rib(uow: Reading, rib: Rib, place: Establishment) -> Iterator[Signal]:
    for alert in alerts.raise_standing(uow.session, rib, place):
        yield Signal(alert.sentence, alert.is_severe)
