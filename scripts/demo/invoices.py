"""Sixty invoices, five in each status, each deposited with a PDF of its own and moved by the real use cases."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlmodel import select

from espace_factures.app.forms import parse
from espace_factures.core.access import Actor
from espace_factures.core.calendar import noumea_date
from espace_factures.core.money import francs
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding
from espace_factures.establishments.models import Establishment
from espace_factures.invoices.deposit.forms import Deposit
from espace_factures.invoices.deposit.service import deposits, drafts
from espace_factures.invoices.models import Invoice
from espace_factures.invoices.processing.forms import InvoiceDecision
from espace_factures.invoices.rules import Status
from espace_factures.organisation.models import Direction
from espace_factures.ribs.service import keeping
from scripts.demo.stage import Stage, pdf

EACH: Final = 5
STEP_DAYS: Final = 2.5
AGENT, ACCOUNTANT, PAYER, SUPPLIER = "factures", "comptable", "comptable2", "gestionnaire"
TO_CLEARED: Final = ((AGENT, Status.TAKEN), (AGENT, Status.SERVICE_DONE), (AGENT, Status.CLEARED))
TO_SENT: Final = (*TO_CLEARED, (ACCOUNTANT, Status.ORDERED), (ACCOUNTANT, Status.SENT))
PATHS: Final[dict[Status, Sequence[tuple[str, Status]]]] = {
    Status.DEPOSITED: (),
    Status.TAKEN: TO_CLEARED[:1],
    Status.REDIRECTED: ((AGENT, Status.REDIRECTED),),
    Status.SUSPENDED: (*TO_CLEARED[:1], (AGENT, Status.SUSPENDED)),
    Status.COMPLETED: (*TO_CLEARED[:1], (AGENT, Status.SUSPENDED), (SUPPLIER, Status.COMPLETED)),
    Status.SERVICE_DONE: TO_CLEARED[:2],
    Status.CLEARED: TO_CLEARED,
    Status.ORDERED: TO_SENT[:4],
    Status.SENT: TO_SENT,
    Status.PAID: (*TO_SENT, (PAYER, Status.PAID)),
    Status.REJECTED: ((AGENT, Status.REJECTED),),
    Status.WITHDRAWN: ((SUPPLIER, Status.WITHDRAWN),),
}
SUSPENSIONS: Final = ("le bon de livraison manque", "le procès-verbal de réception n’est pas signé")
REJECTIONS: Final = (("TX_TVA_ERR", "11 % au lieu de 6 %"), ("FACT_NON_CONFORME", "les quantités diffèrent"))


def write(stage: Stage, actors: dict[str, Actor], places: list[Establishment], directions: list[Direction]) -> None:
    """Each invoice, whole, unless its number is already there."""
    for position in range(EACH * len(PATHS)):
        status = list(PATHS)[position % len(PATHS)]
        number = f"F-2026-{position + 318:04d}"
        if stage.first(select(Invoice).where(Invoice.number == number)):
            continue
        place = places[position % 2]
        days = len(PATHS[status]) * STEP_DAYS + 1 + (position // len(PATHS)) * 9
        reference = _deposit(stage, actors[SUPPLIER], place, directions[position % 3], number, days, position)
        _walk(stage, actors, reference, status, days, directions, position)


def _deposit(
    stage: Stage, actor: Actor, place: Establishment, direction: Direction, number: str, days: float, position: int
) -> str:
    stage.clock.days_ago(days)
    total_ht = 40_000 + (position * 37_511) % 960_000
    tax = total_ht * 6 // 100
    today = noumea_date(stage.clock.now() - timedelta(days=1))
    words = [place.name, place.address, f"Date : {today:%d/%m/%Y}", f"Total HT : {francs(total_ht)}"]
    words += [f"TGC 6 % : {francs(tax)}", f"Total TTC : {francs(total_ht + tax)}"]
    plain = [word.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'") for word in words]
    draft = stage.play(drafts.start_draft, actor, f"{number}.pdf", pdf(f"Facture {number}", plain))
    usable = next(iter(stage.do(keeping.offered, place.id)), None)
    typed = {
        "establishment": str(place.id),
        "no_order": "on",
        "direction": str(direction.id),
        "number": number,
        "issued_on": today.isoformat(),
        "total_ht": str(total_ht),
        "tgc_6": str(tax),
        "total_ttc": str(total_ht + tax),
        "rib": str(usable.id) if usable else "",
        "message": "Merci de votre attention." if position % 9 == 0 else "",
    }
    return stage.do(deposits.deposit_invoice, actor, draft, parse(Deposit, typed))


def _walk(
    stage: Stage,
    actors: dict[str, Actor],
    reference: str,
    wanted: Status,
    days: float,
    directions: list[Direction],
    position: int,
) -> None:
    for step, (name, status) in enumerate(PATHS[wanted], start=1):
        stage.clock.days_ago(days - step * STEP_DAYS)
        if status is Status.COMPLETED:
            stage.do(deciding.answer, actors[name], Kind.INVOICE, reference, "Voici le document demandé.", "")
        elif status is Status.WITHDRAWN:
            stage.do(deciding.withdraw, actors[name], Kind.INVOICE, reference)
        else:
            form = parse(InvoiceDecision, {"status": status} | _details(status, directions, position))
            stage.do(deciding.decide, actors[name], Kind.INVOICE, reference, step, form)
    if wanted is Status.SUSPENDED:
        words = "Pouvez-vous joindre le document ? Le délai reprendra aussitôt."
        stage.do(deciding.say, actors[AGENT], Kind.INVOICE, reference, words)


def _details(status: Status, directions: list[Direction], position: int) -> dict[str, str]:
    """What goes with a decision."""
    if status is Status.REDIRECTED:
        return {"direction": str(directions[(position + 1) % 3].id), "comment": "Ce service dépend de cette direction."}
    if status is Status.SUSPENDED:
        return {"reason": "JUSTIF_ABS", "comment": SUSPENSIONS[position % 2]}
    if status is Status.REJECTED:
        reason, comment = REJECTIONS[position % 2]
        return {"reason": reason, "comment": comment}
    return {}
