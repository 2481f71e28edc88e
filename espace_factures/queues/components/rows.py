"""The rows of a queue: 44 pixels each on a desk, cards on a phone; the whole row is the link."""

from typing import Any

import reflex as rx

from espace_factures.ui.empty import empty_state
from espace_factures.ui.icon import icon
from espace_factures.ui.keys import LINE


def rows(
    state: Any, headings: tuple[str, str], caption: str, empty: str, *, has_directions: bool, has_amounts: bool
) -> rx.Component:
    """The table, or what will be there; where all agrees, its alerts give way to what was held together."""
    name, beside = headings
    columns = [
        ("name", name),
        ("beside", beside),
        *([("direction", "Direction")] if has_directions else []),
        ("status", "Statut"),
        ("age", "Âge"),
        *([("amount", "Montant TTC")] if has_amounts else []),
        ("alert", rx.cond(state.is_gathered, "Commande et RIB", "Alerte")),
        ("who", "Suivi"),
    ]
    shown = {column for column, _ in columns}
    table = rx.el.table(
        rx.el.caption(caption, class_name="sr-only"),
        rx.el.thead(
            rx.el.tr(
                rx.el.th(_tick_page(state), scope="col", role="columnheader", data_cell="tick"),
                *[_heading(state, cell, label) for cell, label in columns],
                role="row",
            ),
            role="rowgroup",
        ),
        rx.el.tbody(rx.foreach(state.rows, lambda row: _row(state, row, shown)), role="rowgroup"),
        role="table",
        class_name="ef-queue-table",
        data_gathered=rx.cond(state.is_gathered, "true", "false"),
        data_columns=" ".join(sorted(shown & {"amount", "direction"})),
    )
    return rx.cond(state.rows.length() > 0, table, empty_state("Aucun résultat", empty))


def _heading(state: Any, cell: str, label: str) -> rx.Component:
    """The age and the amount put the rows in order."""
    if cell not in {"age", "amount"}:
        return rx.el.th(label, scope="col", role="columnheader", data_cell=cell)
    rising, falling = ("anciennes", "recentes") if cell == "age" else ("montant-asc", "montant-desc")
    href = state.age_href if cell == "age" else state.amount_href
    arrow = rx.match(state.sort, (rising, icon("chevron-up")), (falling, icon("chevron-down")), rx.fragment())
    order = rx.cond(state.sort == rising, "ascending", rx.cond(state.sort == falling, "descending", "none"))
    link = rx.el.a(label, arrow, href=href, class_name="ef-queue-order")
    return rx.el.th(link, scope="col", role="columnheader", aria_sort=order, data_cell=cell)


def _tick_page(state: Any) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            default_checked=state.is_page_ticked,
            key="page" + state.epoch.to_string(),
            on_change=state.tick_page,
            aria_label="Cocher toute la page",
            class_name="checkbox ef-tick",
        ),
        class_name="ef-tick-box",
    )


def _row(state: Any, row: Any, shown: set[str]) -> rx.Component:
    cells = {
        "name": _name(row),
        "beside": row.beside,
        "direction": row.direction,
        "status": rx.fragment(_dial(row), row.status),
        "age": _age(row),
        "amount": row.amount,
        "alert": rx.cond(row.alert, _alert(row), rx.cond(row.glance, _glance(row))),
        "who": _who(row),
    }
    return rx.el.tr(
        rx.el.td(_tick(state, row), role="cell", data_cell="tick"),
        *[rx.el.td(content, role="cell", data_cell=cell) for cell, content in cells.items() if cell in shown],
        role="row",
        class_name="ef-queue-row",
        data_unread=rx.cond(row.is_unread, "true", "false"),
    )


def _tick(state: Any, row: Any) -> rx.Component:
    box = rx.el.input(
        type="checkbox",
        default_checked=rx.cond(state.ticks[row.reference], True, False),
        key=row.reference + state.epoch.to_string(),
        on_change=lambda is_ticked: state.tick(row.reference, is_ticked),
        aria_label="Cocher " + row.name,
        class_name="checkbox ef-tick",
    )
    return rx.el.label(box, class_name="ef-tick-box")


def _name(row: Any) -> rx.Component:
    unread = rx.el.span(rx.el.span("non lu : ", class_name="sr-only"), class_name="ef-dot")
    return rx.fragment(
        rx.cond(row.is_unread, unread),
        rx.el.a(row.name, href=row.href, class_name="ef-queue-link", custom_attrs=LINE),
    )


def _dial(row: Any) -> rx.Component:
    return rx.el.span(class_name="ef-dial", data_level=row.level, data_tone=row.tone, aria_hidden="true")


def _age(row: Any) -> rx.Component:
    return rx.el.span(
        rx.el.span(row.age, class_name="ef-age-days"),
        rx.el.progress(value=row.used, max=row.limit, class_name="ef-age-bar", aria_hidden="true"),
        rx.el.span(row.left, class_name="ef-age-left"),
        class_name="ef-age",
        data_tone=row.age_tone,
    )


def _alert(row: Any) -> rx.Component:
    return rx.el.span(icon("triangle-alert"), row.alert, class_name="ef-queue-alert", data_tone=row.alert_tone)


def _glance(row: Any) -> rx.Component:
    """What the one look is for: the bon de commande and the RIB."""
    return rx.el.span(row.glance, class_name="ef-queue-glance")


def _who(row: Any) -> rx.Component:
    return rx.cond(
        row.assignee,
        rx.el.span(
            rx.el.span(row.initials, aria_hidden="true"),
            rx.el.span(row.assignee, class_name="sr-only"),
            title=row.assignee,
            class_name="ef-who",
            data_mine=rx.cond(row.is_mine, "true", "false"),
        ),
        rx.el.span(rx.el.span("personne", class_name="sr-only"), class_name="ef-who ef-who-free"),
    )
