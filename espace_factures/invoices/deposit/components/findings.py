"""Above the form of a draft: its file, and what the reading and the pre-check say of it."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.invoices.deposit.state import DepositState
from espace_factures.ui import alert, button, card, dialog
from espace_factures.ui.focus import TakeFocus
from espace_factures.ui.icon import icon
from espace_factures.ui.stack import actions

STATE: Any = DepositState  # on a page its attributes are Vars
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
    read = rx.cond(
        STATE.arrived == STATE.draft.public_id, TakeFocus.create(target="fichier-lu", times=STATE.draft.public_id)
    )
    return rx.el.div(
        read,
        _file(),
        id="fichier-lu",
        role="group",
        tab_index=-1,
        aria_label="Fichier lu : " + STATE.draft.file_name + ". " + STATE.draft.read,
    )


def _file() -> rx.Component:
    return card.card(
        rx.el.div(
            icon("file-text"),
            rx.el.div(
                rx.el.p(rx.el.strong(STATE.draft.file_name), class_name="break-all"),
                rx.el.p(STATE.draft.read, class_name="ef-field-hint"),
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


def reading() -> rx.Component:
    """The pictures of the document are being recognised: the form comes filled, or at once by hand."""
    return card.card(
        rx.el.p(rx.el.strong("Lecture du document…"), role="status"),
        rx.el.progress(class_name="ef-progress-bar", aria_label="Lecture du document"),
        rx.el.p("L’application lit les mots de l’image et remplit le formulaire.", class_name="ef-field-hint"),
        actions(button.secondary("Remplir sans attendre", on_click=STATE.stop_waiting)),
    )


def notes() -> rx.Component:
    """What the pre-check found; nothing to say is said too when a file was read."""
    agreed = alert.alert("calculs, date et taux de TGC.", tone="done", title="Tout concorde :")
    found = rx.el.ol(rx.foreach(STATE.notes, _note), class_name="ef-findings", aria_label="À vérifier")
    return rx.cond(STATE.notes.length() > 0, found, rx.cond(STATE.draft.amounts_from, agreed))


def _note(note: Any) -> rx.Component:
    drawing = rx.match(note.tone, ("refused", icon("circle-alert")), ("waiting", icon("triangle-alert")), icon("info"))
    return rx.el.li(
        drawing,
        rx.el.span(note.message, " ", rx.cond(note.link, button.text_link(note.action, note.link))),
        class_name="ef-finding",
        data_tone=note.tone,
    )
