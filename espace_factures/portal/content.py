"""What the portal says to visitors: help pages and statements, as data."""

from dataclasses import dataclass
from typing import Final

from espace_factures import routes


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its sentences, then its steps in order."""

    title: str
    sentences: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A page of words."""

    route: str
    title: str
    lead: str
    sections: tuple[Section, ...]
    action: tuple[str, str] | None = None


FIRST_CONNECTION: Final = Article(
    routes.HELP_FIRST_CONNECTION,
    "Se connecter pour la première fois",
    "Un compte provincial suffit pour toutes vos démarches en ligne.",
    (
        Section(
            "Créer votre compte",
            steps=(
                "Cliquez sur « Connexion », en haut à droite, puis sur « S'inscrire ».",
                "Remplissez votre identité, votre courriel et un mot de passe de 12 caractères au moins.",
                "Un code de 4 chiffres vous est envoyé. Saisissez-le : votre compte est actif.",
            ),
        ),
        Section(
            "Le code n’arrive pas ?",
            (
                "Regardez dans les courriers indésirables. Après trente secondes, « Renvoyer le code » en envoie un autre : "
                "seul le dernier reçu fonctionne, pendant 10 minutes.",
            ),
        ),
        Section(
            "Et ensuite ?",
            ("Demandez une habilitation pour votre établissement : c’est elle qui autorise à déposer des factures.",),
        ),
    ),
    ("Créer un compte", routes.SIGN_UP),
)

HABILITATION: Final = Article(
    routes.HELP_HABILITATION,
    "Demander une habilitation",
    "Elle vous autorise à déposer les factures d’un établissement et à les suivre.",
    (
        Section(
            "La demande",
            steps=(
                "Dans Espace Factures, cliquez sur « Ajouter un établissement ».",
                "Écrivez le RIDET. S’il est au registre public, le nom et l’activité se remplissent ; sinon, écrivez-les.",
                "Indiquez votre fonction et le service que vous représentez.",
                "Joignez un justificatif de représentativité : Kbis, avis RIDET, procès-verbal ou mandat.",
                "Cliquez sur « Envoyer ».",
            ),
        ),
        Section(
            "La décision",
            (
                "Un agent de la Province accepte, refuse en disant pourquoi, ou demande un complément. "
                "Vous en êtes averti par courriel, et la page de votre demande change aussitôt.",
                "La première personne acceptée devient gestionnaire de l’établissement. "
                "Quand une autre personne demande à le rejoindre, les gestionnaires en sont avertis.",
            ),
        ),
    ),
    ("Ajouter un établissement", routes.HABILITATION),
)

DEPOSIT: Final = Article(
    routes.HELP_DEPOSIT,
    "Déposer une facture",
    "Déposez d’abord le document : l’application lit ce qu’elle peut, vous vérifiez le reste.",
    (
        Section(
            "Les étapes",
            steps=(
                "Dans « Déposer une facture », glissez votre fichier ou choisissez-le : PDF, Factur-X, ou XML UBL ou CII.",
                "Vérifiez ce qui a été lu : chaque valeur dit d’où elle vient. Complétez le reste.",
                "Choisissez le bon de commande, ou cochez « Je n'ai pas de bon de commande » et choisissez la "
                "« Direction concernée ».",
                "Cliquez sur « Envoyer » : une référence vous est donnée, et confirmée par courriel.",
            ),
        ),
        Section(
            "Votre saisie est gardée",
            (
                "Le brouillon est enregistré au fur et à mesure. Vous le retrouvez dans « Déposer une facture », "
                "même sur un autre appareil.",
            ),
        ),
        Section(
            "Les mentions de la facture",
            (
                "Noms et adresses des deux parties, RID, numéro unique, dates, désignation, quantités et prix hors taxe, "
                "TGC par taux (3, 6, 11 ou 22 %) ou motif d’exonération.",
            ),
        ),
    ),
    ("Déposer une facture", routes.DEPOSIT),
)

TRACKING: Final = Article(
    routes.HELP_TRACKING,
    "Suivre vos factures",
    "« Mes factures » dit où en est chacune, et quand attendre le paiement.",
    (
        Section(
            "Les statuts",
            (
                "Déposée, puis Prise en charge : un agent vérifie la facture. Service fait : il atteste la prestation. "
                "Liquidée : le montant est arrêté. Mandatée : l’ordre de payer est donné. "
                "Transmise au comptable, puis Payée : le virement est parti.",
                "Suspendue : il manque quelque chose. Le délai de paiement est arrêté jusqu’à votre réponse. "
                "Rejetée : le motif est écrit ; « Corriger et renvoyer » dépose la facture corrigée.",
            ),
        ),
        Section(
            "Le délai",
            (
                "Le mandatement intervient dans les 30 jours qui suivent le dépôt d’une facture complète ; "
                "les jours de suspension ne comptent pas. Le virement suit, dans le délai du Trésor.",
            ),
        ),
        Section(
            "Retrouver une facture",
            (
                "Cherchez par numéro, référence, montant ou bon de commande. Les filtres restent dans l’adresse de la page : "
                "vous pouvez la garder ou la partager avec un collègue habilité.",
            ),
        ),
    ),
    ("Voir mes factures", routes.TRACKING),
)

