"""The help pages: each step in the words that are on the screen."""

from typing import Final

from espace_factures import routes
from espace_factures.portal.messages.article import Article, Picture, Section

FIRST_CONNECTION: Final = Article(
    route=routes.HELP_FIRST_CONNECTION,
    title="Se connecter pour la première fois",
    lead="Un compte provincial suffit pour toutes vos démarches en ligne.",
    sections=(
        Section(
            "Créer votre compte",
            steps=(
                "Cliquez sur « Connexion », en haut à droite, puis sur « S'inscrire ».",
                "Remplissez votre identité, votre courriel et un mot de passe de 12 caractères au moins, cochez « Je "
                "ne suis pas un robot » et acceptez les conditions.",
                "Un code de 4 chiffres vous est envoyé, par courriel ou par SMS selon votre choix. "
                "Saisissez-le : votre compte est actif.",
            ),
        ),
        Section(
            "Le code n’arrive pas ?",
            (
                "Regardez dans les courriers indésirables. Après trente secondes, « Renvoyer le code » en envoie un "
                "autre : seul le dernier reçu fonctionne, pendant 10 minutes.",
            ),
        ),
        Section(
            "Ouvrir Espace Factures",
            (
                "Espace Factures vous attend sur « Mes services en ligne ». Vous le trouvez aussi par « Mon compte », "
                "en "
                "haut à droite, puis « Applications ».",
                "Pour déposer des factures, demandez d’abord une habilitation : cliquez sur « Ajouter un "
                "établissement ».",
            ),
        ),
    ),
    action=("Créer un compte", routes.SIGN_UP),
    icon="user",
    pictures=(
        Picture("premiere-connexion-1", "La page de connexion."),
        Picture("premiere-connexion-2", "La page d’inscription."),
    ),
)

HABILITATION: Final = Article(
    route=routes.HELP_HABILITATION,
    title="Obtenir une habilitation",
    lead="Elle vous autorise à déposer les factures d’un établissement et à les suivre.",
    sections=(
        Section(
            "La demande",
            steps=(
                "Dans Espace Factures, cliquez sur « Ajouter un établissement ».",
                "Confirmez votre courriel et votre mobile, si la page le demande : un code est envoyé à chacun.",
                "Écrivez le RIDET, puis cliquez sur « Rechercher dans le registre ». Ce qui s’y trouve se remplit ; "
                "sinon, écrivez-le.",
                "Indiquez votre « Fonction » et le « Service » que vous représentez.",
                "Joignez le « Justificatif de représentativité » : Kbis, avis RIDET, procès-verbal ou mandat.",
                "Cliquez sur « Envoyer ». La page dit ce qui se passe ensuite.",
            ),
        ),
        Section(
            "La décision",
            (
                "Un agent de la Province accepte, refuse en disant pourquoi, ou demande un complément. "
                "Vous recevez un courriel, et la page de votre demande change aussitôt.",
                "La première personne acceptée devient gestionnaire de l’établissement. "
                "Quand une autre personne demande à le rejoindre, les gestionnaires en sont avertis.",
            ),
        ),
        Section(
            "Retrouver votre demande",
            ("Elle est dans « Mon compte », « Demandes », avec sa référence, son historique et vos échanges.",),
        ),
    ),
    action=("Ajouter un établissement", routes.HABILITATION),
    icon="building-complex",
    pictures=(Picture("habilitation-1", "Le formulaire d’habilitation."),),
)

