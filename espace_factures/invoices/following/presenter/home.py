"""The figures of « Accueil »: what is to receive, the next payment, what waits for the supplier."""

from dataclasses import dataclass

from espace_factures import routes
from espace_factures.core.calendar import noumea_date, short_date
from espace_factures.core.money import francs
from espace_factures.core.words import counted, grouped
from espace_factures.invoices.expecting.repository import Lately, NextPayment
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
    summary, waiting = home.summary, home.waiting
    coming = f"{counted(summary.awaiting, 'facture')} en attente de paiement"
    asked = f"{counted(waiting, 'facture suspendue', 'factures suspendues')}" if waiting else "Rien à compléter"
    return [
        HomeFigure("À recevoir", francs(summary.awaiting_amount), coming),
        _next_figure(home.next_payment),
        HomeFigure("Attend votre réponse", grouped(waiting), asked, waits=bool(waiting)),
    ]


def others_words(home: Home) -> str:
    """« et 2 autres », past those that are shown."""
    left = home.waiting - len(home.suspended)
    return f"et {counted(left, 'autre')}" if left > 0 else ""


def lately_words(lately: Lately) -> str:
    """« Vous êtes payé en 21 jours en moyenne »; nothing before a first payment."""
    if lately.days is None:
        return ""
    over = "votre dernier paiement" if lately.payments == 1 else f"vos {grouped(lately.payments)} derniers paiements"
    return f"Vous êtes payé en {counted(lately.days, 'jour')} en moyenne, du dépôt au virement, sur {over}."


def _next_figure(payment: NextPayment | None) -> HomeFigure:
    label = "Prochain paiement"
    if payment is None:
        return HomeFigure(label, "—", "Aucun ordre de payer donné pour l’instant")
    since = short_date(noumea_date(payment.since))
    step = f"chez le comptable depuis le {since}" if payment.status is Status.SENT else f"ordre donné le {since}"
    href = routes.with_query(routes.INVOICE, ref=payment.reference)
    return HomeFigure(label, francs(payment.amount), f"{payment.number}, {step}", href)
