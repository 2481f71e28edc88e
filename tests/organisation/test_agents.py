"""Roles are given to the account that proved the address, or offered to the address until one does."""

import pytest

from espace_factures.core.access import Role
from espace_factures.core.errors import DomainError, FormError
from espace_factures.identity.service import appointments
from espace_factures.identity.service.appointments import Appointment
from tests import factories
from tests.conftest import World
from tests.identity import given

EMAIL = given.TYPED["email"]


def roles(world: World, email: str = EMAIL) -> set[str]:
    """The roles of an account."""
    sql = "SELECT role FROM account_roles JOIN accounts ON id = account_id WHERE email = :e"
    return {row.role for row in world.rows(sql, e=email)}


def subjects(world: World, email: str = EMAIL) -> list[str]:
    """The mails to an address that speak of a role."""
    rows = world.rows("SELECT subject FROM mails WHERE recipient = :e AND subject LIKE '%rôle%' ORDER BY id", e=email)
    return [row.subject for row in rows]


def audited(world: World) -> list[str]:
    return [row.action for row in world.rows("SELECT action FROM audit_entries WHERE action LIKE 'role.%' ORDER BY id")]


def test_a_proved_account_is_administrator_at_once_and_told(world: World) -> None:
    given.active(world)
    assert world.do(appointments.appoint, EMAIL) is Appointment.GRANTED
    assert roles(world) == {Role.ADMIN}
    assert subjects(world) == ["Espace Factures : rôle « administrateur »"]
    assert audited(world) == ["role.granted"]


def test_an_unknown_address_is_invited_and_administrator_once_it_is_proved(world: World) -> None:
    assert world.do(appointments.appoint, EMAIL) is Appointment.OFFERED
    assert subjects(world) == ["Espace Factures : rôle « administrateur »"]
    given.active(world)
    assert roles(world) == {Role.ADMIN}
    assert audited(world) == ["role.offered", "role.granted"]


def test_an_address_that_is_not_proved_receives_no_role(world: World) -> None:
    world.do(appointments.appoint, EMAIL)
    given.signs_up(world)
    assert roles(world) == set()


def test_appointing_twice_changes_nothing(world: World) -> None:
    given.active(world)
    world.do(appointments.appoint, EMAIL)
    assert world.do(appointments.appoint, EMAIL.upper()) is Appointment.UNCHANGED
    assert audited(world) == ["role.granted"]


def test_inviting_twice_renews_one_invitation(world: World) -> None:
    world.do(appointments.appoint, EMAIL)
    world.clock.advance(days=10)
    world.do(appointments.appoint, EMAIL)
    (invitation,) = world.rows("SELECT valid_until FROM agent_invitations")
    assert (invitation.valid_until - world.clock.now()).days == 14
    assert len(subjects(world)) == 2


def test_a_second_first_administrator_is_refused(world: World) -> None:
    world.do(appointments.appoint, factories.an_account(world).email)
    with pytest.raises(DomainError, match="déjà un administrateur"):
        world.do(appointments.appoint, EMAIL)


def test_the_invitation_of_a_wrong_address_is_replaced(world: World) -> None:
    world.do(appointments.appoint, EMAIL)
    world.do(appointments.appoint, "autre@exemple.nc")
    given.active(world)
    assert roles(world) == set()


def test_an_invitation_that_waited_too_long_gives_nothing(world: World) -> None:
    world.do(appointments.appoint, EMAIL)
    world.clock.advance(days=15)
    given.active(world)
    assert roles(world) == set()


def test_an_agent_of_invoices_needs_a_direction(world: World) -> None:
    with pytest.raises(DomainError, match="au moins une direction"):
        world.do(appointments.give_role, EMAIL, Role.INVOICE_AGENT, [])


def test_an_unknown_direction_is_refused_by_name(world: World) -> None:
    with pytest.raises(DomainError, match="Direction inconnue : DFOO"):
        world.do(appointments.give_role, EMAIL, Role.INVOICE_AGENT, ["DFOO"])


def test_directions_come_with_the_role_and_may_be_added(world: World) -> None:
    for code in ("DENV", "DEFE"):
        factories.a_direction(world, code=code)
    world.do(appointments.give_role, EMAIL, Role.INVOICE_AGENT, ["DENV"])
    given.active(world)
    assert world.do(appointments.give_role, EMAIL, Role.INVOICE_AGENT, ["DEFE"]) is Appointment.GRANTED
    served = world.rows("SELECT code FROM agent_directions JOIN directions ON id = direction_id ORDER BY code")
    assert [row.code for row in served] == ["DEFE", "DENV"]


def test_what_is_no_address_is_refused(world: World) -> None:
    with pytest.raises(FormError):
        world.do(appointments.appoint, "administrateur")
