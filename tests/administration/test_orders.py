"""A file of bons de commande is read before it is done, and a bon de commande says who consumed it."""

from typing import Any

import pytest

from espace_factures.administration.presenter.orders import order_view, plan_view
from espace_factures.administration.service import orders
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import DomainError, ForbiddenError, NotFoundError, StaleError
from espace_factures.invoices.rules import Status
from espace_factures.orders.rules import MOST_ROWS, Change
from tests import factories
from tests.conftest import World
from tests.invoices.conftest import Office, office

__all__ = ["office"]
HEAD = "numero;ridet;direction;libelle;montant;date;nom"
ROW = "BC-1;0047688001;DENV;Entretien;161 500;01/10/2026;EXEMPLE SARL"


@pytest.fixture
def keeper(world: World) -> Actor:
    """Who keeps the bons de commande."""
    factories.a_direction(world, code="DENV", name="Direction de l’environnement")
    return factories.an_agent(world, Role.ADMIN)


def sends(world: World, keeper: Actor, *rows: str) -> tuple[str, Any]:
    """The file and what its import would do."""
    public_id = world.do(orders.receive, keeper, "commandes.csv", "\n".join([HEAD, *rows]).encode())
    return public_id, world.do(orders.preview, keeper, public_id)


def test_what_is_shown_is_what_is_done_and_nothing_is_written_before(world: World, keeper: Actor) -> None:
    public_id, shown = sends(world, keeper, ROW, ROW.replace("BC-1", "BC-2").replace("DENV", "DFOO"))
    assert plan_view(shown).words == "1\u00a0nouveau, 0\u00a0changé, 0\u00a0inchangé, 1\u00a0ligne refusée"
    assert "DFOO\u202f» est inconnue" in plan_view(shown).faults[0].why
    assert world.rows("SELECT 1 FROM orders") == []
    world.do(orders.apply, keeper, public_id, shown.plan.digest)
    assert [row.number for row in world.rows("SELECT number FROM orders")] == ["BC-1"]
    again = world.do(orders.preview, keeper, public_id)
    assert again.plan.counts == {Change.NEW: 0, Change.CHANGED: 0, Change.SAME: 1}
    assert plan_view(again).button == ""


def test_a_change_says_what_was_and_what_will_be(world: World, keeper: Actor) -> None:
    public_id, shown = sends(world, keeper, ROW)
    world.do(orders.apply, keeper, public_id, shown.plan.digest)
    _, changed = sends(world, keeper, ROW.replace("161 500", "170 000"))
    assert plan_view(changed).rows[0].words == "Montant\u202f: 161\u202f500\u00a0F → 170\u202f000\u00a0F"


def test_what_would_not_be_the_same_any_more_is_not_done(world: World, keeper: Actor) -> None:
    public_id, shown = sends(world, keeper, ROW)
    other, faster = sends(world, keeper, ROW.replace("161 500", "170 000"))
    world.do(orders.apply, keeper, other, faster.plan.digest)
    with pytest.raises(StaleError):
        world.do(orders.apply, keeper, public_id, shown.plan.digest)
    assert world.rows("SELECT amount FROM orders")[0].amount == 170_000


def test_a_file_is_its_senders_and_keeping_is_a_right(world: World, keeper: Actor) -> None:
    public_id, shown = sends(world, keeper, ROW)
    with pytest.raises(NotFoundError):
        world.do(orders.preview, factories.an_agent(world, Role.ADMIN), public_id)
    with pytest.raises(ForbiddenError):
        world.do(orders.receive, factories.an_agent(world, Role.INVOICE_AGENT), "x.csv", b"numero")
    with pytest.raises(ForbiddenError):
        world.do(orders.apply, factories.an_agent(world, Role.ACCOUNTANT), public_id, shown.plan.digest)


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"PK\x03\x04", b"\x00\x01"])
def test_another_kind_of_file_is_refused_when_it_comes_and_not_kept(
    world: World, keeper: Actor, content: bytes
) -> None:
    with pytest.raises(DomainError, match="CSV lisible"):
        world.do(orders.receive, keeper, "commandes.csv", content)
    assert world.rows("SELECT 1 FROM documents") == []


def test_a_hundred_thousand_rows_are_refused_in_a_sentence(world: World, keeper: Actor) -> None:
    rows = [ROW.replace("BC-1", f"BC-{number}") for number in range(100_000)]
    with pytest.raises(DomainError, match=f"plus de {MOST_ROWS} lignes"):
        sends(world, keeper, *rows)


def test_an_order_says_who_consumed_it_and_leads_where_one_may_go(office: Office, keeper: Actor) -> None:
    order = factories.an_order(office.world, office.place, office.direction, amount=500_000)
    kept = office.deposits(no_order="", order=order.number)
    gone = office.deposits(no_order="", order=order.number)
    office.decides(gone, Status.REJECTED, reason="DOUBLON", comment="Déjà déposée.")
    seen = order_view(office.world.do(orders.consumed, office.agent, order.number))
    assert (seen.invoiced, seen.left) == ("161\u202f500\u00a0F", "338\u202f500\u00a0F")
    assert {row.name.split("(")[1][:-1]: row.amount.endswith("rendus") for row in seen.uses} == {
        kept: False,
        gone: True,
    }
    assert all(row.href for row in seen.uses)
    by_keeper = order_view(office.world.do(orders.consumed, keeper, order.number))
    assert {row.href for row in by_keeper.uses} == {""}
    assert kept not in str(by_keeper)
