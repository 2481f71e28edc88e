"""What is to be paid and the files of payments, ready to read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.core import ridet
from espace_factures.core.calendar import moment, noumea_date, short_date
from espace_factures.core.money import francs
from espace_factures.core.rib import display
from espace_factures.core.words import THIN, capital, counted, joined
from espace_factures.identity.models import Account
from espace_factures.invoices.following.presenter.watching import AccountView, SignalLine
from espace_factures.invoices.following.service.signals import Signal
from espace_factures.invoices.payment.models import PaymentExport, PaymentFile, PaymentLine
from espace_factures.invoices.payment.repository import Tally
from espace_factures.invoices.payment.rules import STAGES_TO_PAY, Outcome
from espace_factures.invoices.payment.service.importing import Report
from espace_factures.invoices.payment.service.owed import Debt, Debts
from espace_factures.invoices.rules import STAGES
from espace_factures.ribs.service.vouched import Vouched

ALL: Final = "Toutes"


@dataclass(frozen=True, slots=True)
class TabRow:
    """The invoices of one status, how many they are and what they add up to."""

    label: str
    words: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class DebtRow:
    """An invoice to be paid."""

    number: str
    href: str
    status: str
    tone: str
    amount: str
    note: str
    signals: tuple[SignalLine, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What is owed to one établissement on one RIB."""

    place: str
    ridet: str
    total: str
    fault: str
    account: AccountView
    signals: tuple[SignalLine, ...]
    rows: tuple[DebtRow, ...]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that left or came: what it is, what is in it, where it is."""

    name: str
    words: str
    href: str
    transfers: str = ""
    """Where its transfers are taken, for the bank."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a file of payments."""

    row: str
    reference: str
    href: str
    amount: str
    date: str
    payment: str
    why: str


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of payments: what was found, what is being done, what was done."""

    number: int = 0
    words: str = ""
    button: str = ""
    progress: int = 0
    total: int = 0
    is_under_way: bool = False
    is_ended: bool = False
    refused: tuple[LineRow, ...] = ()
    waiting: tuple[LineRow, ...] = ()
    done: tuple[LineRow, ...] = ()


def tab_rows(tallies: Sequence[Tally], stage: str) -> list[TabRow]:
    """All of it, then each status in its order."""
    by_status = {tally.status: tally for tally in tallies}
    count, amount = sum(tally.count for tally in tallies), sum(tally.amount for tally in tallies)
    rows = [TabRow(ALL, _sum_words(count, amount), routes.ADMIN_PAYMENTS, stage not in STAGES_TO_PAY)]
    for status in STAGES_TO_PAY:
        found = by_status.get(status)
        words = _sum_words(found.count, found.amount) if found else _sum_words(0, 0)
        href = routes.with_query(routes.ADMIN_PAYMENTS, statut=status)
        rows.append(TabRow(STAGES[status].label, words, href, stage == status))
    return rows


def groups(found: Debts) -> list[Group]:
    """One for each établissement and RIB, in the order of the page."""
    keyed = groupby(found.rows, key=lambda debt: (debt.due.place.id, debt.due.invoice.rib_id))
    return [_group(list(rows), found) for _, rows in keyed]


def export_rows(exports: Iterable[tuple[PaymentExport, Account]], *, makes_transfers: bool) -> list[FileRow]:
    """The files that left, each with its transfers where the bank takes them."""
    return [
        FileRow(
            f"Fichier {export.id}, {moment(export.at)}",
            joined(" · ", export_words(export), f"par {account.full_name}"),
            native(routes.payments_sheet(export.id)),
            native(routes.payments_transfers(export.id)) if makes_transfers else "",
        )
        for export, account in exports
    ]


def export_words(export: PaymentExport) -> str:
    """« 12 factures, 1 500 000 F, dont 3 déjà exportées »."""
    again = f", dont {counted(export.again, 'déjà exportée', 'déjà exportées')}" if export.again else ""
    return f"{counted(export.invoices, 'facture')}, {francs(export.amount)}{again}"


def file_rows(files: Iterable[tuple[PaymentFile, Account]]) -> list[FileRow]:
    """The files that came."""
    return [
        FileRow(
            f"Paiements {file.id}, {moment(file.created_at)}",
            f"par {account.full_name} · {_state_words(file)}",
            routes.with_query(routes.ADMIN_PAYMENTS_FILE, id=str(file.id)),
        )
        for file, account in files
    ]


def file_view(report: Report) -> FileView:
    """Where a file is."""
    counts = {outcome: report.counts.get(outcome, 0) for outcome in Outcome}
    left, is_started = counts[Outcome.WAITING], report.file.started_at is not None
    total = counts[Outcome.DONE] + left
    return FileView(
        number=report.file.id,
        words=_count_words(counts, is_started=is_started),
        button=f"Enregistrer {counted(left, 'paiement')}" if left and not is_started else "",
        progress=counts[Outcome.DONE],
        total=total,
        is_under_way=is_started and report.file.ended_at is None,
        is_ended=report.file.ended_at is not None,
        refused=tuple(_line(line) for line in report.refused),
        waiting=tuple(_line(line) for line in report.waiting),
        done=tuple(_line(line) for line in report.done),
    )


def _count_words(counts: dict[Outcome, int], *, is_started: bool) -> str:
    said = [
        counted(counts[Outcome.DONE], "paiement enregistré", "paiements enregistrés") if is_started else "",
        counted(counts[Outcome.WAITING], "paiement à enregistrer", "paiements à enregistrer"),
        counted(counts[Outcome.SAME], "déjà enregistré", "déjà enregistrés"),
        counted(counts[Outcome.REFUSED], "ligne refusée", "lignes refusées"),
    ]
    return f"{joined(', ', *said)}."


def _line(line: PaymentLine) -> LineRow:
    return LineRow(
        row=f"Ligne {line.row_number}",
        reference=line.reference,
        href=routes.with_query(routes.ADMIN_INVOICE, ref=line.reference) if line.version else "",
        amount=francs(line.amount) if line.amount else "",
        date=short_date(line.paid_on) if line.paid_on else "",
        payment=line.payment,
        why=line.sentence,
    )


def _state_words(file: PaymentFile) -> str:
    if file.ended_at is not None:
        return "enregistré"
    return "en cours" if file.started_at is not None else "à confirmer"


def _group(rows: Sequence[Debt], found: Debts) -> Group:
    """A sign that holds for every invoice of the group is said once, above them."""
    due, fault = rows[0].due, rows[0].fault
    said = [{signal.sentence for signal in debt.signals} for debt in rows]
    shared = set.intersection(*said) if len(rows) > 1 else set()
    rib_id = due.invoice.rib_id
    return Group(
        place=due.place.name,
        ridet=ridet.display(due.place.ridet),
        total=f"{counted(len(rows), 'facture')}, {francs(sum(_amount(debt) for debt in rows))}",
        fault=fault,
        account=_account(found.vouched[rib_id], found) if rib_id in found.vouched else AccountView(),
        signals=_signals(signal for signal in rows[0].signals if signal.sentence in shared),
        rows=tuple(_debt(debt, shared) for debt in rows),
    )


def _debt(debt: Debt, shared: set[str]) -> DebtRow:
    invoice = debt.due.invoice
    stage = STAGES[invoice.status]
    exported = f"déjà exportée le {short_date(noumea_date(debt.exported_at))}" if debt.exported_at else ""
    reduced = f"admis sur {francs(invoice.total_ttc)}" if _amount(debt) != invoice.total_ttc else ""
    mandate = f"mandat {invoice.mandate_reference}" if invoice.mandate_reference else ""
    since = f"depuis le {short_date(noumea_date(invoice.status_at))}"
    return DebtRow(
        number=f"{invoice.number} ({invoice.reference})",
        href=routes.with_query(routes.ADMIN_INVOICE, ref=invoice.reference),
        status=stage.label,
        tone=stage.tone,
        amount=francs(_amount(debt)),
        note=capital(joined(" · ", since, mandate, reduced, exported)),
        signals=_signals(signal for signal in debt.signals if signal.sentence not in shared),
    )


def _signals(raised: Iterable[Signal]) -> tuple[SignalLine, ...]:
    return tuple(
        SignalLine(
            signal.sentence,
            signal.is_severe,
            routes.with_query(routes.ADMIN_INVOICE, ref=signal.twin) if signal.twin else "",
        )
        for signal in raised
    )


def _account(known: Vouched, found: Debts) -> AccountView:
    rib = known.rib
    usable = rib.usable_from
    since = "Depuis le" if usable and usable <= found.now else "À partir du"
    age = f"il y a {counted(known.days, 'jour')}" if known.days else "aujourd’hui"
    return AccountView(
        iban=display(rib.iban).replace(THIN, " "),
        holder=rib.holder,
        bank=rib.bank_name or f"Banque inconnue (code {rib.iban[4:9]})",
        added=f"Le {short_date(noumea_date(rib.created_at))} par {known.added_by}, {age}",
        validators=" et ".join(known.validators) or "Personne",
        usable=f"{since} {moment(usable)}" if usable else "Non",
    )


def _amount(debt: Debt) -> int:
    invoice = debt.due.invoice
    return invoice.owed


def _sum_words(count: int, amount: int) -> str:
    return f"{counted(count, 'facture')}, {francs(amount)}"
