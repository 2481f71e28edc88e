"""The statements: accessibility, legal notice, personal data. Nothing here that is not known."""

from typing import Final

from espace_factures import routes
from espace_factures.portal.messages.article import Article, Section

ADDRESS: Final = "6 route des Artifices, 98849 Nouméa Cedex"

ACCESSIBILITY: Final = Article(
    route=routes.ACCESSIBILITY,
    title="Accessibilité",
    lead="Espace Factures est fait pour être utilisé par tous : au clavier, avec un lecteur d’écran, sur petit écran.",
    sections=(
        Section(
            "Ce qui est vérifié",
            (
                "Chaque page est contrôlée par un outil automatique (axe, règles WCAG 2.2 A et AA), en clair et en "
                "sombre, à 320, 360 et 1280 pixels de large.",
                "Un contrôle automatique ne trouve pas tout : aucun audit par un tiers n’a encore eu lieu.",
            ),
        ),
        Section(
            "Vous rencontrez une difficulté ?",
            (
                "Écrivez-nous depuis la conversation d’une de vos demandes, adressez-vous à un point d’accueil, ou "
                "écrivez "
                f"à la Province Sud, {ADDRESS}.",
            ),
        ),
    ),
    icon="eye",
)

LEGAL: Final = Article(
    route=routes.LEGAL,
    title="Mentions légales",
    lead="Qui publie ce site, et d’où viennent ses données.",
    sections=(
        Section(
            "Éditeur",
            (
                f"Province Sud de la Nouvelle-Calédonie, {ADDRESS}.",
                "Le directeur de la publication et l’hébergeur seront indiqués ici par la Province.",
            ),
        ),
        Section(
            "Données",
            ("Registre des établissements (RIDET) : ISEE, données ouvertes, Licence Ouverte 2.0.",),
        ),
        Section(
            "Police et icônes",
            ("Police Atkinson Hyperlegible Next, SIL Open Font License. Icônes Lucide, licence ISC.",),
        ),
    ),
    icon="landmark",
)

PRIVACY: Final = Article(
    route=routes.PRIVACY_STATEMENT,
    title="Données personnelles",
    lead="Ce qui est gardé, pourquoi, et ce que vous pouvez demander.",
    sections=(
        Section(
            "Ce qui est gardé, et pourquoi",
            (
                "Votre identité, votre courriel et votre mobile : pour vous reconnaître et vous écrire.",
                "Vos demandes, leurs documents et leurs échanges : pour les instruire et en garder la preuve. "
                "Les factures et les RIB appartiennent à l’établissement.",
                "Le journal des actions : pour la sécurité, et pour dire qui a décidé quoi.",
                "Votre mot de passe n’est pas gardé : seule son empreinte l’est, et elle ne permet pas de le "
                "retrouver.",
            ),
        ),
        Section(
            "Qui y a accès",
            (
                "Vous, les membres de vos établissements pour leurs factures et leurs RIB, et les agents de la "
                "Province qui "
                "instruisent vos demandes. Rien n’est envoyé à un autre site.",
            ),
        ),
        Section(
            "Combien de temps",
            ("La Province fixe la durée de conservation ; elle sera indiquée ici.",),
        ),
        Section(
            "Cookies",
            (
                "Deux, indispensables, que seul ce site lit. L’un vous reconnaît pendant votre session. L’autre garde "
                "deux "
                "minutes le courriel saisi quand une connexion est refusée, pour vous éviter de le retaper.",
                "Le navigateur garde aussi un numéro d’onglet, le temps de la visite. Aucune mesure d’audience.",
            ),
        ),
        Section(
            "Vos droits",
            (
                "Connecté, vous téléchargez vos données et supprimez votre compte dans « Confidentialité », et "
                "corrigez votre identité et vos contacts dans « Profil ».",
                "Vous pouvez aussi demander à voir vos données, et à les faire corriger : à un point d’accueil de la "
                f"Province, ou par courrier à la Province Sud, {ADDRESS}.",
            ),
        ),
    ),
    icon="shield-check",
)

STATEMENTS: Final = (ACCESSIBILITY, LEGAL, PRIVACY)
