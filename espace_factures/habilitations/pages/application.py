"""« Ajouter un établissement »: who one is, for which établissement, with what proof."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.habilitations.components import TRAIL
from espace_factures.habilitations.forms import LONGEST
from espace_factures.habilitations.state.application import ApplicationState
from espace_factures.profile.components import contact_facts, contacts_feedback, contacts_to_prove
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, fields
from espace_factures.ui.empty import skeleton
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack
from espace_factures.ui.upload import upload_field
from espace_factures.web.me import Me

STATE: Any = ApplicationState  # on a page its attributes are Vars
ME: Any = Me
DRAFT = STATE.draft
ERRORS = STATE.errors


def application() -> rx.Component:
    """The form of a habilitation."""
    return layout.page(
        rx.cond(
            STATE.is_loaded,
            stack(
                fields.error_summary(ERRORS, STATE.alert, STATE.refusals),
                contacts_feedback(),
                contacts_to_prove(),
                _person(),
                _look_up(),
                _form(),
                narrow=True,
            ),
            skeleton(6),
        ),
        title="Ajouter un établissement",
        lead=rx.cond(
            DRAFT.saved,
            f"Brouillon enregistré à {DRAFT.saved}. Vous pourrez le finir plus tard.",
            "Ce formulaire d’habilitation vous autorise à déposer les factures d’un établissement.",
        ),
        breadcrumb=[*TRAIL, ("Ajouter un établissement", routes.HABILITATION)],
        tabs=True,
        current=routes.ESTABLISHMENTS,
    )


def _person() -> rx.Component:
    return card.card(
        card.facts([("Nom", STATE.person), *contact_facts()]),
        rx.el.p(
            "Une erreur ? ",
            button.text_link("Corrigez votre profil", routes.PROFILE),
            " avant d’envoyer la demande.",
            class_name="ef-field-hint mt-4",
        ),
        title="Votre état civil",
    )


def _look_up() -> rx.Component:
    form = page_form(
        stack(
            fields.text_field(
                "ridet",
                "RIDET",
                hint="9 ou 10 chiffres, par exemple 0 047 688 001. Il figure sur votre avis RIDET.",
                value=DRAFT.ridet,
                inputmode="numeric",
                autocomplete="off",
                error=ERRORS["ridet"],
                on_blur=lambda value: STATE.save("ridet", value),
                required=True,
            ),
            rx.el.div(button.secondary("Rechercher dans le registre", type="submit", icon="search")),
        ),
        on_submit=STATE.look_up,
        id="recherche-ridet",
        key="recherche" + STATE.opened.to_string(),
    )
    return card.card(
        form,
        rx.el.div(
            alert.live_alert(STATE.found, "done"),
            alert.live_alert(STATE.unfound, "info"),
            rx.cond(DRAFT.repeat, _repeat()),
            class_name="mt-4 space-y-4",
        ),
        title="L’établissement",
    )


def _repeat() -> rx.Component:
    follow = rx.cond(DRAFT.repeat_href, DRAFT.repeat_href, routes.ESTABLISHMENTS)
    words = rx.cond(DRAFT.repeat_href, "Suivre cette demande", "Gérer mes établissements")
    return alert.alert(DRAFT.repeat, tone="waiting", action=button.text_link(words, follow))


def _form() -> rx.Component:
    return page_form(
        stack(
            card.card(
                stack(
                    _text("name", "Nom de l’établissement", required=True),
                    _text("address", "Adresse", hint="Numéro, rue et commune.", required=True),
                    _text("activity", "Activité", hint="Facultative."),
                    key="registre" + STATE.filled.to_string(),
                ),
                title="Coordonnées de l’établissement",
            ),
            card.card(stack(*_standing()), title="Vous et l’établissement"),
            actions(button.primary("Envoyer", type="submit")),
        ),
        on_submit=STATE.submit,
        id="habilitation",
        key="habilitation" + STATE.opened.to_string(),
    )


def _standing() -> list[rx.Component]:
    return [
        _text("position", "Fonction", hint="Par exemple gérante, comptable.", required=True),
        _text(
            "department", "Service", hint="Le service que vous représentez, par exemple comptabilité.", required=True
        ),
        upload_field(
            "proof",
            "Justificatif de représentativité",
            hint="Document qui prouve que vous travaillez pour l’établissement : Kbis, avis RIDET, procès-verbal ou "
            "mandat à votre nom ; "
            f"PDF ou photo (JPG, PNG), {ME.terms.largest_file} au plus.",
            accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png",
            action=native(routes.POST_DOCUMENT),
            on_done=STATE.receive,
            done_name=DRAFT.proof_name,
            error=ERRORS["proof"],
            required=True,
        ),
    ]


def _text(name: str, label: str, **options: Any) -> rx.Component:
    return fields.text_field(
        name,
        label,
        value=getattr(DRAFT, name),
        error=ERRORS[name],
        on_blur=lambda value: STATE.save(name, value),
        max_length=LONGEST[name],
        **options,
    )
