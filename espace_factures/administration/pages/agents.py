"""« Agents »: who works for the Province here, and who is invited to."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.administration.components import line, lines
from espace_factures.administration.state.agents import AgentsState
from espace_factures.core.typed import LONGEST_SEARCH
from espace_factures.shell import layout
from espace_factures.ui import alert, badge, button, card, error_summary, fields
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.filters import filter_bar
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import stack
from espace_factures.ui.table import Column, data_table, pager

STATE: Any = AgentsState  # on a page its attributes are Vars
COLUMNS = (
    Column("Agent", phone="title"),
    Column("Rôles", phone="note"),
    Column("Directions"),
    Column("État", phone="aside"),
    Column("Dernière connexion"),
)


def agents() -> rx.Component:
    """The page."""
    return layout.admin_page(
        alert.live_alert(STATE.notice, "done"),
        error_summary.refusal(STATE.alert),
        slot(
            "corps", STATE.is_loaded, stack(_search(), rx.cond(STATE.invitations, _invitations()), _rows()), skeleton(8)
        ),
        title="Agents",
        lead=rx.cond(STATE.is_loaded, STATE.lead, "Chargement…"),
        breadcrumb=[("Administration", routes.ADMIN), ("Agents", routes.ADMIN_AGENTS)],
        action=button.link_button("Inviter un agent", routes.ADMIN_AGENT_NEW, icon="plus"),
        current=routes.ADMIN_AGENTS,
    )


def _search() -> rx.Component:
    search = fields.text_field(
        "q",
        "Rechercher",
        type="search",
        value=STATE.search,
        key="q" + STATE.search,
        placeholder="Nom, courriel, rôle, direction",
        max_length=LONGEST_SEARCH,
    )
    return filter_bar(search, on_submit=STATE.narrow, action=routes.ADMIN_AGENTS, label="Chercher un agent")


def _rows() -> rx.Component:
    nobody = empty_state("Personne ne correspond", "Essayez avec moins de mots.", icon="user")
    table = data_table(COLUMNS, STATE.rows, _cells, "Agents de la Province", nobody)
    turning = rx.cond(
        (STATE.position != "") | (STATE.previous != ""), pager(STATE.previous, STATE.following, STATE.position)
    )
    return rx.el.div(table, turning, class_name="ef-agents")


def _cells(row: Any) -> list[Any]:
    return [
        rx.el.div(
            rx.el.a(row.name, href=row.href, class_name="ef-text-link"),
            rx.el.div(row.email, class_name="ef-under"),
            class_name="ef-wide",
        ),
        row.roles,
        rx.el.span(row.directions, class_name="ef-when-known"),
        badge.badge(row.state, row.tone),
        rx.el.span(row.last_sign_in, class_name="ef-when"),
    ]


def _invitations() -> rx.Component:
    rows = lines(rx.foreach(STATE.invitations, _invitation), aria_label="Invitations en attente")
    return card.card(rows, title="Invitations en attente", data_testid="invitations")


def _invitation(row: Any) -> rx.Component:
    state = badge.badge(rx.cond(row.is_over, "Expirée", "Invité"), rx.cond(row.is_over, "waiting", "progress"))
    return line(
        row.email,
        row.role + " · " + row.words,
        button.secondary(
            "Renvoyer", on_click=STATE.renew(row.number), aria_label="Renvoyer l’invitation de " + row.email
        ),
        button.secondary(
            "Annuler", on_click=STATE.withdraw(row.number), aria_label="Annuler l’invitation de " + row.email
        ),
        status=state,
    )
