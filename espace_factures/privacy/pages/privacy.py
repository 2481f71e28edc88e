"""« Confidentialité »: what is kept of the person and why, taking it away, leaving."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.identity.http.entry import GONE
from espace_factures.privacy.rules.leaving import WORD
from espace_factures.privacy.state import DeletionState, PrivacyState
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, dialog, fields
from espace_factures.ui.empty import progress_bar, skeleton
from espace_factures.ui.native import in_browser, native_form, page_form
from espace_factures.ui.stack import actions, stack

STATE: Any = PrivacyState  # on a page its attributes are Vars
DELETION: Any = DeletionState
QUESTION = "suppression"
FORM = "suppression-formulaire"
LEAVE = "depart"
KEPT = (
    ("Identité et contacts", "Pour vous reconnaître et vous écrire"),
    ("Habilitations", "Pour prouver que vous pouvez agir pour un établissement"),
    ("Factures et RIB", "Ils appartiennent à l’établissement, et prouvent ce qui a été payé"),
    ("Échanges avec les agents", "Pour instruire vos demandes"),
    ("Connexions", "Pour vous montrer les sessions ouvertes, et vous laisser les fermer"),
    ("Vérification en deux étapes et clés d’accès", "Pour protéger votre compte, si vous les avez ajoutées"),
    ("Codes à 4 chiffres", "Pour vérifier votre courriel ou votre mobile : ils valent 10 minutes"),
    ("Notifications et abonnements", "Pour vous dire ce qui change, là où vous le souhaitez"),
    ("Journal des actions", "Pour la sécurité, et pour dire qui a décidé quoi"),
    ("Fichier de vos données", "Pour que vous le téléchargiez : il est effacé après 7 jours"),
)


def privacy() -> rx.Component:
    """The page."""
    return layout.page(
        stack(
            alert.live_alert(STATE.alert, "refused"),
            card.card(card.facts(list(KEPT)), title="Ce qui est gardé, et pourquoi"),
            _readers(),
            _rights(),
            rx.cond(STATE.is_loaded, stack(_takeout(), _leaving()), skeleton(4)),
            narrow=True,
        ),
        title="Confidentialité",
        lead="Ce que le portail garde de vous, et pourquoi.",
        breadcrumb=[("Mes services en ligne", routes.HOME), ("Confidentialité", routes.PRIVACY)],
        announce=STATE.announce,
    )


def _readers() -> rx.Component:
    return card.card(
        rx.el.p(
            "Vous-même, les agents de la Province qui instruisent vos demandes, et, pour les factures et les "
            "RIB, les membres de l’établissement."
        ),
        title="Qui y a accès",
    )


def _rights() -> rx.Component:
    return card.card(
        stack(
            rx.el.p(
                "Corrigez vous-même votre identité et vos contacts dans « Profil ». Pour le reste, adressez-vous à "
                "un point d’accueil de la Province Sud."
            ),
            actions(button.link_button("Données personnelles", routes.PRIVACY_STATEMENT, kind="secondary")),
        ),
        title="Exercer vos droits",
    )


def _takeout() -> rx.Component:
    bar = progress_bar("Préparation de vos données", STATE.done, STATE.total)
    ask = actions(button.secondary("Télécharger mes données", on_click=STATE.ask, icon="download"))
    return card.card(
        stack(
            rx.el.p(
                "Un dossier compressé (ZIP) : ce que le portail sait de vous, et les documents que vous avez déposés. "
                "Il est gardé 7 jours."
            ),
            rx.cond(STATE.files.length() > 0, rx.el.ul(rx.foreach(STATE.files, _file), aria_label="Fichiers prêts")),
            rx.cond(STATE.is_under_way, bar, ask),
        ),
        title="Télécharger mes données",
    )


def _file(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.a(row.title, href=row.href, reload_document=True, class_name="ef-text-link"),
        rx.el.p(row.trace, class_name="ef-field-hint"),
        class_name="py-2",
    )


def _leaving() -> rx.Component:
    return card.card(
        stack(
            rx.el.p(
                "Votre nom, vos contacts et vos brouillons sont effacés. Les factures et les RIB restent à "
                "l’établissement."
            ),
            actions(button.danger("Supprimer mon compte", on_click=dialog.opens(QUESTION))),
        ),
        _question(),
        rx.cond(DELETION.is_gone, _leave()),
        title="Supprimer mon compte",
    )


def _question() -> rx.Component:
    """What happens and the proof that is asked; or, at once, what keeps the person from leaving."""
    confirm = button.danger("Supprimer définitivement", type="submit", form=FORM)
    obstacle = alert.alert(DELETION.obstacle, tone="waiting", data_testid="obstacle")
    return dialog.dialog(
        rx.cond(DELETION.obstacle, obstacle, _form()),
        id=QUESTION,
        title="Supprimer mon compte ?",
        confirm=rx.cond(DELETION.obstacle, rx.fragment(), confirm),
    )


def _form() -> rx.Component:
    return page_form(
        stack(
            alert.live_alert(DELETION.alert, "refused"),
            rx.el.p(
                "Vous ne pourrez plus vous connecter, et rien ne pourra être rétabli. Vos accès aux établissements "
                "prennent fin ; leurs factures, leurs RIB et vos demandes leur restent, sans votre nom."
            ),
            fields.password_field(
                "current",
                "Mot de passe actuel",
                autocomplete="current-password",
                error=DELETION.errors["current"],
                required=True,
            ),
            fields.text_field(
                "confirmation",
                f"Écrivez {WORD}",
                autocomplete="off",
                error=DELETION.errors["confirmation"],
                required=True,
            ),
        ),
        id=FORM,
        on_submit=DELETION.delete,
    )


def _leave() -> rx.Component:
    """Posts by itself: the cookie goes, and the home page is loaded afresh."""
    return native_form(
        rx.el.input(type="hidden", name="fait", value=GONE, read_only=True),
        action=native(routes.POST_SIGN_OUT),
        id=LEAVE,
        on_mount=in_browser("ui/native", "sendForm", LEAVE),
    )
