"""« Ajouter un établissement »: who one is, for which établissement, with what proof."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.habilitations.state import ApplicationState
from espace_factures.ui import button, card, fields, layout
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import actions, stack
from espace_factures.ui.upload import upload_field
from espace_factures.web.origin import native

STATE: Any = ApplicationState  # on a page its attributes are Vars
ERRORS = STATE.errors
TRAIL = [("Mes services en ligne", routes.HOME), ("Espace Factures", routes.INVOICES_HOME)]


def application() -> rx.Component:
    """The form of a habilitation."""
    return layout.page(
        rx.cond(
            STATE.is_loaded,
            stack(fields.error_summary(ERRORS, STATE.alert), _form(), narrow=True),
            skeleton(6),
        ),
        title="Ajouter un établissement",
        lead="Ce formulaire d’habilitation vous autorise à déposer les factures d’un établissement.",
        breadcrumb=[*TRAIL, ("Ajouter un établissement", routes.HABILITATION)],
        tabs=True,
        current=routes.ESTABLISHMENTS,
    )


def _form() -> rx.Component:
    return rx.el.form(
        stack(
            card.card(
                card.facts([("Personne", STATE.person), ("Courriel", STATE.email)]),
                title="Votre état civil",
            ),
            card.card(stack(*_place()), title="L’établissement"),
            card.card(stack(*_standing()), title="Votre rôle"),
            actions(button.primary("Envoyer", type="submit")),
        ),
        on_submit=STATE.submit,
        no_validate=True,
    )


def _place() -> list[rx.Component]:
    return [
        fields.text_field(
            "ridet",
            "RIDET",
            hint="9 ou 10 chiffres, par exemple 0 047 688 001.",
            inputmode="numeric",
            error=ERRORS["ridet"],
            on_blur=STATE.keep_ridet,
            required=True,
        ),
        rx.el.div(button.secondary("Rechercher dans le registre", on_click=STATE.look_up, icon="search")),
        rx.el.p(STATE.look_up_words, role="status", class_name="ef-field-hint"),
        rx.el.div(
            stack(
                _text("name", "Nom de l’établissement", STATE.name, required=True),
                _text("address", "Adresse", STATE.address, required=True),
                _text("activity", "Activité", STATE.activity),
            ),
            key=STATE.filled.to_string(),
        ),
    ]


def _text(name: str, label: str, value: Any, **options: Any) -> rx.Component:
    return fields.text_field(name, label, value=value, error=ERRORS[name], **options)


def _standing() -> list[rx.Component]:
    return [
        fields.text_field(
            "position", "Fonction", hint="Par exemple gérante, comptable.", error=ERRORS["position"], required=True
        ),
        fields.text_field(
            "department",
            "Service",
            hint="Le service que vous représentez, par exemple comptabilité.",
            error=ERRORS["department"],
            required=True,
        ),
        upload_field(
            "proof",
            "Justificatif de représentativité",
            hint="Kbis, avis RIDET, procès-verbal ou mandat ; PDF ou photo, 25 Mo au plus.",
            accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png",
            action=native(routes.POST_DOCUMENT),
            on_done=STATE.receive,
            done_name=STATE.proof_name,
            error=ERRORS["proof"],
            required=True,
        ),
    ]
