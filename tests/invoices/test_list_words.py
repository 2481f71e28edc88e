"""What stands around the rows of « Mes factures »: headings, places, filters in words, what an empty list says."""

import pytest

from espace_factures import routes
from espace_factures.establishments.models import Establishment
from espace_factures.invoices.following.forms import Filters, read_filters
from espace_factures.invoices.following.presenter import listing
from espace_factures.invoices.following.presenter.rows import direction_words, part_of
from espace_factures.invoices.following.rules import Query
from espace_factures.invoices.following.service import tracking
from espace_factures.invoices.rules import Status
from tests.invoices.conftest import Office


def places(*said: tuple[str, str]) -> list[Establishment]:
    """Établissements with a name and an address."""
    return [
        Establishment(id=rank, name=name, address=address, ridet=f"000000100{rank}")
        for rank, (name, address) in enumerate(said, 1)
    ]


def test_a_heading_puts_in_order_then_the_other_way(office: Office) -> None:
    wanted = read_filters({"tri": "montant-desc", "q": "F", "place": "apres", "rang": "26"})
    assert listing.orders_of(wanted) == {"numero": "none", "depot": "none", "statut": "none", "montant": "descending"}
    hrefs = listing.order_hrefs(wanted)
    assert hrefs["montant"] == routes.with_query(routes.TRACKING, q="F", tri="montant-asc")
    assert hrefs["depot"] == routes.with_query(routes.TRACKING, q="F")
    assert listing.order_hrefs(Filters())["depot"] == routes.with_query(routes.TRACKING, tri="anciennes")
    assert listing.orders_of(Filters(tri="numero-asc"))["numero"] == "ascending"


def test_a_place_is_called_by_its_name_then_its_commune_then_its_ridet() -> None:
    alone = places(("LAGON", "10 rue A, Nouméa"), ("PEINTURE", "12 rue B, Nouméa"))
    assert listing.place_labels(alone) == {1: "LAGON", 2: "PEINTURE"}
    same = places(("LAGON", "10 rue A, 98800 Nouméa"), ("LAGON", "Dumbéa"), ("PEINTURE", ""))
    assert listing.place_labels(same) == {1: "Nouméa", 2: "Dumbéa", 3: "PEINTURE"}
    town = places(("LAGON", "10 rue A, Nouméa"), ("LAGON", "12 rue B, Nouméa"))
    assert len(set(listing.place_labels(town).values())) == 2
    assert "Nouméa" not in listing.place_labels(town).values()


@pytest.mark.parametrize(
    ("said", "days", "amounts"),
    [
        ({}, "Choisir les dates", "Montant"),
        ({"du": "2026-11-01", "min": "1000"}, "depuis le 1er nov. 2026", "dès 1 000 F"),
        ({"au": "2026-11-18", "max": "2 000"}, "jusqu’au 18 nov. 2026", "jusqu’à 2 000 F"),
        ({"du": "01/11/2026", "au": "2026-11-18", "min": "x"}, "1er nov. 2026 – 18 nov. 2026", "Montant"),
        ({"du": "demain", "min": "1", "max": "2"}, "Choisir les dates", "1 F – 2 F"),
    ],
)
def test_days_and_amounts_are_said_on_their_filters(said: dict[str, str], days: str, amounts: str) -> None:
    wanted = read_filters(said)
    assert plain(listing.days_words(wanted)) == days
    assert plain(listing.amounts_words(wanted)) == amounts
    assert listing.period_of(wanted) == ("dates" if wanted.du or wanted.au else "")


def plain(text: str) -> str:
    """With usual spaces."""
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_an_empty_list_says_what_will_be_there_or_how_to_see_more() -> None:
    assert listing.emptiness(Filters(statut="a-completer")).title == "Rien à compléter"
    assert listing.emptiness(Filters(statut="suspendue")).title == "Rien à compléter"
    found = listing.emptiness(Filters(statut="payees", min="3", tri="montant-asc"))
    assert found.href == routes.with_query(routes.TRACKING, statut="payees", tri="montant-asc")
    assert listing.clear_address(Filters(statut="payees")) == ""
    assert part_of(Filters(statut="suspendue")) == "a-completer"
    assert part_of(Filters(statut="deposee")) == ""


def test_a_search_of_two_signs_says_where_it_looked(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        office.deposits()
    found = office.world.do(tracking.supplier_list, office.supplier, Query(search="F1"))
    assert listing.bound_words(found, Filters(q="F1")) == ""
    monkeypatch.setattr(listing, "LOOKED_THROUGH", 1)
    assert "écrivez trois signes" in listing.bound_words(found, Filters(q="F-1"))
    assert listing.bound_words(found, Filters(q="F-12")) == ""
    assert listing.bound_words(found, Filters(statut=Status.PAID)) == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Direction de l’équipement", "Équipement"),
        ("Direction du numérique (exemple)", "Numérique (exemple)"),
        ("Direction 3", "Direction 3"),
        ("Culture", "Culture"),
    ],
)
def test_a_direction_is_said_by_what_it_does(name: str, said: str) -> None:
    assert direction_words(name) == said
