"""One demande for a habilitation, as its author follows it."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.demandes.components.thread import conversation, history
from espace_factures.documents.components import documents
from espace_factures.habilitations.components import TRAIL
from espace_factures.habilitations.state.follow import FollowState
from espace_factures.shell import layout
from espace_factures.ui import alert, badge, button, card, dialog, fields
from espace_factures.ui.alert import live_alert
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import actions, split, stack
from espace_factures.ui.upload import upload_field

STATE: Any = FollowState  # on a page its attributes are Vars
VIEW = STATE.view
WITHDRAWAL = "retrait"


def follow() -> rx.Component:
    """The page of a demande."""
    return layout.page(
        live_alert(STATE.notice, "done"),
        fields.error_summary(STATE.errors, STATE.alert, STATE.refusals),
        rx.cond(STATE.is_loaded, _body(), skeleton(6)),
        title=rx.cond(STATE.is_loaded, VIEW.title, "Demande d’habilitation"),
        lead=rx.cond(STATE.is_loaded, VIEW.lead, "Chargement…"),
        breadcrumb=[*TRAIL, ("Demande d’habilitation", routes.HABILITATION_FOLLOW)],
        tabs=True,
        current=routes.ESTABLISHMENTS,
        announce=VIEW.announce,
    )


def _body() -> rx.Component:
    return split(
        rx.fragment(
            _standing(),
            rx.cond(VIEW.can_complete, _complement()),
            rx.cond(VIEW.can_withdraw, _withdrawal()),
            conversation(STATE),
        ),
        rx.fragment(card.card(history(STATE.history), title="Historique"), documents(STATE.documents)),
    )


def _standing() -> rx.Component:
    return card.card(
        stack(
            rx.el.div(rx.el.span(badge.badge(VIEW.status, VIEW.tone), data_testid="statut")),
            rx.el.p(VIEW.now),
            rx.cond(VIEW.why, _why()),
            rx.cond(VIEW.is_accepted, actions(button.link_button("Déposer une facture", routes.DEPOSIT))),
            rx.cond(VIEW.can_retry, actions(button.link_button("Faire une autre demande", routes.HABILITATION))),
        ),
        title="Ce qui se passe maintenant",
    )


def _why() -> rx.Component:
    words = rx.el.p(VIEW.why, class_name="whitespace-pre-line break-words")
    return rx.cond(
        VIEW.can_complete,
        alert.alert(words, tone="waiting", title="La Province vous demande :"),
        rx.cond(
            VIEW.is_accepted,
            alert.alert(words, tone="done", title="La Province vous dit :"),
            alert.alert(words, tone="refused", title="Pourquoi :"),
        ),
    )


def _complement() -> rx.Component:
    form = rx.el.form(
        stack(
            upload_field(
                "complement",
                "Document demandé",
                action=native(routes.POST_DOCUMENT),
                on_done=STATE.attach,
                done_name=STATE.received_names,
                error=STATE.errors["complement"],
                multiple=True,
            ),
            fields.area_field("answer", "Votre réponse", rows=3, error=STATE.errors["answer"]),
            actions(button.primary("Envoyer le complément", type="submit")),
        ),
        on_submit=STATE.complete,
        no_validate=True,
    )
    return card.card(form, title="Compléter")


def _withdrawal() -> rx.Component:
    confirm = button.danger("Retirer la demande", on_click=[dialog.closes(WITHDRAWAL), STATE.withdraw])
    return rx.fragment(
        actions(button.secondary("Retirer", on_click=dialog.opens(WITHDRAWAL))),
        dialog.dialog(
            rx.el.p("La Province ne l’examinera pas. Vous pourrez en faire une autre."),
            id=WITHDRAWAL,
            title="Retirer cette demande ?",
            confirm=confirm,
        ),
    )
