"""Around the rows of « Mes factures »: how places are called, what headings do, what an empty list says."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from espace_factures import routes
from espace_factures.core import ridet
from espace_factures.core.calendar import parse_date, short_date
from espace_factures.core.choice import Choice
from espace_factures.core.money import francs, francs_if_any
from espace_factures.core.typed import narrow
from espace_factures.core.words import grouped
from espace_factures.establishments.models import Establishment
from espace_factures.invoices.following.forms import CHOSEN_DAYS, PERIODS, Filters
from espace_factures.invoices.following.presenter.rows import direction_words, part_of
from espace_factures.invoices.following.repository.filters import SORTS
from espace_factures.invoices.following.rules import LOOKED_THROUGH, TELLING_LENGTH, share
from espace_factures.invoices.following.service.tracking import SupplierList
from espace_factures.invoices.rules import Status, number_key, unnumbered
from espace_factures.organisation.models import Direction

HEADINGS: Final[Mapping[str, tuple[str, str]]] = {
    "numero": ("numero-asc", "numero-desc"),
    "depot": ("recentes", "anciennes"),
    "statut": ("statut-desc", "statut-asc"),
    "montant": ("montant-desc", "montant-asc"),
}
"""What each heading does when it is pressed, then when it is pressed again."""
NOTHING: Final[Mapping[str, tuple[str, str]]] = {
    "": ("Aucune facture", "Vos factures seront ici dès leur dépôt."),
    "a-completer": ("Rien à compléter", "Ce qu’un agent vous demandera sera ici, avec la date et la raison."),
    "en-cours": ("Aucune facture en cours", "Une facture déposée reste ici jusqu’à son paiement."),
    "payees": ("Aucune facture payée pour l’instant", "Chaque facture payée sera ici, avec la date du virement."),
    "closes": ("Aucune facture close", "Les factures rejetées ou retirées sont gardées ici."),
}


@dataclass(frozen=True, slots=True)
class Emptiness:
    """What stands in the place of rows; `href` leads to more of them."""

    title: str = ""
    words: str = ""
    href: str = ""


def orders_of(wanted: Filters) -> dict[str, str]:
    """How each heading puts the rows in order now."""
    falling = "descending" if SORTS[wanted.tri][1] else "ascending"
    return {name: falling if wanted.tri in both else "none" for name, both in HEADINGS.items()}


def order_hrefs(wanted: Filters) -> dict[str, str]:
    """Where each heading leads: its own order, or the contrary of the present one."""
    return {
        name: wanted.address(routes.TRACKING, tri=both[wanted.tri == both[0]], place="", rang=1)
        for name, both in HEADINGS.items()
    }


def place_labels(places: Sequence[Establishment]) -> dict[int, str]:
    """How each établissement is called in a list: its name, else its commune, else its RIDET."""
    names = Counter(place.name for place in places)
    towns = Counter((place.name, _town(place)) for place in places)
    return {
        place.id: place.name
        if names[place.name] == 1
        else _town(place)
        if _town(place) and towns[place.name, _town(place)] == 1
        else ridet.display(place.ridet)
        for place in places
    }


def place_options(places: Sequence[Establishment]) -> list[Choice]:
    """The établissements of the filter."""
    labels = place_labels(places)
    return [Choice("", "Tous les établissements"), *(Choice(str(place.id), labels[place.id]) for place in places)]


def direction_options(directions: Sequence[Direction]) -> list[Choice]:
    """The directions of the filter."""
    return [
        Choice("", "Toutes les directions"),
        *(Choice(str(one.id), direction_words(one.name)) for one in directions),
    ]


def period_of(wanted: Filters) -> str:
    """The period that the filter shows."""
    if wanted.du or wanted.au:
        return CHOSEN_DAYS
    return wanted.periode if wanted.periode in {*PERIODS, CHOSEN_DAYS} else ""


def days_words(wanted: Filters) -> str:
    """« du 1er nov. 2026 au 18 nov. 2026 »."""
    since, until = _day(wanted.du), _day(wanted.au)
    if since and until:
        return f"{since} – {until}"
    return f"depuis le {since}" if since else f"jusqu’au {until}" if until else "Choisir les dates"


def amounts_words(wanted: Filters) -> str:
    """« 100 000 F – 200 000 F »."""
    lowest, highest = francs_if_any(wanted.min), francs_if_any(wanted.max)
    if lowest is not None and highest is not None:
        return f"{francs(lowest)} – {francs(highest)}"
    if lowest is not None:
        return f"dès {francs(lowest)}"
    return f"jusqu’à {francs(highest)}" if highest is not None else "Montant"


def bound_words(found: SupplierList, wanted: Filters) -> str:
    """What a search of one or two signs leaves out, when there is more than it goes through."""
    key = number_key(unnumbered(narrow(wanted.q)))
    everything = share(found.parts, set(Status)).invoices
    if not key or len(key) >= TELLING_LENGTH or everything <= LOOKED_THROUGH:
        return ""
    latest = f"Cherché dans les {grouped(LOOKED_THROUGH)} dernières factures"
    return f"{latest} : écrivez trois signes pour chercher dans toutes."


def emptiness(wanted: Filters) -> Emptiness:
    """What an empty list says: nothing for these filters, or nothing in this part yet."""
    if wanted.q or wanted.folded:
        words = "Aucune facture de cette partie ne répond à ces filtres."
        return Emptiness("Aucun résultat", words, clear_address(wanted))
    return Emptiness(*NOTHING[part_of(wanted)])


def clear_address(wanted: Filters) -> str:
    """Where « Effacer les filtres » leads; nothing when nothing is narrowed."""
    return Filters(statut=wanted.statut, tri=wanted.tri).address(routes.TRACKING) if wanted.q or wanted.folded else ""


def _town(place: Establishment) -> str:
    return place.address.rpartition(",")[2].strip().lstrip("0123456789 ")


def _day(text: str) -> str:
    try:
        return short_date(parse_date(text)) if text else ""
    except ValueError:
        return ""
