"""« Abonnements », and the page that stops a kind of mail from its own link."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.notifications.state.subscriptions import StopState, SubscriptionsState
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import actions, stack

STATE: Any = SubscriptionsState  # on a page its attributes are Vars
STOP: Any = StopState
HOME = ("Mes services en ligne", routes.HOME)


def subscriptions() -> rx.Component:
    """The page of choices."""
    return layout.page(
        stack(
            alert.live_alert(STATE.notice, "done"),
            alert.live_alert(STATE.alert, "refused"),
            rx.cond(
                STATE.is_loaded, card.card(rx.foreach(STATE.rows, _row), key=STATE.visits.to_string()), skeleton(6)
            ),
            rx.el.p(
                "Les messages de sécurité (codes, mot de passe, ajout d’un RIB) sont toujours envoyés. "
                "Un SMS ne part qu’au mobile confirmé dans « Profil ».",
                class_name="ef-field-hint",
            ),
            actions(
                button.link_button("Voir mes notifications", routes.NOTIFICATIONS, kind="secondary"),
                button.link_button("Profil", routes.PROFILE, kind="secondary"),
            ),
            narrow=True,
        ),
        title="Abonnements",
        lead="Choisissez les messages que vous recevez, et comment. Chaque choix est enregistré aussitôt.",
        breadcrumb=[HOME, ("Abonnements", routes.SUBSCRIPTIONS)],
    )


def _row(row: Any) -> rx.Component:
    choices = rx.el.fieldset(
        rx.el.legend(row.label, class_name="ef-field-label"),
        rx.el.div(rx.foreach(row.choices, _choice), class_name="flex flex-wrap gap-x-6 gap-y-1"),
        class_name="ef-field ef-field-group",
    )
    return rx.el.div(choices, class_name="ef-subscription")


def _choice(choice: Any) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            class_name="checkbox",
            default_checked=choice.is_on,
            on_change=lambda is_on: STATE.choose(choice.event, choice.channel, is_on),
            data_testid=choice.event + "-" + choice.channel,
        ),
        rx.el.span(choice.label),
        class_name="ef-choice",
    )


def stop_mails() -> rx.Component:
    """The page of the link."""
    ask = stack(
        rx.el.p("Vous ne recevrez plus par courriel : ", rx.el.strong(STOP.event), "."),
        actions(button.primary("Ne plus recevoir ces courriels", on_click=STOP.stop)),
    )
    done = stack(
        alert.alert("C’est fait : ces courriels ne vous seront plus envoyés.", tone="done"),
        actions(button.link_button("Choisir ce qui m’est écrit", routes.SUBSCRIPTIONS, kind="secondary")),
    )
    return layout.page(
        stack(
            alert.live_alert(STOP.alert, "refused"),
            rx.cond(STOP.event, card.card(rx.cond(STOP.is_done, done, ask)), skeleton(2)),
            narrow=True,
        ),
        title="Ne plus recevoir ces courriels",
        breadcrumb=[HOME, ("Abonnements", routes.SUBSCRIPTIONS)],
    )
