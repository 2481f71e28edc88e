"""The help pages: each step in the words that are on the screen."""

from typing import Final

from espace_factures import routes
from espace_factures.portal.content.article import Article, Section

FIRST_CONNECTION: Final = Article(
    route=routes.HELP_FIRST_CONNECTION,
    title="Se connecter pour la première fois",
    lead="Un compte provincial suffit pour toutes vos démarches en ligne.",
    sections=(
        Section(
            "Créer votre compte",
            steps=(
                "Cliquez sur « Connexion », en haut à droite, puis sur « S'inscrire ».",
                "Remplissez votre identité, votre courriel et un mot de passe de 12 caractères au moins.",
                "Un code de 4 chiffres vous est envoyé. Saisissez-le : votre compte est actif.",
            ),
        ),
        Section(
            "Le code n’arrive pas ?",
            (
                "Regardez dans les courriers indésirables. Après trente secondes, « Renvoyer le code » en envoie un "
                "autre : seul le dernier reçu fonctionne, pendant 10 minutes.",
            ),
        ),
        Section(
            "Ouvrir Espace Factures",
            (
                "Espace Factures vous attend sur « Mes services en ligne ». Vous le trouvez aussi par « Mon compte », "
                "en "
                "haut à droite, puis « Applications ».",
                "Pour déposer des factures, demandez d’abord une habilitation : cliquez sur « Ajouter un "
                "établissement ».",
            ),
        ),
    ),
    action=("Créer un compte", routes.SIGN_UP),
    icon="user",
    picture="La page d’inscription, sur un téléphone.",
)