RIB: Final = Article(
    routes.HELP_RIB,
    "Gérer les RIB de l’établissement",
    "Un RIB sert aux paiements une fois validé par deux agents.",
    (
        Section(
            "Ajouter un RIB",
            steps=(
                "Dans « Mes RIB », écrivez l’IBAN, ou les quatre parties du RIB.",
                "Écrivez le titulaire du compte et joignez le relevé d’identité bancaire.",
                "Cliquez sur « Ajouter le RIB » : les gestionnaires de l’établissement en sont avertis.",
            ),
        ),
        Section(
            "La vérification",
            (
                "Deux agents différents comparent le RIB avec le relevé. Il devient utilisable 48 heures après la seconde "
                "validation. Le RIB choisi au dépôt d’une facture reste le sien.",
            ),
        ),
        Section(
            "Si vous n’avez pas demandé ce changement",
            (
                "Écrivez-nous aussitôt depuis la page de la demande : un RIB ajouté par un autre est un signe de fraude.",
            ),
        ),
    ),
    ("Voir mes RIB", routes.RIBS),
)

PASSWORD: Final = Article(
    routes.HELP_PASSWORD,
    "J’ai oublié mon mot de passe",
    "Votre mot de passe n’est connu de personne, pas même de la Province.",
    (
        Section(
            "Retrouver l’accès",
            (
                "Sur la page de connexion, cliquez sur « Mot de passe oublié ? ». Cette page dit comment faire.",
                "Après plusieurs essais, la connexion est bloquée un quart d’heure : attendez, puis réessayez.",
            ),
        ),
        Section(
            "Un bon mot de passe",
            (
                "12 caractères au moins. Une phrase de quatre mots que personne n’associerait convient très bien. "
                "Il ne contient ni votre nom ni votre courriel.",
            ),
        ),
    ),
    ("Se connecter", routes.SIGN_IN),
)

HELP_PAGES: Final = (FIRST_CONNECTION, HABILITATION, DEPOSIT, TRACKING, RIB, PASSWORD)

SHEET: Final = Article(
    routes.SERVICE_SHEET,
    "Déposer une facture en ligne",
    "Pour les fournisseurs de la province Sud : une facture déposée en ligne est suivie jusqu’à son paiement.",
    (
        Section(
            "Pour qui ?",
            ("Tout établissement inscrit au RIDET qui facture un bien ou un service à la province Sud.",),
        ),
        Section(
            "Conditions",
            (
                "Avoir un compte provincial et être habilité pour l’établissement. L’habilitation se demande en ligne, "
                "une fois.",
            ),
        ),
        Section(
            "Pièces à prévoir",
            (
                "Pour l’habilitation : Kbis, avis RIDET, procès-verbal ou mandat. Pour la facture : le document lui-même "
                "(PDF, Factur-X, XML UBL ou CII), et le numéro du bon de commande quand il y en a un.",
            ),
        ),
        Section(
            "Comment faire ?",
            steps=(
                "Connectez-vous à votre compte provincial, ou créez-en un.",
                "Cliquez sur « Ajouter un établissement », remplissez le formulaire et envoyez-le.",
                "Une fois l’habilitation acceptée, déposez vos factures.",
            ),
        ),
        Section(
            "Délai",
            (
                "Le mandatement intervient dans les 30 jours qui suivent le dépôt d’une facture complète "
                "(délibération 136/CP, art. 71). Le virement suit, dans le délai du Trésor.",
            ),
        ),
    ),
    ("Faire la démarche en ligne", routes.INVOICES_HOME),
)

ACCESSIBILITY: Final = Article(
    routes.ACCESSIBILITY,
    "Accessibilité",
    "Espace Factures est fait pour être utilisé par tous, au clavier, avec un lecteur d’écran, sur petit écran.",
    (
        Section(
            "Ce qui est vérifié",
            (
                "Chaque page est contrôlée par un outil automatique (axe, règles WCAG 2.2 A et AA), en clair et en sombre, "
                "à 320, 360 et 1280 pixels de large. Un contrôle automatique ne trouve pas tout : aucun audit par un tiers "
                "n’a encore eu lieu.",
            ),
        ),
        Section(
            "Vous rencontrez une difficulté ?",
            (
                "Écrivez-nous depuis la conversation d’une de vos demandes, ou venez à un point d’accueil de la Province.",
            ),
        ),
    ),
)

LEGAL: Final = Article(
    routes.LEGAL,
    "Mentions légales",
    "Qui publie ce site, et d’où viennent ses données.",
    (
        Section("Éditeur", ("Province Sud de la Nouvelle-Calédonie, 6 route des Artifices, 98849 Nouméa Cedex.",)),
        Section(
            "Données et logiciels",
            (
                "Registre des établissements : ISEE, Licence Ouverte 2.0. "
                "Police : Atkinson Hyperlegible Next, SIL Open Font License. Icônes : Lucide, licence ISC.",
            ),
        ),
    ),
)

PRIVACY: Final = Article(
    routes.PRIVACY_STATEMENT,
    "Données personnelles",
    "Ce qui est gardé, pourquoi, et ce que vous pouvez demander.",
    (
        Section(
            "Ce qui est gardé",
            (
                "Votre identité, votre courriel et votre mobile, pour vous reconnaître et vous écrire. "
                "Vos demandes, leurs documents et leurs échanges, pour les instruire et en garder la preuve. "
                "Le journal des actions, pour la sécurité.",
                "Votre mot de passe n’est pas gardé : seule son empreinte l’est.",
            ),
        ),
        Section(
            "Cookies",
            (
                "Un seul, indispensable : il vous reconnaît pendant votre session. Aucune mesure d’audience, "
                "rien n’est demandé à un autre site.",
            ),
        ),
        Section(
            "Vos droits",
            (
                "Vous pouvez demander l’accès à vos données et leur correction auprès de la Province, à un point d’accueil.",
            ),
        ),
    ),
)

STATEMENTS: Final = (ACCESSIBILITY, LEGAL, PRIVACY)
