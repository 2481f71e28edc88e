"""The pieces of the deposit: the document received, what the pre-check says, the form."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.demandes.rules import LONGEST_MESSAGE
from espace_factures.invoices.deposit.forms import LONGEST_NUMBER
from espace_factures.invoices.deposit.state import DepositState
from espace_factures.ui import alert, badge, button, card, dialog, fields
from espace_factures.ui.focus import TakeFocus
from espace_factures.ui.icon import icon
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack
from espace_factures.ui.upload import upload_field

STATE: Any = DepositState  # on a page its attributes are Vars
DRAFT = STATE.draft
ERRORS = STATE.errors
DISCARD = "abandon"


def no_place() -> rx.Component:
    """A draft may be prepared before an établissement is there; it leaves once one is."""
    return alert.alert(
        "Préparez votre facture : vous l’enverrez dès qu’un agent aura accepté votre établissement.",
        title="Aucun établissement pour l’instant.",
        action=button.text_link("Ajouter un établissement", routes.HABILITATION),
    )


def file_card() -> rx.Component:
    """The document of the draft, which takes the focus when it has just been read, and the way to forget it."""
    read = rx.cond(STATE.arrived == DRAFT.public_id, TakeFocus.create(target="fichier-lu", times=DRAFT.public_id))
    return rx.el.div(
        read,
        _file(),
        id="fichier-lu",
        role="group",
        tab_index=-1,
        aria_label="Fichier lu : " + DRAFT.file_name + ". " + DRAFT.read,
    )


def _file() -> rx.Component:
    return card.card(
        rx.el.div(
            icon("file-text"),
            rx.el.div(
                rx.el.p(rx.el.strong(DRAFT.file_name), class_name="break-all"),
                rx.el.p(DRAFT.read, class_name="ef-field-hint"),
                class_name="grow min-w-0",
            ),
            button.secondary("Changer de fichier", on_click=dialog.opens(DISCARD)),
            class_name="flex flex-wrap items-center gap-4",
        ),
        dialog.dialog(
            rx.el.p("Le brouillon et son document seront oubliés. Vous pourrez en déposer un autre."),
            id=DISCARD,
            title="Changer de document ?",
            confirm=button.danger("Abandonner ce brouillon", on_click=STATE.discard),
        ),
    )


def notes() -> rx.Component:
    """What the pre-check found; nothing to say is said too when a file was read."""
    return rx.cond(
        STATE.notes.length() > 0,
        rx.el.ul(rx.foreach(STATE.notes, _note), class_name="ef-stack", aria_label="À vérifier"),
        rx.cond(
            DRAFT.amounts_from,
            alert.alert("calculs, date et taux de TGC.", tone="done", title="Tout concorde :"),
        ),
    )


def _note(note: Any) -> rx.Component:
    twin = rx.cond(note.link, button.text_link("Voir cette facture", note.link))
    return rx.el.li(
        rx.match(
            note.tone,
            ("waiting", alert.alert(note.message, " ", twin, tone="waiting")),
            ("refused", alert.alert(note.message, tone="refused")),
            alert.alert(note.message, tone="info"),
        )
    )


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
        key=DRAFT.public_id,
        id="depot",
    )


def _whose() -> list[rx.Component]:
    return [
        fields.select_field(
            "establishment",
            "Établissement",
            STATE.establishments,
            value=DRAFT.establishment,
            error=ERRORS["establishment"],
            required=True,
            on_change=lambda value: STATE.save("establishment", value),
        ),
        rx.cond(
            DRAFT.no_order,
            fields.select_field(
                "direction",
                "Direction concernée",
                STATE.directions,
                value=DRAFT.direction,
                error=ERRORS["direction"],
                required=True,
                on_change=lambda value: STATE.save("direction", value),
            ),
            _order(),
        ),
        fields.check_field(
            "no_order",
            "Je n'ai pas de bon de commande",
            value=DRAFT.no_order,
            on_change=lambda checked: STATE.save("no_order", rx.cond(checked, "on", "")),
        ),
    ]


def _order() -> rx.Component:
    return fields.select_field(
        "order",
        "Bon de commande",
        STATE.orders,
        value=DRAFT.order,
        hint="Il figure sur la commande que la Province vous a envoyée.",
        badge=_from(DRAFT.order_from),
        error=ERRORS["order"],
        required=True,
        on_change=lambda value: STATE.save("order", value),
        key=DRAFT.establishment,
    )


def _which() -> list[rx.Component]:
    return [
        fields.text_field(
            "number",
            "Numéro de la facture",
            value=DRAFT.number,
            badge=_from(DRAFT.number_from),
            error=ERRORS["number"],
            required=True,
            max_length=LONGEST_NUMBER,
            on_blur=lambda value: STATE.save("number", value),
        ),
        fields.text_field(
            "issued_on",
            "Date de la facture",
            type="date",
            value=DRAFT.issued_on,
            badge=_from(DRAFT.issued_on_from),
            error=ERRORS["issued_on"],
            required=True,
            on_blur=lambda value: STATE.save("issued_on", value),
        ),
    ]


def _amounts() -> rx.Component:
    return card.card(
        stack(
            rx.cond(DRAFT.amounts_from, rx.el.p(badge.origin_badge(DRAFT.amounts_from))),
            rx.el.div(rx.foreach(DRAFT.amounts, _amount), class_name="ef-amounts"),
            rx.el.p("Laissez vide un taux qui n’est pas sur la facture.", class_name="ef-field-hint"),
        ),
        title="Montants",
    )


def _amount(amount: Any) -> rx.Component:
    return rx.cond(amount.is_required, _money(amount, required=True), _money(amount, required=False))


def _money(amount: Any, *, required: bool) -> rx.Component:
    field = fields.money_field(
        amount.name,
        amount.label,
        value=amount.value,
        error=ERRORS[amount.name],
        required=required,
        on_blur=lambda value: STATE.save(amount.name, value),
    )
    # Rates come and go with the invoice's date: each field keeps what is typed in it, wherever it stands.
    return rx.fragment(field, key=amount.name)


def _besides() -> list[rx.Component]:
    return [
        fields.select_field(
            "rib",
            "RIB",
            STATE.ribs,
            value=DRAFT.rib,
            hint="Seuls les RIB validés sont proposés. Sans RIB, la facture est déposée mais ne peut pas être payée.",
            error=ERRORS["rib"],
            on_change=lambda value: STATE.save("rib", value),
            key=DRAFT.establishment + "-rib",
        ),
        upload_field(
            "attachments",
            "Documents complémentaires",
            hint="Bon de livraison, procès-verbal… Facultatif.",
            action=native(routes.POST_DOCUMENT),
            on_done=STATE.attach,
            error=ERRORS["attachments"],
            multiple=True,
        ),
        rx.cond(
            STATE.attachments.length() > 0,
            rx.el.ul(
                rx.foreach(STATE.attachments, lambda name: rx.el.li(icon("paperclip"), name)),
                aria_label="Documents joints",
            ),
        ),
        fields.area_field(
            "message",
            "Message à la direction",
            value=DRAFT.message,
            hint="Facultatif.",
            rows=3,
            max_length=LONGEST_MESSAGE,
            on_blur=lambda value: STATE.save("message", value),
        ),
    ]


def _from(words: rx.Var) -> rx.Component:
    return rx.cond(words, badge.origin_badge(words))
