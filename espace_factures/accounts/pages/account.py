"""« Profil », « Abonnements », « Confidentialité » and the forgotten password: what is known, in plain words."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.accounts.state import ProfileState
from espace_factures.ui import button, card, layout
from espace_factures.ui.empty import skeleton
from espace_factures.ui.stack import actions, stack

STATE: Any = ProfileState  # on a page its attributes are Vars
HOME = ("Mes services en ligne", routes.HOME)


def profile() -> rx.Component:
    """« Profil »: the identity and the contacts of the account."""
    return layout.page(
        rx.cond(
            STATE.is_loaded,
            stack(
                card.card(
                    card.facts(
                        [
                            ("Civilité", STATE.civility),
                            ("Prénom", STATE.first_name),
                            ("Nom", STATE.last_name),
                            ("Date de naissance", STATE.birth_date),
                        ]
                    ),
                    title="Votre identité",
                ),
                card.card(
                    card.facts(
                        [
                            ("Courriel", STATE.email),
                            ("Mobile", STATE.mobile),
                            ("Contact préférentiel", STATE.contact),
                        ]
                    ),
                    title="Vos contacts",
                ),
                rx.el.p("Pour corriger une de ces informations, adressez-vous à un point d’accueil de la Province."),
                narrow=True,
            ),
            skeleton(6),
        ),
        title="Profil",
        breadcrumb=[HOME, ("Profil", routes.PROFILE)],
    )


def subscriptions() -> rx.Component:
    """« Abonnements »: what the person is told, and where."""
    told = (
        ("Statut d’une facture", "Courriel et notification dans le portail"),
        ("Message d’un agent", "Courriel et notification dans le portail"),
        ("Habilitation", "Courriel et notification dans le portail"),
        ("Changement de RIB", "Courriel et notification, pour les gestionnaires"),
        ("Membres et invitations", "Courriel et notification dans le portail"),
        ("Création du compte", "Courriel"),
    )
    return layout.page(
        stack(
            card.card(card.facts(list(told)), title="Ce qui vous est écrit, et où"),
            actions(button.link_button("Voir mes notifications", routes.NOTIFICATIONS, kind="secondary")),
            narrow=True,
        ),
        title="Abonnements",
        lead="Chacun de ces messages vous est envoyé : il n’y a rien à régler.",
        breadcrumb=[HOME, ("Abonnements", routes.SUBSCRIPTIONS)],
    )


def privacy() -> rx.Component:
    """« Confidentialité »: what is kept about the account, and why."""
    kept = (
        ("Identité et contacts", "Pour vous reconnaître et vous écrire"),
        ("Habilitations", "Pour prouver que vous pouvez agir pour un établissement"),
        ("Factures et RIB", "Ils appartiennent à l’établissement, et prouvent ce qui a été payé"),
        ("Échanges avec les agents", "Pour instruire vos demandes"),
        ("Journal des actions", "Pour la sécurité, et pour dire qui a décidé quoi"),
    )
    return layout.page(
        stack(
            card.card(card.facts(list(kept)), title="Ce qui est gardé, et pourquoi"),
            card.card(
                rx.el.p(
                    "Vous-même, les agents de la Province qui instruisent vos demandes, et, pour les factures et les "
                    "RIB, les membres de l’établissement."
                ),
                title="Qui y a accès",
            ),
            card.card(
                rx.el.p(
                    "Pour voir vos données ou les faire corriger, adressez-vous à un point d’accueil de la Province, "
                    "ou écrivez à la Province Sud, 6 route des Artifices, 98849 Nouméa Cedex."
                ),
                title="Exercer vos droits",
            ),
            actions(button.link_button("Données personnelles", routes.PRIVACY_STATEMENT, kind="secondary")),
            narrow=True,
        ),
        title="Confidentialité",
        lead="Ce que le portail garde de vous, et pourquoi.",
        breadcrumb=[HOME, ("Confidentialité", routes.PRIVACY)],
    )


def forgotten_password() -> rx.Component:
    """What to do, until the account can be opened again by a code."""
    return layout.page(
        stack(
            card.card(
                rx.el.p(
                    "Pour l’instant, un nouveau mot de passe se demande à un point d’accueil de la Province. "
                    "Vos brouillons et vos factures vous attendent."
                ),
                title="Retrouver l’accès à votre compte",
            ),
            actions(
                button.link_button("Revenir à la connexion", routes.SIGN_IN),
                button.link_button("Aide en ligne", routes.HELP_PASSWORD, kind="secondary"),
            ),
            narrow=True,
        ),
        title="Mot de passe de mon compte provincial perdu",
        breadcrumb=[HOME, ("Mot de passe oublié", routes.FORGOTTEN_PASSWORD)],
    )
