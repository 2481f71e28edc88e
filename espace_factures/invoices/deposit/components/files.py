"""« Mes fichiers »: a line for each file, what may leave at once, and what was refused."""

from typing import Any

import reflex as rx

from espace_factures.invoices.deposit.state import DepositState
from espace_factures.ui import alert, badge, button, dialog
from espace_factures.ui.copy import copy_button
from espace_factures.ui.icon import icon

STATE: Any = DepositState  # on a page its attributes are Vars
FILES = STATE.files


def my_files() -> rx.Component:
    """The list, once there is a file in it."""
    shown = (FILES.lines.length() > 0) | (STATE.refused.length() > 0)
    return rx.cond(shown, rx.el.section(_head(), _list(), _foot(), class_name="ef-sheet ef-file-list"))


def _head() -> rx.Component:
    send = button.primary(FILES.send, on_click=STATE.send_ready, class_name="ef-file-send")
    return rx.el.div(
        rx.el.div(
            rx.el.h2("Mes fichiers", class_name="ef-card-title"),
            rx.el.p(FILES.counts, class_name="ef-field-hint", role="status"),
        ),
        rx.cond(FILES.send, send),
        class_name="ef-file-head",
    )


def _list() -> rx.Component:
    return rx.el.ul(
        rx.foreach(FILES.lines, _line),
        rx.foreach(STATE.refused, _refused),
        aria_label="Mes fichiers",
    )


def _line(line: Any) -> rx.Component:
    tile = rx.cond(line.is_picture, icon("image"), icon("file-text"))
    remove = "retrait-" + line.id
    return rx.el.li(
        rx.el.span(tile, class_name="ef-file-tile", data_tone=line.tone),
        _what(line),
        rx.el.span(line.number, class_name="ef-file-number"),
        rx.el.span(line.amount, class_name="ef-file-amount"),
        rx.el.span(badge.badge(line.badge, line.tone), class_name="ef-file-badge"),
        rx.el.span(_action(line), class_name="ef-file-action"),
        _cross("Retirer " + line.name, dialog.opens(remove)),
        _question(line, remove),
        class_name="ef-file-line",
    )


def _what(line: Any) -> rx.Component:
    """The name of the file, and what happened to it."""
    reading = rx.el.progress(class_name="ef-progress-bar", aria_label="Lecture de " + line.name)
    twin = rx.cond(line.twin, rx.fragment(" ", button.text_link("facture " + line.twin, line.twin_href)))
    return rx.el.div(
        rx.el.p(rx.el.strong(line.name), class_name="ef-file-name"),
        rx.el.p(line.words, twin, class_name="ef-file-words", data_tone=line.tone),
        rx.cond(line.is_reading, reading),
        class_name="ef-file-what",
    )


def _action(line: Any) -> rx.Component:
    name = line.action + " " + line.name
    return rx.cond(
        line.tone == "waiting",
        button.link_button(line.action, line.href, kind="secondary", aria_label=name),
        button.text_link(line.action, line.href, aria_label=name),
    )


def _question(line: Any, name: Any) -> rx.Component:
    return dialog.dialog(
        rx.el.p("Le brouillon de ", rx.el.strong(line.name), " et ce que vous y avez écrit seront oubliés."),
        id=name,
        title="Retirer ce fichier ?",
        confirm=button.danger("Retirer le fichier", on_click=[dialog.closes(name), STATE.forget(line.id)]),
    )


def _refused(file: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(icon("circle-alert"), class_name="ef-file-tile", data_tone="refused"),
        rx.el.div(
            rx.el.p(rx.el.strong(file.name), class_name="ef-file-name"),
            rx.el.p(file.words, class_name="ef-file-words", data_tone="refused"),
            class_name="ef-file-what",
        ),
        rx.el.span(badge.badge("Refusé", "refused"), class_name="ef-file-badge"),
        _cross("Retirer " + file.name, STATE.dismiss(file.id)),
        class_name="ef-file-line",
    )


def _cross(name: Any, on_click: Any) -> rx.Component:
    return rx.el.button(icon("x"), type="button", aria_label=name, on_click=on_click, class_name="ef-file-cross")


def _foot() -> rx.Component:
    return rx.el.div(
        rx.el.p("Vos brouillons sont enregistrés : vous les retrouvez sur tous vos appareils."),
        rx.cond(FILES.sum, rx.el.p(rx.el.strong(FILES.sum))),
        class_name="ef-file-foot",
    )


def drop_boxes() -> rx.Component:
    """Where invoices may be mailed instead."""
    rows = rx.foreach(
        STATE.boxes,
        lambda box: rx.el.li(
            rx.el.span(rx.cond(STATE.boxes.length() > 1, box.label + " : ", ""), class_name="ef-field-hint"),
            rx.el.strong(box.value, class_name="wrap-anywhere"),
            copy_button(box.value, "l’adresse de dépôt de " + box.label),
            class_name="flex flex-wrap items-center gap-3",
        ),
    )
    return rx.cond(
        STATE.boxes.length() > 0,
        rx.el.div(
            rx.el.p(
                "Ou envoyez vos factures par courriel, depuis l’adresse de votre compte, à :",
                class_name="ef-field-hint",
            ),
            rx.el.ul(rows, aria_label="Adresses de dépôt"),
            class_name="mt-4",
        ),
    )


def sent() -> rx.Component:
    """What became of what was sent together, said aloud."""
    return alert.focused(STATE.sent, "envoyes")