DEPOSIT: Final = Article(
    route=routes.HELP_DEPOSIT,
    title="Déposer une facture pas à pas",
    lead="Déposez d’abord le document : l’application lit ce qu’elle peut, vous vérifiez le reste.",
    sections=(
        Section(
            "Les étapes",
            steps=(
                "Ouvrez « Déposer une facture ». Glissez votre fichier dans « Document de la facture », ou "
                "choisissez-le : "
                "PDF, Factur-X, XML UBL ou CII, photo ou scan, ou un ZIP de ces fichiers.",
                "Vérifiez ce qui a été lu : chaque valeur dit d’où elle vient. Complétez le reste.",
                "Choisissez le « Bon de commande », ou cochez « Je n'ai pas de bon de commande » et choisissez la "
                "« Direction concernée ».",
                "Joignez, s’il y a lieu, des « Documents complémentaires ».",
                "Cliquez sur « Envoyer » : une référence vous est donnée, et confirmée par courriel.",
            ),
        ),
        Section(
            "Plusieurs factures à la fois",
            (
                "Déposez plusieurs fichiers, ou un ZIP : chacun a sa ligne dans « Mes fichiers », lu, à vérifier, déjà "
                "déposé ou refusé. « Envoyer les 3 conformes » envoie d’un coup celles qui ne demandent"
                " rien ; « Vérifier » "
                "ouvre les autres.",
            ),
        ),
        Section(
            "Par courriel",
            (
                "Chaque établissement a une adresse de dépôt, dans « Gérer mes établissements ». Envoyez-y vos "
                "factures depuis le courriel de votre compte : elles deviennent des brouillons à vérifier, et un "
                "courriel vous dit ce que chaque fichier est devenu.",
            ),
        ),
        Section(
            "Un avoir",
            (
                "Un avoir ne se paie pas : déposez-le, choisissez « Avoir » pour nature du document, et la facture "
                "qu’il corrige. Son montant est déduit de ce que la Province vous paiera.",
                "Une facture déjà mandatée ne change plus : joignez alors l’avoir à un message, sur sa page.",
            ),
        ),
        Section(
            "Votre saisie est gardée",
            (
                "Le brouillon est enregistré au fur et à mesure. Vous le retrouvez dans « Déposer une facture », "
                "même sur un autre appareil.",
            ),
        ),
        Section(
            "Les mentions de la facture",
            (
                "Noms et adresses des deux parties, RID, numéro unique, dates, désignation, quantités et prix hors "
                "taxe, "
                "TGC par taux ({rates}) ou motif d’exonération.",
            ),
        ),
    ),
    action=("Déposer une facture", routes.DEPOSIT),
    icon="file-up",
    pictures=(Picture("deposer-1", "Déposer une facture : le document d’abord."),),
)

TRACKING: Final = Article(
    route=routes.HELP_TRACKING,
    title="Suivre vos factures",
    lead="« Mes factures » dit où en est chacune, et quand attendre le paiement.",
    sections=(
        Section(
            "Le chemin d’une facture",
            steps=(
                "Déposée : la Province l’a reçue.",
                "Prise en charge : un agent vérifie la facture et le service rendu. Si elle relève d’une autre "
                "direction, "
                "elle est Réorientée : son délai de paiement ne repart pas de zéro.",
                "Service fait : la Province confirme avoir bien reçu ce que vous facturez.",
                "Liquidée : le montant à payer est fixé.",
                "Mandatée : l’ordre de payer est donné.",
                "Transmise au comptable : il prépare le virement.",
                "Payée : le virement est parti.",
            ),
        ),
        Section(
            "Quand quelque chose manque",
            (
                "Suspendue : la Province attend votre réponse, et le délai de paiement est arrêté. Ouvrez la facture, "
                "lisez ce qui est demandé, répondez avec « Envoyer le complément ».",
                "Rejetée : le motif est écrit. « Corriger et renvoyer » dépose la facture corrigée, qui la remplace.",
            ),
        ),
        Section(
            "Le délai",
            (
                "Le mandatement est prévu au plus tard {payment} après le dépôt d’une facture complète ; "
                "les jours de suspension ne comptent pas. Le virement suit, dans le délai du Trésor.",
            ),
        ),
        Section(
            "Retrouver une facture",
            (
                "Cherchez par numéro, référence, montant ou bon de commande. Les filtres restent dans l’adresse de la "
                "page : vous pouvez la garder, ou la partager avec un collègue habilité.",
            ),
        ),
    ),
    action=("Voir mes factures", routes.TRACKING),
    icon="receipt-text",
    pictures=(
        Picture("suivre-1", "Mes factures."),
        Picture("suivre-2", "Une facture et ses étapes."),
    ),
)

