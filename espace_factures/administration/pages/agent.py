"""The sheet of an agent: what they may do, for which directions, and what protects their account."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.administration import components
from espace_factures.administration.components import line, lines
from espace_factures.administration.state.agent import AgentState
from espace_factures.shell import layout
from espace_factures.ui import alert, badge, button, card, error_summary
from espace_factures.ui.empty import skeleton
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, split, stack

STATE: Any = AgentState  # on a page its attributes are Vars
VIEW = STATE.view
ERRORS = STATE.errors


def agent() -> rx.Component:
    """The page."""
    side = stack(_account(), _suspension())
    return layout.admin_page(
        alert.focused(STATE.notice, "agent-fait"),
        error_summary.error_summary(ERRORS, STATE.alert, STATE.refusals),
        rx.cond(STATE.is_loaded, split(stack(_roles(), rx.cond(VIEW.instructs, _directions())), side), skeleton(8)),
        title=rx.cond(STATE.is_loaded, VIEW.name, "Agent"),
        lead=rx.cond(STATE.is_loaded, rx.el.span(VIEW.email, class_name="ef-address"), "Chargement…"),
        breadcrumb=[
            ("Administration", routes.ADMIN),
            ("Agents", routes.ADMIN_AGENTS),
            (rx.cond(STATE.is_loaded, VIEW.name, "Agent"), routes.ADMIN_AGENT),
        ],
        current=routes.ADMIN_AGENTS,
    )


def _roles() -> rx.Component:
    return card.card(
        lines(rx.foreach(VIEW.roles, _role), data_testid="roles"),
        rx.cond(VIEW.is_suspended, rx.fragment(), _others()),
        title="Rôles",
    )


def _role(role: Any) -> rx.Component:
    takes = button.secondary("Retirer", on_click=STATE.ask(role.value), aria_label="Retirer le rôle " + role.label)
    return rx.fragment(
        line(role.label, role.words, rx.cond(STATE.asked != role.value, takes)),
        rx.cond(STATE.asked == role.value, rx.el.li(_taking(role), class_name="ef-line-asked")),
    )


def _taking(role: Any) -> rx.Component:
    instructs = role.value == "agent-factures"
    return page_form(
        rx.el.p("Retirer le rôle « ", role.label, " » ? La personne en est avertie par courriel."),
        rx.cond(instructs, components.successor(VIEW.orphans, STATE.successors, ERRORS["successor"])),
        actions(
            button.danger("Retirer le rôle", type="submit", auto_focus=True),
            button.secondary("Annuler", on_click=STATE.ask("")),
        ),
        on_submit=STATE.take,
        class_name="ef-asked",
        aria_label="Retrait d’un rôle",
    )


def _others() -> rx.Component:
    form = page_form(
        stack(
            components.role_choice(VIEW.givable, ERRORS["role"], STATE.choose),
            rx.cond(STATE.asks_directions, components.direction_boxes(STATE.boxes, ERRORS["directions"])),
            actions(
                button.primary("Donner ce rôle", type="submit"), button.secondary("Annuler", on_click=STATE.ask(""))
            ),
        ),
        on_submit=STATE.give,
        key="role" + STATE.times.to_string(),
        class_name="ef-asked",
        aria_label="Un autre rôle",
    )
    opens = button.secondary("Donner un autre rôle", icon="plus", on_click=STATE.ask("autre"))
    why = rx.el.ul(rx.foreach(VIEW.excluded, lambda one: rx.el.li(one.words)), class_name="ef-field-hint")
    return stack(
        rx.cond(VIEW.givable, rx.cond(STATE.asked == "autre", form, rx.el.div(opens))),
        rx.cond(VIEW.excluded, why),
    )


def _directions() -> rx.Component:
    form = page_form(
        stack(
            components.direction_boxes(STATE.boxes, ERRORS["directions"]),
            rx.cond(ERRORS["successor"], components.successor("", STATE.successors, ERRORS["successor"])),
            actions(
                button.primary("Enregistrer les directions", type="submit"),
                button.secondary("Annuler", on_click=STATE.ask("")),
            ),
        ),
        on_submit=STATE.serve,
        key="directions" + STATE.times.to_string(),
        aria_label="Directions de l’agent",
    )
    changes = button.secondary(
        "Changer", on_click=STATE.ask("directions"), aria_label="Changer les directions de l’agent"
    )
    shown = rx.el.p(rx.cond(VIEW.directions, VIEW.directions, "Aucune : cet agent ne voit aucune facture."))
    return card.card(
        rx.cond(STATE.asked == "directions", form, shown),
        title="Directions",
        action=rx.cond(STATE.asked != "directions", changes),
    )


def _account() -> rx.Component:
    reset = rx.el.p(
        "Il a perdu son second facteur ? Après l’avoir vu avec sa pièce, ",
        button.text_link("demandez son retrait au point d’accueil", VIEW.reset),
        " : un autre administrateur confirme.",
        class_name="ef-field-hint",
    )
    return card.card(
        card.facts(
            [
                ("État", rx.el.span(badge.badge(VIEW.state, VIEW.tone), " ", VIEW.since)),
                ("Dernière connexion", VIEW.last_sign_in),
                ("Second facteur", VIEW.factor),
            ]
        ),
        rx.cond(VIEW.has_factor & ~VIEW.is_me, reset),
        title="Le compte",
    )


def _suspension() -> rx.Component:
    asks = button.secondary("Suspendre l’agent", on_click=STATE.ask("suspension"))
    words = "Ses sessions se ferment tout de suite et ses rôles attendent : il ne voit plus rien de l’administration."
    form = page_form(
        rx.el.p("Suspendre ", VIEW.name, " ? Ses sessions se ferment tout de suite."),
        components.successor(VIEW.orphans, STATE.successors, ERRORS["successor"]),
        actions(
            button.danger("Suspendre", type="submit", auto_focus=True),
            button.secondary("Annuler", on_click=STATE.ask("")),
        ),
        on_submit=STATE.suspend,
        class_name="ef-asked",
        aria_label="Suspension de l’agent",
    )
    back = stack(
        rx.el.p("Ses rôles et ses directions lui seront rendus tels quels."),
        rx.el.div(button.primary("Réactiver l’agent", on_click=STATE.reactivate)),
    )
    last = rx.el.p(
        "C’est le seul administrateur : donnez d’abord ce rôle à une autre personne pour pouvoir le suspendre."
    )
    closed = rx.cond(VIEW.is_last_administrator, last, stack(rx.el.p(words), rx.el.div(asks)))
    working = rx.cond(STATE.asked == "suspension", form, closed)
    return card.card(rx.cond(VIEW.is_suspended, back, working), title="Suspension")
