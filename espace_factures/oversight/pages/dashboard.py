"""« Tableau de bord »: what waits for the agent, then how the Province does."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.administration.pages.alarms import alarms
from espace_factures.administration.state.alarms import AlarmsState
from espace_factures.app.origin import native
from espace_factures.oversight import components
from espace_factures.oversight.components import plotted, taken
from espace_factures.oversight.state.dashboard import BoardState, ProvinceState
from espace_factures.shell import layout
from espace_factures.ui import button, card, fields
from espace_factures.ui.empty import skeleton
from espace_factures.ui.figures import figure, figure_strip
from espace_factures.ui.filters import filter_bar
from espace_factures.ui.plot import bars_plot, columns_plot
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import stack
from espace_factures.ui.table import Column

ALARMS: Any = AlarmsState
BOARD: Any = BoardState  # on a page its attributes are Vars
STATE: Any = ProvinceState
LOADS = [AlarmsState.load, BoardState.load, ProvinceState.load]
MONTHS = (
    Column("Mois", phone="title"),
    Column("Déposées", align="right"),
    Column("Montant déposé", align="right"),
    Column("Payées", align="right"),
    Column("Montant payé", align="right"),
    Column("Suspensions", align="right"),
    Column("Rejets", align="right"),
)
REASONS = (Column("Motif", phone="title"), Column("Suspensions", align="right"), Column("Part", align="right"))


def dashboard() -> rx.Component:
    """The page."""
    return layout.admin_page(
        slot("corps", BOARD.is_loaded & ALARMS.is_loaded, stack(alarms(), _work()), skeleton(4)),
        slot("chiffres", STATE.is_loaded, _province(), skeleton(8)),
        title="Tableau de bord",
        lead="Ce qui vous attend, puis où en est la Province.",
        breadcrumb=[("Mes services en ligne", routes.HOME), ("Administration", routes.ADMIN)],
        current=routes.ADMIN,
    )


def _work() -> rx.Component:
    cards = rx.el.div(
        rx.foreach(BOARD.queues, _queue), rx.cond(BOARD.has_desk, _desk()), class_name="ef-cards", data_testid="files"
    )
    return stack(rx.cond(BOARD.figures, _strip(BOARD.figures)), rx.cond(BOARD.queues | BOARD.has_desk, cards))


def _strip(figures: Any) -> rx.Component:
    return figure_strip(
        rx.foreach(figures, lambda one: figure(one.label, one.value, one.basis, waits=one.waits)),
    )


def _queue(queue: Any) -> rx.Component:
    return card.card(
        rx.el.p(queue.words),
        rx.cond(queue.under, rx.el.p(queue.under, class_name="ef-field-hint")),
        rx.el.div(button.link_button(queue.label, queue.href), class_name="mt-5"),
        title=queue.title,
    )


def _desk() -> rx.Component:
    return card.card(
        rx.el.p("Une personne est venue, avec ses papiers."),
        rx.el.div(button.link_button("Ouvrir le point d’accueil", routes.ADMIN_DESK, "secondary"), class_name="mt-5"),
        title="Point d’accueil",
    )


def _province() -> rx.Component:
    head = rx.el.div(
        rx.el.h2(STATE.whose, class_name="ef-card-title"),
        rx.el.p(STATE.until, class_name="ef-field-hint"),
    )
    plots = rx.el.div(_months(), _directions(), _steps(), _reasons(), class_name="ef-plots")
    return rx.el.section(stack(head, _choice(), _strip(STATE.figures), plots), aria_label="Chiffres de la Province")


def _choice() -> rx.Component:
    direction = fields.select_field("direction", "Direction", STATE.directions, value=STATE.direction)
    return filter_bar(
        direction, submit_label="Voir", action=routes.ADMIN, on_submit=STATE.narrow, label="Choisir une direction"
    )


def _months() -> rx.Component:
    return plotted(
        "Factures reçues et payées",
        "Douze mois, celui-ci compris.",
        columns_plot(STATE.months, "Factures reçues et payées par mois", "Déposées", "Payées"),
        STATE.months,
        "Les dépôts et les paiements seront ici.",
        taken(components.table(MONTHS, STATE.month_rows, _month, "Factures par mois"), _file("mois")),
        data_testid="mois",
    )


def _directions() -> rx.Component:
    return plotted(
        "Du dépôt au paiement, par direction",
        components.DELAYS_SAID,
        bars_plot(STATE.bars, "Délai de chaque direction"),
        STATE.bars,
        "Une direction est montrée dès vingt factures payées en 90 jours.",
        taken(components.delay_table(STATE.delay_rows), _file("delais")),
        data_testid="delais",
    )


def _steps() -> rx.Component:
    return plotted(
        "Étape par étape",
        rx.fragment(STATE.whose, ", sur 90 jours : la moitié des factures, puis 8 sur 10."),
        bars_plot(STATE.steps, "Délai de chaque étape"),
        STATE.steps,
        "Une étape est montrée dès vingt factures en 90 jours.",
        components.delay_table(STATE.delay_rows),
        data_testid="etapes",
    )


def _reasons() -> rx.Component:
    return plotted(
        "Pourquoi des factures sont suspendues",
        "Douze mois, celui-ci compris.",
        bars_plot(STATE.reasons, "Motifs de suspension"),
        STATE.reasons,
        "Aucune facture n’a été suspendue depuis douze mois.",
        taken(components.table(REASONS, STATE.reason_rows, _reason, "Motifs de suspension"), _file("motifs")),
        data_testid="motifs",
    )


def _file(name: str) -> Any:
    return routes.with_query(native(routes.FIGURES_EXPORT), tableau=name) + "&direction=" + STATE.direction


def _month(row: Any) -> list[Any]:
    amounts = row.deposited, row.deposited_amount, row.paid, row.paid_amount
    return [rx.el.strong(row.label), *amounts, row.suspended, row.rejected]


def _reason(row: Any) -> list[Any]:
    return [row.label, row.times, row.share]
