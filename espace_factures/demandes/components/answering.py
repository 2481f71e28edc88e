"""What a person does with their demande: answer an agent, or take it back."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.demandes.rules import LONGEST_MESSAGE
from espace_factures.ui import button, card, dialog, fields
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack
from espace_factures.ui.upload import upload_field

WITHDRAWAL = "retrait"


def complement(state: Any, *asked: Any, besides: Sequence[rx.Component] = (), key: Any = "") -> rx.Component:
    """The answer to what an agent `asked` for: files, words, and what the kind adds `besides`."""
    form = page_form(
        stack(
            upload_field(
                "complement",
                "Document demandé",
                action=native(routes.POST_DOCUMENT),
                on_done=state.attach,
                done_name=state.received_names,
                error=state.errors["complement"],
                multiple=True,
            ),
            fields.area_field(
                "answer", "Votre réponse", rows=3, error=state.errors["answer"], max_length=LONGEST_MESSAGE
            ),
            *besides,
            actions(button.primary("Envoyer le complément", type="submit")),
        ),
        on_submit=state.complete,
        words=state.typing_in["answer"],
        key=key,
    )
    return card.card(stack(*asked, form), title="Compléter")


def withdrawal(state: Any, confirm: str, question: str, words: str) -> rx.Component:
    """« Retirer la facture » (`confirm`), and what it means, before it is done."""
    return rx.fragment(
        actions(button.secondary(confirm, on_click=dialog.opens(WITHDRAWAL))),
        dialog.dialog(
            rx.el.p(words),
            id=WITHDRAWAL,
            title=question,
            confirm=button.danger(confirm, on_click=[dialog.closes(WITHDRAWAL), state.withdraw]),
        ),
    )