HABILITATION: Final = Article(
    route=routes.HELP_HABILITATION,
    title="Obtenir une habilitation",
    lead="Elle vous autorise à déposer les factures d’un établissement et à les suivre.",
    sections=(
        Section(
            "La demande",
            steps=(
                "Dans Espace Factures, cliquez sur « Ajouter un établissement ».",
                "Écrivez le RIDET, puis cliquez sur « Rechercher dans le registre ». Ce qui s’y trouve se remplit ; "
                "sinon, écrivez-le.",
                "Indiquez votre « Fonction » et le « Service » que vous représentez.",
                "Joignez le « Justificatif de représentativité » : Kbis, avis RIDET, procès-verbal ou mandat.",
                "Cliquez sur « Envoyer ». La page dit ce qui se passe ensuite.",
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
        Section(
            "Retrouver votre demande",
            ("Elle est dans « Mon compte », « Demandes », avec sa référence, son historique et vos échanges.",),
        ),
    ),
    action=("Ajouter un établissement", routes.HABILITATION),
    icon="building",
    picture="Le formulaire d’habilitation, sur un téléphone.",
)

DEPOSIT: Final = Article(
    route=routes.HELP_DEPOSIT,
    title="Déposer une facture pas à pas",
    lead="Déposez d’abord le document : l’application lit ce qu’elle peut, vous vérifiez le reste.",
    sections=(
        Section(
            "Les étapes",
            steps=(
                "Ouvrez « Déposer une facture ». Glissez votre fichier dans « Document de la facture », ou "
                "choisissez-le : "
                "PDF, Factur-X, ou XML UBL ou CII.",
                "Vérifiez ce qui a été lu : chaque valeur dit d’où elle vient. Complétez le reste.",
                "Choisissez le « Bon de commande », ou cochez « Je n'ai pas de bon de commande » et choisissez la "
                "« Direction concernée ».",
                "Joignez, s’il y a lieu, des « Documents complémentaires ».",
                "Cliquez sur « Envoyer » : une référence vous est donnée, et confirmée par courriel.",
            ),
        ),
        Section(
            "Votre saisie est gardée",
            (
                "Le brouillon est enregistré au fur et à mesure. Vous le retrouvez dans « Déposer une facture », "
                "même sur un autre appareil.",
            ),
        ),
        Section(
            "Les mentions de la facture",
            (
                "Noms et adresses des deux parties, RID, numéro unique, dates, désignation, quantités et prix hors "
                "taxe, "
                "TGC par taux (3 %, 6 %, 11 % ou 22 %) ou motif d’exonération.",
            ),
        ),
    ),
    action=("Déposer une facture", routes.DEPOSIT),
    icon="file-up",
    picture="La page du dépôt, sur un téléphone.",
)

TRACKING: Final = Article(
    route=routes.HELP_TRACKING,
    title="Suivre vos factures",
    lead="« Mes factures » dit où en est chacune, et quand attendre le paiement.",
    sections=(
        Section(
            "Le chemin d’une facture",
            steps=(
                "Déposée : la Province l’a reçue.",
                "Prise en charge : un agent vérifie la facture et le service rendu. Si elle relève d’une autre "
                "direction, "
                "elle est Réorientée : son délai continue.",
                "Service fait : la Province atteste que la prestation est faite.",
                "Liquidée : le montant à payer est arrêté.",
                "Mandatée : l’ordre de payer est donné.",
                "Transmise au comptable : il prépare le virement.",
                "Payée : le virement est parti.",
            ),
        ),
        Section(
            "Quand quelque chose manque",
            (
                "Suspendue : la Province attend votre réponse, et le délai de paiement est arrêté. Ouvrez la facture, "
                "lisez ce qui est demandé, répondez avec « Envoyer le complément ».",
                "Rejetée : le motif est écrit. « Corriger et renvoyer » dépose la facture corrigée, qui la remplace.",
            ),
        ),
        Section(
            "Le délai",
            (
                "Le mandatement est prévu dans les 30 jours qui suivent le dépôt d’une facture complète ; "
                "les jours de suspension ne comptent pas. Le virement suit, dans le délai du Trésor.",
            ),
        ),
        Section(
            "Retrouver une facture",
            (
                "Cherchez par numéro, référence, montant ou bon de commande. Les filtres restent dans l’adresse de la "
                "page : vous pouvez la garder, ou la partager avec un collègue habilité.",
            ),
        ),
    ),
    action=("Voir mes factures", routes.TRACKING),
    icon="receipt-text",
    picture="La page « Mes factures », sur un téléphone.",
)

RIB: Final = Article(
    route=routes.HELP_RIB,
    title="Gérer les RIB de l’établissement",
    lead="Un RIB sert aux paiements une fois validé par deux agents.",
    sections=(
        Section(
            "Ajouter un RIB",
            steps=(
                "Dans « Mes RIB », écrivez l’« IBAN », ou les quatre parties du RIB : l’un donne l’autre.",
                "Écrivez le « Titulaire du compte » et joignez le « Relevé d’identité bancaire ».",
                "Cliquez sur « Ajouter le RIB » : les gestionnaires de l’établissement en sont avertis.",
            ),
        ),
        Section(
            "La vérification",
            (
                "Deux agents différents comparent le RIB avec le relevé. Il devient utilisable 48 heures après la "
                "seconde "
                "validation. Le RIB choisi au dépôt d’une facture reste le sien.",
            ),
        ),
        Section(
            "Vous n’avez pas demandé ce changement ?",
            (
                "Écrivez-nous aussitôt : ouvrez la demande dans « Mon compte », « Demandes », puis utilisez « Envoyer "
                "le "
                "message ». Un RIB ajouté par un inconnu est un signe de fraude.",
            ),
        ),
    ),
    action=("Voir mes RIB", routes.RIBS),
    icon="landmark",
    picture="La page « Mes RIB », sur un téléphone.",
)

PASSWORD: Final = Article(
    route=routes.HELP_PASSWORD,
    title="J’ai oublié mon mot de passe",
    lead="Votre mot de passe n’est connu de personne, pas même de la Province.",
    sections=(
        Section(
            "Retrouver l’accès",
            steps=(
                "Cliquez sur « Connexion », en haut à droite.",
                "Cliquez sur « Mot de passe oublié ? » : la page dit comment faire.",
            ),
        ),
        Section(
            "La connexion est bloquée ?",
            ("Après plusieurs essais, elle l’est pour un quart d’heure : attendez, puis réessayez.",),
        ),
        Section(
            "Un bon mot de passe",
            (
                "12 caractères au moins. Une phrase de quatre mots que personne n’associerait convient très bien. "
                "Il ne contient ni votre nom ni votre courriel.",
            ),
        ),
    ),
    action=("Mot de passe oublié ?", routes.FORGOTTEN_PASSWORD),
    icon="key-round",
    picture="La page de connexion, sur un téléphone.",
)

HELP_PAGES: Final = (FIRST_CONNECTION, HABILITATION, DEPOSIT, TRACKING, RIB, PASSWORD)
