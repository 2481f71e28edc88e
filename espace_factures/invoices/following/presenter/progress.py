"""« Où en est le paiement »: the steps of an invoice with their dates, its days as a bar, when the money comes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from espace_factures.core.calendar import days_between, near_date, noumea_date, short_date
from espace_factures.core.words import NBSP, counted
from espace_factures.demandes.models import DemandeEvent
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.expecting.rules import FEWEST, Expected, expected
from espace_factures.invoices.following.presenter.dossier import order_given_at, usual_words
from espace_factures.invoices.following.service.tracking import InvoiceDossier
from espace_factures.invoices.rules import STAGES, Status, mandate_before

STEPS: Final = (
    ("Déposée", Status.DEPOSITED),
    ("Vérifiée", Status.TAKEN),
    ("Service fait", Status.SERVICE_DONE),
    ("Mandatée", Status.ORDERED),
    ("Payée", Status.PAID),
)
REACHED: Final = {
    Status.DEPOSITED: 0,
    Status.REDIRECTED: 0,
    Status.TAKEN: 1,
    Status.SUSPENDED: 1,
    Status.COMPLETED: 1,
    Status.SERVICE_DONE: 2,
    Status.CLEARED: 2,
    Status.ORDERED: 3,
    Status.SENT: 3,
    Status.PAID: 4,
}
"""The last step done in each status; a suspension leads back to the check."""
HALTED: Final = {
    Status.SUSPENDED: ("arretee", "arrêtée"),
    Status.REJECTED: ("refusee", "rejetée"),
    Status.WITHDRAWN: ("refusee", "retirée"),
}
SAID: Final = {"faite": " (étape faite)", "arretee": "", "refusee": "", "a-venir": " (à venir)"}
BY_LABEL: Final = {stage.label: status for status, stage in STAGES.items()}


@dataclass(frozen=True, slots=True)
class ProgressStep:
    """One mark of the line."""

    label: str
    when: str
    state: str
    said: str
    """Its state, for readers."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the bar: elapsed, suspended, or late."""

    kind: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Progress:
    """All that the card says."""

    steps: list[ProgressStep] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    count: str = ""
    halt: str = ""
    begin: str = ""
    end: str = ""
    due_label: str = ""
    due: str = ""
    due_basis: str = ""


def progress_of(dossier: InvoiceDossier) -> Progress:
    """How far an invoice is, for its supplier."""
    label, due, basis = _due(dossier)
    return Progress(
        steps=_steps(dossier),
        parts=_parts(dossier),
        count=_count(dossier),
        halt=_halt(dossier),
        begin=_near(noumea_date(dossier.item.deposited_at), dossier.now),
        end=_end(dossier),
        due_label=label,
        due=due,
        due_basis=basis,
    )


def _steps(dossier: InvoiceDossier) -> list[ProgressStep]:
    done, status = _last_done(dossier), dossier.item.status
    found = []
    for rank, (label, reached) in enumerate(STEPS):
        state = "faite" if rank <= done else "a-venir"
        when = _when_done(dossier, reached) if rank <= done else _when_due(dossier, reached)
        if rank == done + 1 and status in HALTED:
            state, word = HALTED[status]
            when = f"{word} le {_near(noumea_date(dossier.item.status_at), dossier.now)}"
        found.append(ProgressStep(label, when, state, SAID[state]))
    return found


def _last_done(dossier: InvoiceDossier) -> int:
    """The rank of the last step done; of an invoice that ended unpaid, where it stood before."""
    before = [BY_LABEL[event.status] for event in _standing(dossier.events) if event.status in BY_LABEL]
    known = [REACHED[status] for status in before if status in REACHED]
    return REACHED.get(dossier.item.status, known[-1] if known else 0)


def _when_done(dossier: InvoiceDossier, reached: Status) -> str:
    if reached is Status.DEPOSITED:
        return _near(noumea_date(dossier.item.deposited_at), dossier.now)
    if reached is Status.PAID and dossier.item.paid_on:
        return _near(dossier.item.paid_on, dossier.now)
    label = STAGES[reached].label
    dates = [event.at for event in _standing(dossier.events) if event.status == label]
    return _near(noumea_date(dates[-1]), dossier.now) if dates else ""


def _when_due(dossier: InvoiceDossier, reached: Status) -> str:
    if dossier.item.status in invoices_rules.ENDED:
        return ""
    if reached is Status.PAID:
        found = None if dossier.panel.rib_fault else _expected(dossier)
        return _between(found, dossier.now) if found else ""
    limit = _limit(dossier)
    is_told = reached is Status.ORDERED and limit >= noumea_date(dossier.now)
    return f"au plus tard le {_near(limit, dossier.now)}" if is_told else ""


def _standing(events: Sequence[DemandeEvent]) -> list[DemandeEvent]:
    """Neither undone nor an « Annuler », oldest first."""
    undoing = [(event.id, event.undoes_since) for event in events if event.undoes_since]
    return [
        event
        for event in events
        if not event.undoes_since and not any(event.id < by and event.at >= since for by, since in undoing)
    ]


def _halts(dossier: InvoiceDossier) -> Iterator[tuple[datetime, datetime]]:
    """Each time the clock was stopped, and when it went on; until now for the one that lasts."""
    since: datetime | None = None
    for event in _standing(dossier.events):
        status = BY_LABEL.get(event.status)
        if since and status and status is not Status.SUSPENDED:
            yield since, event.at
            since = None
        elif status is Status.SUSPENDED:
            since = since or event.at
    if since:
        yield since, dossier.now


