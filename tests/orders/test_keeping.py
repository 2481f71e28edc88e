"""Bons de commande as agents read, search, close and export them."""

from datetime import date, timedelta

import pytest

from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import ForbiddenError, FormError, NotFoundError, StaleError
from espace_factures.orders.forms import Reason, read_query
from espace_factures.orders.rules import PAGE_SIZE, Place, Query, State
from espace_factures.orders.service import keeping, listing
from tests import factories
from tests.conftest import World
from tests.invoices.conftest import Office, office
from tests.loops import finished

__all__ = ["office"]


def numbers(world: World, actor: Actor, query: Query | None = None) -> list[str]:
    return [row.order.number for row in world.do(listing.listed, actor, query or Query()).rows]


@pytest.fixture
def keeper(world: World) -> Actor:
    """Who keeps the bons de commande."""
    return factories.an_agent(world, Role.ADMIN)


def test_each_reads_those_of_their_directions(office: Office, keeper: Actor) -> None:
    mine = factories.an_order(office.world, office.place, office.direction)
    other = factories.an_order(office.world, office.place, factories.a_direction(office.world))
    assert numbers(office.world, office.agent) == [mine.number]
    assert set(numbers(office.world, office.accountant)) == {mine.number, other.number}
    assert set(numbers(office.world, keeper)) == {mine.number, other.number}
    with pytest.raises(NotFoundError):
        office.world.do(listing.sheet, office.agent, other.number)
    with pytest.raises(ForbiddenError):
        office.world.do(listing.listed, office.supplier, Query())


@pytest.mark.parametrize(
    "words", ["0421", "entretien", "ENTRETIEN eco", "161500", "exemple", "0047688", "BC-2026-0421", "école"]
)
def test_a_part_of_anything_finds_it(world: World, keeper: Actor, words: str) -> None:
    place = factories.an_establishment(world, ridet="0047688001", name="EXEMPLE DE NOUMÉA")
    direction = factories.a_direction(world)
    factories.an_order(world, place, direction, number="BC-2026-0421", label="Entretien de l’école")
    factories.an_order(
        world, factories.an_establishment(world, name="AUTRE"), direction, number="X-7", label="Craies", amount=9
    )
    assert numbers(world, keeper, Query(search=words)) == ["BC-2026-0421"]


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", "zzz"])
def test_signs_are_signs(world: World, keeper: Actor, words: str) -> None:
    factories.an_order(world, factories.an_establishment(world), factories.a_direction(world))
    assert numbers(world, keeper, Query(search=words)) == ([] if words == "zzz" else numbers(world, keeper))


def test_pages_follow_each_other_and_come_back(world: World, keeper: Actor) -> None:
    place, direction = factories.an_establishment(world), factories.a_direction(world)
    made = [
        factories.an_order(world, place, direction, ordered_on=date(2026, 1, 1) + timedelta(days=day // 2)).number
        for day in range(PAGE_SIZE * 2 + 3)
    ][::-1]
    first = world.do(listing.listed, keeper, Query())
    last = first.rows[-1].order
    second = world.do(listing.listed, keeper, Query(place=Place(last.ordered_on, last.id)))
    head = second.rows[0].order
    back = world.do(listing.listed, keeper, Query(place=Place(head.ordered_on, head.id, is_before=True)))
    assert [row.order.number for row in [*first.rows, *second.rows]] == made[: PAGE_SIZE * 2]
    assert (first.has_previous, first.has_next, second.has_previous, second.has_next) == (False, True, True, True)
    assert [row.order.number for row in back.rows] == made[:PAGE_SIZE]
    assert (back.has_previous, back.has_next) == (False, True)


def test_an_address_that_makes_no_sense_asks_nothing() -> None:
    nonsense = {"etat": "x", "direction": "y", "place": "apres_2026-02-31_z", "q": "  a   b "}
    assert read_query(nonsense) == Query(search="a b", state=State.OPEN)


def test_nobody_deposits_on_a_closed_one_until_it_is_opened_again(office: Office, keeper: Actor) -> None:
    order = factories.an_order(office.world, office.place, office.direction)
    office.world.do(keeping.close, keeper, order.number, Reason(why="Marché terminé."))
    assert numbers(office.world, keeper) == []
    assert numbers(office.world, keeper, Query(state=State.CLOSED)) == [order.number]
    with pytest.raises(FormError) as refused:
        office.deposits(no_order="", order=order.number)
    assert "est clos" in refused.value.fields["order"]
    office.world.do(keeping.reopen, keeper, order.number, Reason(why="Prolongé d’un mois."))
    office.deposits(no_order="", order=order.number)
    reasons = [event.reason for event, _ in office.world.do(listing.sheet, keeper, order.number).events]
    assert reasons == ["Marché terminé.", "Prolongé d’un mois."]


def test_only_who_keeps_them_closes_and_once(office: Office, keeper: Actor) -> None:
    order = factories.an_order(office.world, office.place, office.direction)
    with pytest.raises(ForbiddenError):
        office.world.do(keeping.close, office.agent, order.number, Reason(why="Non."))
    office.world.do(keeping.close, keeper, order.number, Reason(why="Terminé."))
    with pytest.raises(StaleError):
        office.world.do(keeping.close, keeper, order.number, Reason(why="Encore."))


def test_what_leaves_holds_every_row_and_no_formula(world: World, keeper: Actor) -> None:
    place, direction = factories.an_establishment(world, name="=cmd|'/C calc'!A0"), factories.a_direction(world)
    for _ in range(3):
        factories.an_order(world, place, direction, invoiced=61_500)
    sheet = finished(_whole(keeper))
    head, *rows = sheet.removeprefix("\ufeff").splitlines()
    assert head == "numero;ridet;direction;libelle;montant;date;nom;facture;reste;etat"
    assert len(rows) == 3
    assert all(row.endswith(";'=cmd|'/C calc'!A0;61500;100000;ouvert") for row in rows)
    assert world.rows("SELECT 1 FROM audit_entries WHERE action = 'orders.exported'")


async def _whole(actor: Actor) -> str:
    return "".join([part async for part in listing.exported(actor, Query())])
