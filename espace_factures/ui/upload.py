"""A file sent as soon as it is chosen or dropped: progress, refusal and receipt stand under the zone."""

from typing import Any

import reflex as rx

from espace_factures.ui import button
from espace_factures.ui.fields import file_field
from espace_factures.ui.icon import icon

DOCUMENTS = ".pdf,.xml,.jpg,.jpeg,.png,application/pdf,application/xml,text/xml,image/jpeg,image/png"


def upload_field(
    name: str,
    label: str,
    *,
    action: str,
    on_done: Any,
    hint: Any = None,
    accept: str = DOCUMENTS,
    error: Any = None,
    done_name: rx.Var | None = None,
    multiple: bool = False,
    required: bool = False,
    is_listed: bool = False,
    on_report: Any = None,
    **zone: Any,
) -> rx.Component:
    """The browser posts each file to `action`; `on_done` receives the identifiers given, parted by spaces.

    When what was received is listed beside the zone, the zone itself forgets its name. Before it, when several files
    were sent, `on_report` receives how many on a first line, then a line for each that was refused. `zone` are options
    of the field itself.
    """
    report = rx.el.textarea(
        id=f"{name}-refuses", hidden=True, tab_index=-1, default_value="", on_change=on_report, aria_label="Refus"
    )
    return rx.el.div(
        file_field(
            name,
            label,
            hint=hint,
            accept=accept,
            multiple=multiple,
            error=error,
            required=required,
            custom_attrs={"data-envoi": action} | ({"data-liste": ""} if is_listed else {}),
            **zone,
        ),
        rx.el.p("", id=f"{name}-refus", role="alert", hidden=True, class_name="ef-field-error whitespace-pre-line"),
        _progress(name),
        _receipt(done_name),
        *([report] if on_report is not None else []),
        rx.el.input(
            type="text",
            id=f"{name}-recu",
            name=f"{name}-recu",
            hidden=True,
            tab_index=-1,
            default_value="",
            on_change=on_done,
            aria_label=f"{label} : fichier reçu",
        ),
    )


def ready_files(files: Any, on_remove: Any) -> rx.Component:
    """The files about to leave (`id`, `name`, `size`), each with a way to take it out."""
    rows = rx.el.ul(
        rx.foreach(
            files,
            lambda file: rx.el.li(
                icon("check"),
                rx.el.span(
                    file.name, rx.el.span(" ", file.size, class_name="ef-field-hint"), class_name="ef-ready-name"
                ),
                button.secondary("Retirer", on_click=on_remove(file.id), aria_label="Retirer " + file.name),
                class_name="ef-ready-file",
            ),
        ),
        aria_label="Fichiers prêts à partir",
    )
    return rx.el.div(rx.cond(files.length() > 0, rows), aria_live="polite")


def _progress(name: str) -> rx.Component:
    return rx.el.div(
        rx.el.span(""),
        rx.el.progress(value=0, max=1, class_name="ef-progress-bar", aria_label="Envoi du fichier"),
        id=f"{name}-envoi",
        role="status",
        hidden=True,
        class_name="mt-2 text-sm",
    )


def _receipt(done_name: rx.Var | None) -> rx.Component:
    if done_name is None:
        return rx.fragment()
    received = rx.el.p(
        icon("check"),
        rx.el.span("Fichier reçu : "),
        rx.el.strong(done_name),
        class_name="mt-2 flex items-center gap-2 text-success",
    )
    # There from the start, and filled later: a reader says only what changes in a region that it knows.
    return rx.el.div(rx.cond(done_name, received), role="status")
