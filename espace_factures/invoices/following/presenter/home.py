"""The figures of « Accueil »: what is to receive, the next payment, what waits for the supplier."""

from dataclasses import dataclass
from datetime import datetime

from espace_factures import routes
from espace_factures.core.calendar import near_date, noumea_date, short_date
from espace_factures.core.money import francs
from espace_factures.core.words import counted, grouped
from espace_factures.invoices.expecting.repository import NextPayment
from espace_factures.invoices.expecting.rules import expected
from espace_factures.invoices.following.presenter.waiting import waiting_basis, waiting_count
from espace_factures.invoices.following.service.tracking import Home
from espace_factures.invoices.rules import Status


@dataclass(frozen=True, slots=True)
class HomeFigure:
    """A question, its figure, what it rests on; `href` leads to it."""

    label: str
    value: str
    basis: str
    href: str = ""
    waits: bool = False


def home_figures(home: Home) -> list[HomeFigure]:
    """The three questions that a supplier comes with."""
    summary, count = home.summary, waiting_count(home.waiting)
    coming = f"{counted(summary.awaiting, 'facture')} en attente de paiement"
    return [
        HomeFigure("À recevoir", francs(summary.awaiting_amount), coming),
        _next_figure(home.next_payment, home.delays.now),
        HomeFigure("Attend votre réponse", grouped(count), waiting_basis(home.waiting), waits=bool(count)),
    ]


def _next_figure(payment: NextPayment | None, now: datetime) -> HomeFigure:
    label = "Prochain paiement"
    if payment is None:
        return HomeFigure(label, "—", "Aucun ordre de payer donné pour l’instant")
    since = short_date(noumea_date(payment.since))
    step = f"chez le comptable depuis le {since}" if payment.status is Status.SENT else f"ordre donné le {since}"
    href = routes.with_query(routes.INVOICE, ref=payment.reference)
    if when := expected(payment.deposited_at, payment.stopped_seconds, payment.usual, now):
        basis = f"date estimée · {francs(payment.amount)}, {payment.number}"
        return HomeFigure(label, near_date(when.first), basis, href)
    return HomeFigure(label, francs(payment.amount), f"{payment.number}, {step}", href)
