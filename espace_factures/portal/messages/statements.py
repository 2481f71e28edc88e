"""The statements: accessibility, terms of use, legal notice, personal data. Nothing here that is not known."""

from typing import Final

from espace_factures import routes
from espace_factures.portal.messages.article import Article, Section

ACCESSIBILITY: Final = Article(
    route=routes.ACCESSIBILITY,
    title="Accessibilité",
    lead="Déclaration d’accessibilité d’Espace Factures, et le moyen de nous dire ce qui vous gêne, sans compte.",
    sections=(
        Section(
            "État de conformité",
            (
                "Espace Factures est partiellement conforme au référentiel général d’amélioration de l’accessibilité "
                "(RGAA 4.1), en raison des non-conformités et des essais qui manquent, énumérés ci-dessous.",
                "C’est le résultat d’une évaluation faite par l’équipe qui écrit le portail, thème par thème. Aucun "
                "audit par un tiers n’a encore eu lieu : aucun taux n’est donc annoncé.",
            ),
        ),
        Section(
            "Ce qui n’est pas conforme, ou pas encore essayé",
            (
                "Aucun essai n’a encore été fait avec un lecteur d’écran par une personne qui s’en sert chaque jour.",
                "Les documents déposés par les fournisseurs et par les agents sont montrés tels qu’ils ont été reçus : "
                "leur contenu n’est pas rendu accessible (contenus exemptés). Le fichier reste à côté de son image.",
            ),
        ),
        Section(
            "Établissement de cette déclaration",
            (
                "Déclaration établie le 26 novembre 2026.",
                "Technologies : HTML, CSS, JavaScript, WAI-ARIA, SVG.",
                "Essais : Chromium sous Linux, au clavier seul sur le parcours entier (inscription, habilitation, "
                "dépôt, suivi, RIB, décisions des agents), en clair et en sombre, à 320, 360, 768 et 1280 pixels de "
                "large, agrandi à 400 %, avec des espacements de texte élargis et en couleurs forcées.",
                "Outil : axe, règles WCAG 2.2 de niveaux A et AA, sur chaque page.",
            ),
        ),
        Section(
            "Retour et contact",
            (
                "Si vous n’arrivez pas à lire une page ou à vous servir d’un service, signalez-le par le formulaire "
                "« Nous signaler un défaut d’accessibilité » de cette page : il ne demande pas de compte.",
                "Vous pouvez aussi vous adresser à un point d’accueil de la Province Sud.",
            ),
        ),
        Section(
            "Voies de recours",
            (
                "Si vous avez signalé un défaut qui vous empêche d’accéder à un contenu ou à un service, et que vous "
                "n’avez pas eu de réponse satisfaisante, vous pouvez saisir le Défenseur des droits.",
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
                "Province Sud de la Nouvelle-Calédonie.",
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
                "Province Sud.",
            ),
        ),
    ),
    icon="shield-check",
)

TERMS: Final = Article(
    route=routes.TERMS,
    title="Conditions générales d’utilisation",
    lead="Ce que vous acceptez en créant un compte provincial, en mots simples.",
    sections=(
        Section(
            "Votre compte",
            (
                "Le compte est personnel : une personne majeure, son identité vraie, un courriel qu’elle lit.",
                "Gardez votre mot de passe et vos codes pour vous : aucun agent ne vous les demande.",
                "Vous pouvez supprimer votre compte quand vous le voulez, dans « Confidentialité ».",
            ),
        ),
        Section(
            "Ce que vous déposez",
            (
                "Vous agissez pour un établissement quand vous y êtes habilité, dans la limite de vos droits.",
                "Ce que vous écrivez et déposez doit être exact. Les factures et les RIB appartiennent à "
                "l’établissement.",
                "Le certificat de dépôt dit ce qui a été reçu, et quand.",
            ),
        ),
        Section(
            "Ce que fait la Province",
            (
                "Un agent examine ce que vous déposez ; chaque décision vous est dite avec son motif.",
                "Les dates de paiement estimées disent toujours sur quoi elles reposent : seul le délai "
                "légal est un engagement.",
                "Ses autres clauses juridiques seront indiquées ici par la Province.",
            ),
        ),
        Section(
            "Vos données",
            ("Ce qui est gardé, pourquoi, et vos droits sont dits dans « Données personnelles ».",),
        ),
    ),
    icon="file-text",
)

STATEMENTS: Final = (ACCESSIBILITY, TERMS, LEGAL, PRIVACY)
