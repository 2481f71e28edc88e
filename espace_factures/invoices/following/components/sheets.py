"""The parts of one invoice that its supplier and its agent both read."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.ui import badge, button, card
from espace_factures.ui.disclosure import disclosure
from espace_factures.ui.progress import days_bar, progress_line
from espace_factures.ui.stack import stack


def standing(view: Any) -> rx.Component:
    """Where the invoice stands: status, what happens now, how far the payment period is."""
    return card.card(
        stack(
            rx.el.div(
                rx.el.span(badge.badge(view.status, view.tone), data_testid="statut"),
                rx.el.span(view.elapsed, class_name="ef-field-hint"),
                class_name="flex flex-wrap items-center gap-3",
            ),
            rx.el.p(view.now),
            rx.cond(view.estimate, rx.el.p(view.estimate)),
            rx.cond(view.payment, rx.el.p(view.payment)),
            rx.cond(view.basis, disclosure("Pourquoi cette date ?", rx.el.p(view.basis))),
        ),
        title="Ce qui se passe maintenant",
    )


def progress(view: Any, found: Any) -> rx.Component:
    """How far its payment is: the steps, the days of the payment period, when the money should come."""
    due = rx.el.div(
        rx.el.p(found.due_label, class_name="ef-due-label"),
        rx.el.p(found.due, class_name="ef-due"),
        rx.el.p(found.due_basis, class_name="ef-due-basis"),
        rx.cond(view.basis, disclosure("Pourquoi cette date ?", rx.el.p(view.basis))),
    )
    return card.card(
        stack(
            rx.el.p(view.now),
            rx.el.div(
                progress_line(found.steps, "Étapes du paiement"),
                rx.cond(found.due, rx.el.div(rx.cond(found.count, days_bar(found)), due, class_name="ef-payment")),
                class_name="ef-progress-box",
            ),
        ),
        title="Où en est le paiement",
        action=rx.el.span(badge.badge(view.status, view.tone), data_testid="statut"),
    )


def recap(lines: rx.Var, totals: rx.Var) -> rx.Component:
    """What was deposited."""
    return card.card(
        rx.el.dl(rx.foreach(lines, _line)),
        rx.el.dl(rx.foreach(totals, _line), class_name="ef-totals mt-4"),
        title="Récapitulatif",
    )


def certificate(reference: Any) -> rx.Component:
    """The proof of the deposit, to keep."""
    address = native(routes.asking(routes.CERTIFICATE, "ref")) + reference
    return card.card(
        stack(
            rx.el.p("Il prouve ce qui a été reçu, et quand."),
            rx.el.p(button.text_link("Télécharger le certificat (PDF)", address, reload_document=True)),
        ),
        title="Certificat de dépôt",
    )


def links(view: Any, detail: str) -> rx.Component:
    """The invoice this one replaces, and the one that replaces it."""
    return rx.fragment(
        rx.cond(
            view.replaces,
            rx.el.p("Remplace ", button.text_link(view.replaces, routes.asking(detail, "ref") + view.replaces)),
        ),
        rx.cond(
            view.replaced_by,
            rx.el.p(
                "Remplacée par ", button.text_link(view.replaced_by, routes.asking(detail, "ref") + view.replaced_by)
            ),
        ),
    )


def _line(line: Any) -> rx.Component:
    return rx.el.div(rx.el.dt(line.label), rx.el.dd(line.value), class_name="ef-fact")
