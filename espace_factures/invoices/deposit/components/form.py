"""The form of one draft, filled with what was read, saved as it is typed."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.demandes.rules import LONGEST_MESSAGE
from espace_factures.documents.components import reread
from espace_factures.invoices.deposit.forms import LONGEST_NUMBER
from espace_factures.invoices.deposit.state import DepositState
from espace_factures.invoices.rules import NATURES
from espace_factures.ui import badge, button, card, fields
from espace_factures.ui.disclosure import disclosure
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack
from espace_factures.ui.upload import ready_files, upload_field

STATE: Any = DepositState  # on a page its attributes are Vars
DRAFT = STATE.draft
ERRORS = STATE.errors
PAUSE_MS = 400
"""Between the last letter typed and its saving."""


def draft_form() -> rx.Component:
    """The form, filled with what was read, saved as it is typed."""
    return page_form(
        stack(
            *_whose(),
            *_which(),
            _amounts(),
            *_besides(),
            actions(button.primary("Envoyer", type="submit")),
        ),
        on_submit=STATE.submit,
        key=STATE.form_stamp,
        id="depot",
    )


def _whose() -> list[rx.Component]:
    """What it is and whose; then the bon de commande of an invoice, or the invoice of a credit note."""
    return [
        _nature(),
        fields.select_field(
            "establishment",
            "Établissement",
            STATE.establishments,
            value=DRAFT.establishment,
            error=ERRORS["establishment"],
            required=True,
            on_change=lambda value: STATE.save(DRAFT.public_id, "establishment", value),
        ),
        rx.cond(DRAFT.is_credit_note, _corrected(), rx.fragment(*_for_whom())),
    ]


def _corrected() -> rx.Component:
    return fields.select_field(
        "corrects",
        "Facture corrigée",
        STATE.corrigible,
        value=DRAFT.corrects,
        hint="L’avoir en est déduit, et ne se paie pas. Mandatée, elle ne change plus : écrivez à la direction.",
        error=ERRORS["corrects"],
        required=True,
        on_change=lambda value: STATE.save(DRAFT.public_id, "corrects", value),
        key=DRAFT.establishment + "-corrects",
    )


def _for_whom() -> list[rx.Component]:
    return [
        rx.cond(
            DRAFT.no_order,
            fields.select_field(
                "direction",
                "Direction concernée",
                STATE.directions,
                value=DRAFT.direction,
                badge=_from("direction", DRAFT.direction_from),
                error=ERRORS["direction"],
                required=True,
                on_change=lambda value: STATE.save(DRAFT.public_id, "direction", value),
            ),
            _order(),
        ),
        fields.check_field(
            "no_order",
            "Je n'ai pas de bon de commande",
            value=DRAFT.no_order,
            on_change=lambda checked: STATE.save(DRAFT.public_id, "no_order", rx.cond(checked, "on", "")),
        ),
    ]


def _order() -> rx.Component:
    return rx.fragment(_order_field(), rx.cond(STATE.order.number, _order_sheet()))


def _order_sheet() -> rx.Component:
    """What is left of the bon de commande, and its lines."""
    order = STATE.order
    return rx.el.div(
        rx.el.p(rx.el.strong(order.label)),
        rx.el.meter(value=order.spent + order.this, max=order.amount, class_name="ef-gauge", aria_label=order.words),
        rx.el.p(order.words, class_name="ef-sum", data_tone=order.tone),
        rx.cond(
            order.lines.length() > 0,
            disclosure("Lignes du bon de commande", rx.el.ul(rx.foreach(order.lines, rx.el.li))),
        ),
        class_name="ef-order-sheet",
    )


def _order_field() -> rx.Component:
    return fields.select_field(
        "order",
        "Bon de commande",
        STATE.orders,
        value=DRAFT.order,
        hint="Il figure sur la commande que la Province vous a envoyée.",
        badge=_from("order", DRAFT.order_from),
        error=ERRORS["order"],
        required=True,
        on_change=lambda value: STATE.save(DRAFT.public_id, "order", value),
        key=DRAFT.establishment,
    )


def _nature() -> rx.Component:
    return fields.select_field(
        "nature",
        "Nature du document",
        [(nature.value, words) for nature, words in NATURES.items()],
        value=DRAFT.nature,
        error=ERRORS["nature"],
        on_change=lambda value: STATE.save(DRAFT.public_id, "nature", value),
    )


def _which() -> list[rx.Component]:
    return [
        fields.text_field(
            "number",
            "Numéro de la facture",
            value=DRAFT.number,
            badge=_from("number", DRAFT.number_from),
            error=ERRORS["number"],
            required=True,
            max_length=LONGEST_NUMBER,
            **_saved("number"),
        ),
        fields.text_field(
            "issued_on",
            "Date de la facture",
            type="date",
            value=DRAFT.issued_on,
            badge=_from("issued_on", DRAFT.issued_on_from),
            error=ERRORS["issued_on"],
            required=True,
            **_saved("issued_on"),
        ),
    ]


def _amounts() -> rx.Component:
    others = rx.foreach(DRAFT.amounts, lambda amount: rx.cond(amount.is_shown, rx.fragment(), _money(amount)))
    return card.card(
        stack(
            rx.cond(
                DRAFT.amounts_from,
                rx.el.p(
                    badge.origin_badge(DRAFT.amounts_from),
                    reread("total_ttc", DRAFT.framed.contains("total_ttc")),
                    class_name="flex flex-wrap items-center gap-2",
                ),
            ),
            rx.el.div(rx.foreach(DRAFT.amounts, _amount), class_name="ef-amounts"),
            rx.cond(STATE.total.words, rx.el.p(STATE.total.words, class_name="ef-sum", data_tone=STATE.total.tone)),
            rx.cond(
                STATE.has_folded_rates,
                disclosure("Ajouter un taux", rx.el.div(others, class_name="ef-amounts")),
                rx.el.p("Laissez vide un taux qui n’est pas sur la facture.", class_name="ef-field-hint"),
            ),
        ),
        title="Montants",
    )


def _amount(amount: Any) -> rx.Component:
    return rx.cond(amount.is_shown, rx.cond(amount.is_required, _money(amount, required=True), _money(amount)))


def _money(amount: Any, *, required: bool = False) -> rx.Component:
    field = fields.money_field(
        amount.name,
        amount.label,
        value=amount.value,
        error=ERRORS[amount.name],
        required=required,
        **_saved(amount.name),
    )
    # Rates come and go with the invoice's date: each field keeps what is typed in it, wherever it stands.
    return rx.fragment(field, key=amount.name)


def _saved(name: Any) -> dict[str, Any]:
    """A field is kept while it is typed, and as it is left."""
    return {
        "on_change": lambda value: STATE.save(DRAFT.public_id, name, value).debounce(PAUSE_MS),
        "on_blur": lambda value: STATE.save(DRAFT.public_id, name, value),
    }


def _besides() -> list[rx.Component]:
    return [
        rx.cond(DRAFT.is_credit_note, rx.fragment(), _paid_on()),
        upload_field(
            "attachments",
            "Documents complémentaires",
            hint="Bon de livraison, procès-verbal… Facultatif.",
            action=native(routes.POST_DOCUMENT),
            on_done=STATE.attach,
            error=ERRORS["attachments"],
            multiple=True,
            is_listed=True,
        ),
        ready_files(STATE.attachments, STATE.detach),
        fields.area_field(
            "message",
            "Message à la direction",
            value=DRAFT.message,
            hint="Facultatif.",
            rows=3,
            max_length=LONGEST_MESSAGE,
            **_saved("message"),
        ),
    ]


def _paid_on() -> rx.Component:
    return rx.cond(STATE.rib_words, disclosure("Payé sur " + STATE.rib_words + " · changer", _rib()), _rib())


def _rib() -> rx.Component:
    return fields.select_field(
        "rib",
        "RIB",
        STATE.ribs,
        value=DRAFT.rib,
        hint="Seuls les RIB validés sont proposés. Sans RIB, la facture est déposée mais ne peut pas être payée.",
        error=ERRORS["rib"],
        on_change=lambda value: STATE.save(DRAFT.public_id, "rib", value),
        key=DRAFT.establishment + "-rib",
    )


def _from(name: str, words: rx.Var) -> rx.Component:
    """Where the value of a field comes from, and the way to see it there."""
    return rx.cond(words, rx.fragment(badge.origin_badge(words), reread(name, DRAFT.framed.contains(name))))