def _parts(dossier: InvoiceDossier) -> list[Part]:
    """The bar grows by the days suspended, and by the days late."""
    start, halts = dossier.item.deposited_at, list(_halts(dossier))
    end = order_given_at(dossier) or (dossier.item.status_at if _is_ended(dossier) else dossier.now)
    limit = start + _period(dossier) + sum((until - since for since, until in halts), timedelta())
    whole, found, at = max(limit, end) - start, [], start
    stretches = [(kind, until) for pair in halts for kind, until in zip(("ecoule", "arret"), pair, strict=True)]
    for kind, until in [*stretches, ("ecoule", min(limit, end)), ("retard", end)]:
        if until > at:
            found.append(Part(kind, f"{(at - start) / whole:.2%}", f"{(until - at) / whole:.2%}"))
            at = until
    return found


def _count(dossier: InvoiceDossier) -> str:
    """« 8 jours sur 30 »; nothing of what will never be paid."""
    invoice, period = dossier.item, _period(dossier).days
    if invoice.status in {Status.REJECTED, Status.WITHDRAWN}:
        return ""
    ordered = order_given_at(dossier)
    days = invoices_rules.elapsed_days(
        invoice.deposited_at, invoice.stopped_seconds, invoice.clock_stopped_at, ordered or dossier.now
    )
    if ordered:
        return f"Ordre de payer donné en {counted(days, 'jour')} sur{NBSP}{period}"
    return f"{counted(days, 'jour')} sur{NBSP}{period}" if days else f"{period} jours au plus, à compter du dépôt"


def _halt(dossier: InvoiceDossier) -> str:
    """« arrêté depuis 5 jours », « en retard de 6 jours »."""
    if stopped := dossier.item.clock_stopped_at:
        days = days_between(noumea_date(stopped), noumea_date(dossier.now))
        return f"arrêté depuis {counted(days, 'jour')}" if days else "arrêté aujourd’hui"
    late = days_between(_limit(dossier), noumea_date(dossier.now))
    is_late = late > 0 and not order_given_at(dossier) and not _is_ended(dossier)
    return f"en retard de {counted(late, 'jour')}" if is_late else ""


def _end(dossier: InvoiceDossier) -> str:
    if ordered := order_given_at(dossier):
        return f"ordre donné le {_near(noumea_date(ordered), dossier.now)}"
    return f"ordre de payer au plus tard le {_near(_limit(dossier), dossier.now)}"


def _due(dossier: InvoiceDossier) -> tuple[str, str, str]:
    """The question, the date, and what it rests on: an estimate with its figures, or the legal limit."""
    invoice, now = dossier.item, dossier.now
    if invoice.status is Status.PAID and invoice.paid_on:
        days = days_between(noumea_date(invoice.deposited_at), invoice.paid_on)
        return "Payée le", short_date(invoice.paid_on), f"En {counted(days, 'jour')} à compter du dépôt."
    if _is_ended(dossier):
        return "", "", ""
    if dossier.panel.rib_fault:
        return "Paiement estimé", "en attente d’un RIB", "Sans RIB valable, la Province ne peut rien payer."
    answered = "Si vous répondez aujourd’hui. " if invoice.clock_stopped_at else ""
    if found := _expected(dossier):
        return "Paiement estimé", _between(found, now), f"{answered}{usual_words(dossier.panel.usual)}"
    if order_given_at(dossier):
        return "Paiement estimé", "virement en préparation", f"L’argent arrive quelques jours après. {_few(dossier)}"
    limit = _limit(dossier)
    if limit < noumea_date(now):
        return "Ordre de payer", "délai dépassé", f"Il était dû le {short_date(limit)}. {_few(dossier)}"
    basis = f"{answered}L’argent arrive quelques jours après. {_few(dossier)}"
    return "Ordre de payer", f"au plus tard le {_near(limit, now)}", basis


def _few(dossier: InvoiceDossier) -> str:
    """Why no day is estimated."""
    usual = dossier.panel.usual
    if usual.is_told:
        return (
            f"C’est plus long que d’habitude : 8 factures sur 10 de cette direction sont payées "
            f"en {counted(usual.most_days, 'jour')}."
        )
    return f"Pas d’estimation plus précise : cette direction a payé moins de {FEWEST} factures depuis 90 jours."


def _expected(dossier: InvoiceDossier) -> Expected | None:
    return expected(dossier.item.deposited_at, _stopped(dossier), dossier.panel.usual, dossier.now)


def _limit(dossier: InvoiceDossier) -> date:
    """Until when the order is given, were the clock to go on now."""
    return noumea_date(mandate_before(dossier.item.deposited_at, _stopped(dossier), _period(dossier)))


def _stopped(dossier: InvoiceDossier) -> int:
    stopped = dossier.item.clock_stopped_at
    return dossier.item.stopped_seconds + (int((dossier.now - stopped).total_seconds()) if stopped else 0)


def _period(dossier: InvoiceDossier) -> timedelta:
    return dossier.panel.parameters.payment_period


def _is_ended(dossier: InvoiceDossier) -> bool:
    return dossier.item.status in invoices_rules.ENDED


def _between(found: Expected, now: datetime) -> str:
    """« entre le 13 et le 18 déc. »: the month once where it is the same."""
    first, last = _near(found.first, now), _near(found.last, now)
    if found.first == found.last:
        return f"vers le {last}"
    is_same = (found.first.year, found.first.month) == (found.last.year, found.last.month)
    return f"entre le {first.split(NBSP)[0] if is_same else first} et le {last}"


def _near(day: date, now: datetime) -> str:
    """The year only where it is another."""
    return near_date(day) if day.year == noumea_date(now).year else short_date(day)
