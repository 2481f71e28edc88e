"""The history and the conversation of a demande, wherever it is shown."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.demandes.rules import LONGEST_MESSAGE
from espace_factures.documents.components import document_link
from espace_factures.ui import button, card, fields
from espace_factures.ui.badge import badge
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack
from espace_factures.ui.timeline import timeline
from espace_factures.ui.upload import ready_files, upload_field
from espace_factures.web.me import Me

ME: Any = Me  # on a page its attributes are Vars


def history(rows: Any) -> rx.Component:
    """The timeline of a demande."""
    return timeline(rows)


def conversation(state: Any, *, internal: bool = False) -> rx.Component:
    """What was said, and a place to write, for a `ConversationPage` that has `send_message`."""
    return card.card(
        rx.cond(
            state.messages.length() > 0,
            rx.el.ol(rx.foreach(state.messages, _message), class_name="ef-stack", aria_label="Messages"),
            rx.el.p("Aucun message pour l’instant.", class_name="ef-field-hint"),
        ),
        page_form(
            stack(
                fields.area_field(
                    "message", "Votre message", rows=3, error=state.errors["message"], max_length=LONGEST_MESSAGE
                ),
                _files(state),
                *([fields.check_field("internal", "Note interne (jamais montrée à l’usager)")] if internal else []),
                actions(button.secondary("Envoyer le message", type="submit")),
            ),
            on_submit=state.send_message,
            words=state.typing_in["message"],
            # Another key when a message left: the form is drawn anew, empty.
            key=state.sent.to_string(),
            class_name="mt-6",
        ),
        title="Conversation",
    )


def _files(state: Any) -> rx.Component:
    return rx.el.div(
        upload_field(
            "pieces",
            "Joindre un fichier",
            action=native(routes.POST_DOCUMENT),
            on_done=state.join_files,
            hint=f"PDF, XML, JPEG ou PNG, {ME.terms.message_files} au plus.",
            error=state.errors["pieces"],
            multiple=True,
            is_listed=True,
        ),
        ready_files(state.files, state.leave_file),
    )


def _message(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.strong(row.author),
            rx.el.span(" · ", row.when, class_name="ef-field-hint"),
            rx.cond(row.is_internal, rx.fragment(" ", badge("Note interne", "waiting"))),
        ),
        rx.cond(row.body, rx.el.p(row.body, class_name="whitespace-pre-line break-words")),
        rx.cond(row.files.length() > 0, rx.el.ul(rx.foreach(row.files, _file), class_name="ef-joined")),
        class_name=rx.cond(row.is_mine, "ef-message ef-message-mine", "ef-message"),
    )


def _file(row: Any) -> rx.Component:
    return rx.el.li(
        document_link(row),
        rx.el.span(" ", row.size, class_name="ef-field-hint"),
    )
