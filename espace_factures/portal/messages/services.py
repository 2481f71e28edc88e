"""The démarches: the catalogue, and the fiche of « Déposer une facture en ligne »."""

from typing import Final

from espace_factures import routes
from espace_factures.portal.messages.article import Article, Section, Service

SHEET: Final = Article(
    route=routes.SERVICE_SHEET,
    title="Déposer une facture en ligne",
    lead="Pour les fournisseurs de la province Sud : une facture déposée en ligne est suivie jusqu’à son paiement.",
    sections=(
        Section(
            "Pour qui ?",
            ("Tout établissement inscrit au RIDET qui facture un bien ou un service à la province Sud.",),
        ),
        Section(
            "Conditions",
            (
                "Avoir un compte provincial, et être habilité pour l’établissement. L’habilitation se demande en "
                "ligne : "
                "un agent de la Province l’examine, puis vous déposez autant de factures que vous voulez.",
            ),
        ),
        Section(
            "Pièces à prévoir",
            (
                "Pour l’habilitation : un justificatif de représentativité (Kbis, avis RIDET, procès-verbal ou "
                "mandat).",
                "Pour la facture : le document lui-même (PDF, Factur-X, ou XML UBL ou CII), et le numéro du bon de "
                "commande quand il y en a un.",
                "Pour être payé : un relevé d’identité bancaire de l’établissement.",
            ),
        ),
        Section(
            "Comment faire ?",
            steps=(
                "Cliquez sur « Faire la démarche en ligne ». Connectez-vous à votre compte provincial, ou créez-en un.",
                "Vous arrivez sur l’accueil d’Espace Factures. Cliquez sur « Ajouter un établissement ».",
                "Remplissez le formulaire d’habilitation, puis cliquez sur « Envoyer ».",
                "Une fois l’habilitation acceptée, déposez vos factures dans « Déposer une facture ».",
                "Suivez-les dans « Mes factures » : vous recevez un courriel à chaque étape.",
            ),
        ),
        Section(
            "Combien de temps avant le paiement ?",
            (
                "Le mandatement, c’est-à-dire l’ordre de payer, est prévu au plus tard {payment} après le dépôt "
                "d’une facture complète ({payment_rule}). "
                "Les jours où la Province attend votre réponse ne comptent pas.",
                "Le virement suit, dans le délai du Trésor.",
            ),
        ),
    ),
    action=("Faire la démarche en ligne", routes.INVOICES_HOME),
    icon="file-up",
    in_brief=(
        ("Pour qui", "Les fournisseurs de la province Sud"),
        ("Il faut", "Un compte provincial et une habilitation"),
        ("Documents", "PDF, Factur-X, XML UBL ou CII"),
        ("Délai", "Mandatement prévu sous {payment}"),
    ),
)

CATALOGUE: Final = (
    Service(SHEET.title, "Qui peut le faire, avec quelles pièces, en combien de temps.", SHEET.route, SHEET.icon),
    Service(
        "Demander une habilitation",
        "Ajoutez un établissement à votre compte pour déposer ses factures et les suivre.",
        routes.HABILITATION,
        "building-complex",
    ),
    Service(
        "Déclarer un RIB",
        "Donnez le compte bancaire sur lequel votre établissement sera payé.",
        routes.RIBS,
        "landmark",
    ),
)
