"""Who sends invoices in the demonstration, what each sells and at which rate of TGC; nobody of them exists.

RIDs are given one after another and none begins with 99 yet: these are valid in form, and nobody's. The rates only show
an invoice with several.
"""

from dataclasses import dataclass
from typing import Final

from espace_factures.core import rib as bank_details


@dataclass(frozen=True, slots=True)
class Article:
    """What a line sells: its price before tax in francs, the most that are sold at once, its rate in percent."""

    label: str
    price: int
    most: int
    rate: int


@dataclass(frozen=True, slots=True)
class Supplier:
    """An établissement, who deposits for it, and how it numbers and dates its invoices."""

    ridet: str
    name: str
    address: str
    activity: str
    commune: str
    manager: str
    prefix: str
    iban: str
    directions: tuple[int, ...]
    articles: tuple[Article, ...]
    days_before: int
    """From the date of an invoice to its deposit."""

    @property
    def is_exempt(self) -> bool:
        """Under the franchise, no TGC is written."""
        return not any(article.rate for article in self.articles)


def iban(bank: str, branch: str, account: str) -> str:
    """The IBAN of an account, its keys computed."""
    return bank_details.iban_of(bank_details.Rib(bank, branch, account, bank_details.key_of(bank, branch, account)))


CLEANING: Final = (
    Article("Nettoyage des bureaux, forfait du mois", 185_000, 2, 6),
    Article("Lavage de vitres, passage", 42_500, 4, 6),
    Article("Remise en état de sols, la pièce", 28_900, 9, 6),
    Article("Produits d’entretien, le carton", 9_450, 12, 11),
)
SUPPLIERS: Final = (
    Supplier(
        "9901010001",
        "EXEMPLE SARL",
        "10 rue de Sébastopol, 98800 Nouméa",
        "Nettoyage courant des bâtiments",
        "Nouméa",
        "gestionnaire",
        "F",
        "FR7617499000101234567890102",
        (0, 1, 2),
        CLEANING,
        1,
    ),
    Supplier(
        "9901010002",
        "EXEMPLE DUMBÉA",
        "4 avenue d’Auteuil, 98835 Dumbéa",
        "Nettoyage courant des bâtiments",
        "Dumbéa",
        "gestionnaire",
        "D",
        iban("18319", "00020", "00012345678"),
        (1, 0),
        CLEANING,
        2,
    ),
    Supplier(
        "9902450001",
        "EXEMPLE TRANSPORTS",
        "27 route de Koné, 98880 La Foa",
        "Transports routiers de voyageurs",
        "La Foa",
        "fournisseur",
        "TR",
        iban("14158", "01022", "0031207M038"),
        (1,),
        (
            Article("Transport scolaire, la journée", 38_500, 22, 3),
            Article("Autocar avec conducteur, la demi-journée", 46_000, 6, 6),
        ),
        3,
    ),
    Supplier(
        "9903120001",
        "EXEMPLE PAPETERIE",
        "8 rue du Commerce, 98800 Nouméa",
        "Commerce de fournitures de bureau",
        "Nouméa",
        "fournisseur",
        "FA",
        iban("17499", "00030", "22334455667"),
        (0, 1),
        (
            Article("Papier A4, la palette", 96_400, 3, 11),
            Article("Cahiers, le lot de cinquante", 11_750, 30, 3),
            Article("Cartouches d’encre, la série", 27_800, 8, 22),
            Article("Livraison dans les écoles", 18_000, 3, 6),
        ),
        2,
    ),
    Supplier(
        "9904070001",
        "EXEMPLE INFORMATIQUE",
        "15 rue de la Baie, 98800 Nouméa",
        "Conseil et entretien informatiques",
        "Nouméa",
        "prestataire",
        "INF",
        iban("18319", "00041", "00099887766"),
        (0,),
        (
            Article("Assistance, la journée", 92_000, 10, 6),
            Article("Écran de 27 pouces", 48_900, 12, 22),
            Article("Licence pour un an", 15_600, 40, 11),
        ),
        1,
    ),
    Supplier(
        "9905330001",
        "EXEMPLE TRAVAUX",
        "3 rue des Ateliers, 98890 Païta",
        "Travaux de voirie",
        "Païta",
        "prestataire",
        "T",
        iban("17499", "00050", "88001122334"),
        (2,),
        (
            Article("Réfection de chaussée, le mètre carré", 7_850, 180, 6),
            Article("Panneau de signalisation posé", 34_200, 14, 11),
            Article("Engin avec conducteur, la journée", 118_000, 5, 6),
        ),
        4,
    ),
    Supplier(
        "9906180001",
        "EXEMPLE FORMATION",
        "22 rue des Écoles, 98809 Mont-Dore",
        "Formation continue d’adultes",
        "Mont-Dore",
        "prestataire",
        "FO",
        iban("14158", "01033", "0045678K021"),
        (1, 0),
        (
            Article("Stage de deux jours, le groupe", 145_000, 3, 0),
            Article("Atelier en classe, la séance", 24_000, 10, 0),
        ),
        2,
    ),
)
NEWCOMERS: Final = (
    ("9907020001", "EXEMPLE MENUISERIE", "3 rue de l’Alma, 98800 Nouméa", "Travaux de menuiserie", "Nouméa"),
    ("9907020002", "EXEMPLE MENUISERIE BOURAIL", "1 rue du Marché, 98870 Bourail", "Travaux de menuiserie", "Bourail"),
    ("9908110001", "EXEMPLE PAYSAGES", "6 chemin des Pins, 98835 Dumbéa", "Entretien d’espaces verts", "Dumbéa"),
)
"""Known to the registry's copy, without an établissement in the portal yet."""