RIB: Final = Article(
    route=routes.HELP_RIB,
    title="Gérer les RIB de l’établissement",
    lead="Deux agents vérifient votre RIB avant qu’il serve aux paiements.",
    sections=(
        Section(
            "Ajouter un RIB",
            steps=(
                "Dans « Mes RIB », écrivez l’« IBAN », ou les quatre parties du RIB : l’application calcule l’autre.",
                "Écrivez le « Titulaire du compte » et joignez le « Relevé d’identité bancaire ».",
                "Cliquez sur « Ajouter le RIB » : les gestionnaires de l’établissement en sont avertis.",
            ),
        ),
        Section(
            "La vérification",
            (
                "Deux agents différents comparent le RIB avec le relevé. Il devient utilisable {cooling_off} après la "
                "seconde "
                "validation. Le RIB choisi au dépôt d’une facture reste le sien.",
            ),
        ),
        Section(
            "Vous n’avez pas demandé ce changement ?",
            (
                "Écrivez-nous aussitôt : ouvrez la demande dans « Mon compte », « Demandes », puis utilisez « Envoyer "
                "le "
                "message ». Un RIB ajouté par un inconnu est un signe de fraude.",
            ),
        ),
    ),
    action=("Voir mes RIB", routes.RIBS),
    icon="landmark",
    pictures=(Picture("rib-1", "Les RIB de l’établissement."),),
)

PASSWORD: Final = Article(
    route=routes.HELP_PASSWORD,
    title="J’ai oublié mon mot de passe",
    lead="Un code de 4 chiffres vous permet d’en choisir un autre.",
    sections=(
        Section(
            "Pas à pas",
            steps=(
                "Cliquez sur « Connexion », en haut à droite, puis sur « Mot de passe oublié ? ».",
                "Écrivez le « Courriel » de votre compte, cochez « Je ne suis pas un robot », puis cliquez sur "
                "« Suivant ».",
                "Un code de 4 chiffres part au contact que vous avez choisi : courriel ou SMS. Écrivez-le dans "
                "« Saisissez le code validation à 4 chiffres ».",
                "Écrivez votre nouveau mot de passe dans « Composition du mot de passe » : chaque règle se coche quand "
                "elle est respectée. Répétez-le dans « Confirmation du mot de passe ».",
                "Cliquez sur « Valider ». « Votre mot de passe a été changé ! » : vous êtes connecté, et vos autres "
                "appareils ne le sont plus.",
            ),
        ),
        Section(
            "Le code n’arrive pas ?",
            (
                "Regardez dans les courriers indésirables. Après trente secondes, « Renvoyer le code » en envoie un "
                "autre : seul le dernier reçu fonctionne, une fois, pendant 10 minutes.",
                "Par prudence, la page est la même quand aucun compte n’a ce courriel : vérifiez que c’est le bon.",
            ),
        ),
        Section(
            "La connexion est bloquée ?",
            (
                "Après plusieurs essais, elle l’est pour un quart d’heure. Après trop de codes faux, jusqu’au "
                "lendemain : attendez, ou adressez-vous à un point d’accueil de la Province.",
            ),
        ),
        Section(
            "Un bon mot de passe",
            (
                "12 caractères au moins. Une phrase de quatre mots que personne n’associerait convient très bien. "
                "Il ne contient ni votre nom ni votre courriel.",
            ),
        ),
    ),
    action=("Mot de passe oublié ?", routes.FORGOTTEN_PASSWORD),
    icon="key-round",
    pictures=(
        Picture("mot-de-passe-1", "Le courriel, et « Je ne suis pas un robot »."),
        Picture("mot-de-passe-2", "Le code et le nouveau mot de passe."),
        Picture("mot-de-passe-3", "Le mot de passe est changé : vos demandes."),
    ),
)

HELP_PAGES: Final = (FIRST_CONNECTION, HABILITATION, DEPOSIT, TRACKING, RIB, PASSWORD)
