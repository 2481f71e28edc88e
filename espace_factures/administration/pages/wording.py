"""« Motifs et phrases usuelles »: each coded reason with its sentences, « Changer », « Ajouter une phrase »."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.administration.components import line, lines
from espace_factures.administration.forms import LONGEST_REASON, LONGEST_SENTENCE
from espace_factures.administration.state.wording import WordingState
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, error_summary, fields
from espace_factures.ui.badge import badge
from espace_factures.ui.empty import skeleton
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack

STATE: Any = WordingState  # on a page its attributes are Vars
ERRORS = STATE.errors
PLACE = "1 vient en premier."


def wording() -> rx.Component:
    """The page."""
    return layout.admin_page(
        alert.focused(STATE.notice, "motifs-fait"),
        error_summary.error_summary(ERRORS, STATE.alert, STATE.refusals),
        rx.cond(STATE.is_loaded, stack(rx.foreach(STATE.kinds, _kind)), skeleton(10)),
        title="Motifs et phrases usuelles",
        lead="Ce que les agents choisissent pour expliquer une décision. Ce qui est déjà décidé garde ses mots.",
        breadcrumb=[
            ("Administration", routes.ADMIN),
            ("Paramètres", routes.ADMIN_PARAMETERS),
            ("Motifs et phrases usuelles", routes.ADMIN_REASONS),
        ],
        current=routes.ADMIN_PARAMETERS,
    )


def _kind(kind: Any) -> rx.Component:
    return card.card(lines(rx.foreach(kind.reasons, _reason)), title=kind.title)


def _reason(reason: Any) -> rx.Component:
    gestures = rx.fragment(
        button.secondary("Changer", on_click=STATE.ask(reason.opens), aria_label="Changer : " + reason.title),
        button.secondary(
            "Ajouter une phrase", on_click=STATE.ask(reason.adds), aria_label="Phrase pour : " + reason.title
        ),
    )
    under = rx.fragment(reason.coded, rx.cond(reason.trace, rx.fragment(" · ", reason.trace)))
    is_open, adds = STATE.asked == reason.opens, STATE.asked == reason.adds
    return rx.fragment(
        line(reason.title, under, rx.cond(is_open | adds, rx.fragment(), gestures), status=_off(reason.is_on)),
        rx.cond(is_open, rx.el.li(_reason_form(reason), class_name="ef-line-asked")),
        rx.foreach(reason.sentences, _sentence),
        rx.cond(adds, rx.el.li(_sentence_form("", "1", True), class_name="ef-line-asked")),
    )


def _sentence(row: Any) -> rx.Component:
    is_open = STATE.asked == row.opens
    changes = button.secondary("Changer", on_click=STATE.ask(row.opens), aria_label="Changer : " + row.words)
    words = rx.el.div(
        rx.el.span("« ", row.words, " »"),
        rx.cond(row.trace, rx.el.span(row.trace, class_name="ef-under")),
        class_name="ef-line-words ef-line-within",
    )
    return rx.fragment(
        rx.el.li(
            words, _off(row.is_on), rx.cond(is_open, rx.fragment(), rx.el.div(changes, class_name="ef-line-actions"))
        ),
        rx.cond(is_open, rx.el.li(_sentence_form(row.words, row.place, row.is_on), class_name="ef-line-asked")),
    )


def _off(is_on: Any) -> rx.Component:
    return rx.cond(is_on, rx.fragment(), badge("Non proposé", "neutral"))


def _reason_form(reason: Any) -> rx.Component:
    return page_form(
        fields.text_field(
            "words",
            "Motif, comme le fournisseur le lit",
            value=reason.words,
            hint="La suite de « Votre facture est suspendue : … ».",
            error=ERRORS["words"],
            max_length=LONGEST_REASON,
            required=True,
            auto_focus=True,
        ),
        fields.text_field(
            "place", "Place dans la liste", value=reason.place, hint=PLACE, error=ERRORS["place"], inputmode="numeric"
        ),
        fields.check_field("offered", "Proposé aux agents", value=reason.is_on, error=ERRORS["offered"]),
        _ends("Enregistrer le motif"),
        on_submit=STATE.keep_reason,
        class_name="ef-asked",
        aria_label="Changement du motif",
    )


def _sentence_form(words: Any, place: Any, is_on: Any) -> rx.Component:
    return page_form(
        fields.text_field(
            "sentence",
            "Phrase usuelle",
            value=words,
            error=ERRORS["sentence"],
            max_length=LONGEST_SENTENCE,
            required=True,
            auto_focus=True,
        ),
        fields.text_field(
            "sentence_place",
            "Place dans la liste",
            value=place,
            hint=PLACE,
            error=ERRORS["sentence_place"],
            inputmode="numeric",
        ),
        fields.check_field("sentence_offered", "Proposée aux agents", value=is_on, error=ERRORS["sentence_offered"]),
        _ends("Enregistrer la phrase"),
        on_submit=STATE.keep_sentence,
        class_name="ef-asked",
        aria_label="Une phrase usuelle",
    )


def _ends(label: str) -> rx.Component:
    return actions(button.primary(label, type="submit"), button.secondary("Annuler", on_click=STATE.ask("")))
