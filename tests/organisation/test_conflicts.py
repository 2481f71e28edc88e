"""Roles that conflict never meet in one person, however each of them would come."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from espace_factures.core.access import Role
from espace_factures.core.errors import DomainError
from espace_factures.identity.service import appointments
from espace_factures.organisation.rules.agents import CONFLICTS, conflict
from tests import factories
from tests.conftest import World
from tests.identity import given
from tests.organisation.test_agents import EMAIL, audited, roles

PAIRS = sorted(tuple(sorted(pair)) for pair in CONFLICTS)
BOTH_WAYS = sorted([*PAIRS, *((second, first) for first, second in PAIRS)])


@pytest.fixture
def directions(world: World) -> list[str]:
    """One, for whoever needs it."""
    factories.a_direction(world, code="DENV")
    return ["DENV"]


def gives(world: World, role: Role, directions: list[str]) -> None:
    """An operator gives or offers the role to the address."""
    world.do(appointments.give_role, EMAIL, role, directions if role is Role.INVOICE_AGENT else [])


def test_only_what_moves_no_money_goes_with_the_instruction_of_invoices() -> None:
    assert conflict(Role.ADMIN, {Role.INVOICE_AGENT}) is None
    assert conflict(Role.USER, set(Role)) is None
    assert all(conflict(role, {role}) is None for role in Role)


@pytest.mark.parametrize(("held", "wanted"), BOTH_WAYS)
def test_an_account_is_not_given_the_second(world: World, directions: list[str], held: Role, wanted: Role) -> None:
    given.active(world)
    gives(world, held, directions)
    with pytest.raises(DomainError, match="Une même personne ne peut être") as refused:
        gives(world, wanted, directions)
    assert refused.value.code == "roles-conflict"
    assert roles(world) == {held}


@pytest.mark.parametrize(("held", "wanted"), BOTH_WAYS)
def test_an_address_is_not_offered_the_second(world: World, directions: list[str], held: Role, wanted: Role) -> None:
    gives(world, held, directions)
    with pytest.raises(DomainError):
        gives(world, wanted, directions)
    given.active(world)
    assert roles(world) == {held}


def test_an_offer_that_ran_out_keeps_nobody_from_another_role(world: World) -> None:
    world.do(appointments.give_role, EMAIL, Role.ACCOUNTANT, [])
    world.clock.advance(days=15)
    world.do(appointments.give_role, EMAIL, Role.HABILITATION_AGENT, [])
    given.active(world)
    assert roles(world) == {Role.HABILITATION_AGENT}


def test_whoever_comes_to_an_offered_address_with_a_role_does_not_take_the_second(world: World) -> None:
    world.do(appointments.give_role, EMAIL, Role.ACCOUNTANT, [])
    ticket = given.signs_up(world)
    with world.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO account_roles SELECT id, 'agent-habilitations' FROM accounts WHERE email = %(e)s", {"e": EMAIL}
        )
    given.activate(world, ticket, given.code_sent(world))
    assert roles(world) == {Role.HABILITATION_AGENT}
    assert audited(world) == ["role.offered", "role.refused"]
    (offer,) = world.rows("SELECT outcome FROM agent_invitations")
    assert offer.outcome == "refusee"


@pytest.mark.parametrize("is_known", [True, False], ids=["an account", "an address"])
def test_two_operators_at_one_instant_give_one_of_them(world: World, is_known: bool) -> None:
    if is_known:
        given.active(world)

    def tries(role: Role) -> bool:
        try:
            gives(world, role, [])
        except DomainError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(tries, [Role.ACCOUNTANT, Role.HABILITATION_AGENT]))
    assert sorted(done) == [False, True]
