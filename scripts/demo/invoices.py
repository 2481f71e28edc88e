"""The last two months: each invoice deposited with its document, then moved by the real use cases, in time's order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlmodel import select

from espace_factures.app.forms import parse
from espace_factures.core.access import Actor
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
from scripts.demo import papers, words
from scripts.demo.bills import Bill
from scripts.demo.stage import Stage
from scripts.demo.story import Planned, Step
from scripts.demo.suppliers import SUPPLIERS

AGENTS: Final = (("factures", "factures3"), ("factures", "factures2"), ("factures3", "factures"))
"""Who instructs for each direction."""
ACCOUNTANTS: Final = ("comptable", "comptable2")
AFTER: Final = timedelta(minutes=20)
ADMITTED_EACH, QUESTION_EACH, NOTE_EACH, GREETING_EACH = 9, 7, 4, 6
"""One in so many is admitted for less, asked about, noted on, or greeted with."""


@dataclass(slots=True)
class Cast:
    """Who and what the invoices go between, and the references of those that came."""

    actors: dict[str, Actor]
    places: list[Establishment]
    directions: list[Direction]
    references: dict[tuple[int, str], str] = field(default_factory=dict)

    def signer(self, planned: Planned, status: Status) -> Actor:
        """Who makes an invoice move."""
        if status in {Status.COMPLETED, Status.WITHDRAWN}:
            return self.actors[SUPPLIERS[planned.place].manager]
        if status in {Status.ORDERED, Status.SENT, Status.PAID}:
            return self.actors[ACCOUNTANTS[(planned.chance + (status is Status.PAID)) % 2]]
        return self.actors[AGENTS[planned.direction][planned.chance % 2]]


def write(stage: Stage, cast: Cast, story: Sequence[Planned]) -> None:
    """Each invoice that is not there yet."""
    ids = {place.id: position for position, place in enumerate(cast.places)}
    known = {(ids.get(place), number) for place, number in stage.all(select(Invoice.establishment_id, Invoice.number))}
    missing = [planned for planned in story if planned.key not in known]
    for at, act in sorted(_acts(stage, cast, missing), key=lambda act: act[0]):
        stage.clock.instant = min(at, stage.present)
        act()


Act = tuple[datetime, Callable[[], object]]


def _acts(stage: Stage, cast: Cast, story: Iterable[Planned]) -> Iterator[Act]:
    for planned in story:
        yield planned.deposited_at, partial(_deposit, stage, cast, planned)
        for version, step in enumerate(planned.steps, start=1):
            yield step.at, partial(_move, stage, cast, planned, version, step)
        last = planned.steps[-1].at if planned.steps else planned.deposited_at
        yield last + AFTER, partial(_talk, stage, cast, planned)


def _deposit(stage: Stage, cast: Cast, planned: Planned) -> None:
    bill, actor = planned.bill, cast.actors[SUPPLIERS[planned.place].manager]
    draft = stage.play(drafts.start_draft, actor, f"{bill.number}.pdf", papers.invoice(bill))
    typed = typed_of(bill) | {
        "establishment": str(cast.places[planned.place].id),
        "direction": str(cast.directions[planned.direction].id),
        "rib": _rib(stage, cast.places[planned.place]),
        "message": words.GREETING if planned.chance % GREETING_EACH == 0 else "",
    }
    cast.references[planned.key] = stage.do(deposits.deposit_invoice, actor, draft, parse(Deposit, typed))


def typed_of(bill: Bill) -> dict[str, str]:
    """The fields of the deposit that the paper gives."""
    taxes = {f"tgc_{rate}": str(tax) for rate, tax in bill.taxes.items()}
    return taxes | {
        "no_order": "" if bill.order else "on",
        "order": bill.order,
        "number": bill.number,
        "issued_on": bill.issued_on.isoformat(),
        "total_ht": str(bill.total_ht),
        "total_ttc": str(bill.total_ttc),
    }


def _rib(stage: Stage, place: Establishment) -> str:
    usable = next((rib for rib in stage.do(keeping.offered, place.id) if rib.is_default), None)
    return str(usable.id) if usable else ""


def _move(stage: Stage, cast: Cast, planned: Planned, version: int, step: Step) -> None:
    actor, reference = cast.signer(planned, step.status), cast.references[planned.key]
    if step.status is Status.COMPLETED:
        answer = words.ANSWERS[planned.chance % len(words.ANSWERS)]
        stage.do(deciding.answer, actor, Kind.INVOICE, reference, answer, "")
    elif step.status is Status.WITHDRAWN:
        stage.do(deciding.withdraw, actor, Kind.INVOICE, reference)
    else:
        form = parse(InvoiceDecision, {"status": step.status} | _details(cast, planned, step.status))
        stage.do(deciding.decide, actor, Kind.INVOICE, reference, version, form)


def _details(cast: Cast, planned: Planned, status: Status) -> dict[str, str]:
    """What goes with a decision."""
    if status is Status.REDIRECTED:
        other = cast.directions[(planned.direction + 1) % len(cast.directions)]
        return {"direction": str(other.id), "comment": words.REDIRECTION}
    if status is Status.SERVICE_DONE and planned.chance % ADMITTED_EACH == 0:
        return {"admitted": str(admitted(planned.bill))}
    if reason := why(planned, status):
        return {"reason": reason[0], "comment": reason[1]}
    return {}


def why(planned: Planned, status: Status) -> tuple[str, str] | None:
    """The coded reason of a decision and its sentence, where there is one."""
    given = {Status.SUSPENDED: words.SUSPENSIONS, Status.REJECTED: words.REJECTIONS}.get(status)
    return given[planned.chance % len(given)] if given else None


def admitted(bill: Bill) -> int:
    """All but a tenth."""
    return bill.total_ttc * 9 // 10


def _talk(stage: Stage, cast: Cast, planned: Planned) -> None:
    """What is said after the last step: by an agent who waits for an answer, by a supplier who waits for the money."""
    say, reference = partial(stage.do, deciding.say), cast.references[planned.key]
    agent = cast.actors[AGENTS[planned.direction][planned.chance % 2]]
    if planned.status is Status.SUSPENDED:
        say(agent, Kind.INVOICE, reference, words.REMINDER)
    elif planned.chance % QUESTION_EACH == 0:
        say(cast.actors[SUPPLIERS[planned.place].manager], Kind.INVOICE, reference, words.QUESTION)
    elif planned.status is Status.TAKEN and planned.chance % NOTE_EACH == 0:
        say(agent, Kind.INVOICE, reference, words.NOTE, is_internal=True)
