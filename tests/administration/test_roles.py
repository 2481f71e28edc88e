"""An administrator gives and takes roles and directions: never two that conflict, never a direction in silence."""

from datetime import timedelta

import pytest

from espace_factures.administration.forms import Taken
from espace_factures.administration.rules import NOBODY
from espace_factures.administration.service import roles
from espace_factures.app.forms import parse
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import DomainError, ForbiddenError, FormError, NotFoundError, ProofNeededError
from tests import factories
from tests.administration.conftest import House

NONE: frozenset[int] = frozenset()


def taken(role: Role, successor: str = "") -> Taken:
    return parse(Taken, {"role": role, "successor": successor})


def test_a_role_is_given_told_and_signed(house: House) -> None:
    house.do(roles.give, house.agent.account_id, Role.ADMIN, NONE)
    assert house.roles_of(house.agent) == [Role.ADMIN, Role.INVOICE_AGENT]
    assert house.mails_to(house.agent) == ["rôle « administrateur »"]
    (entry,) = house.logged()
    assert (entry.action, entry.subject) == ("role.granted", f"account:{house.agent.account_id}")


def test_roles_that_conflict_are_refused(house: House) -> None:
    with pytest.raises(DomainError, match="Une même personne ne peut être"):
        house.do(roles.give, house.agent.account_id, Role.ACCOUNTANT, NONE)
    assert house.roles_of(house.agent) == [Role.INVOICE_AGENT]


def test_the_instruction_of_invoices_needs_a_direction(house: House) -> None:
    with pytest.raises(FormError) as refused:
        house.do(roles.give, house.administrator.account_id, Role.INVOICE_AGENT, NONE)
    assert "directions" in refused.value.fields


def test_a_closed_direction_is_given_to_nobody(house: House) -> None:
    closed = factories.a_direction(house.world, is_active=False)
    with pytest.raises(FormError, match="Corrigez"):
        house.do(roles.serve, house.agent.account_id, frozenset({closed.id}), "")


def test_a_role_is_taken_back_with_its_directions(house: House) -> None:
    house.do(roles.take, house.colleague.account_id, taken(Role.INVOICE_AGENT))
    assert house.roles_of(house.colleague) == []
    assert house.directions_of(house.colleague) == []
    assert house.mails_to(house.colleague) == ["rôle « agent des factures » retiré"]
    assert [entry.action for entry in house.logged()] == ["role.taken"]


def test_a_direction_is_never_left_in_silence(house: House) -> None:
    with pytest.raises(FormError) as refused:
        house.do(roles.take, house.agent.account_id, taken(Role.INVOICE_AGENT))
    assert house.roads.name in refused.value.fields["successor"]
    assert house.schools.name not in refused.value.fields["successor"]
    assert house.directions_of(house.agent) == ["ECOLES", "ROUTES"]


def test_who_takes_over_serves_the_direction_and_is_told(house: House) -> None:
    form = taken(Role.INVOICE_AGENT, str(house.colleague.account_id))
    house.do(roles.take, house.agent.account_id, form)
    assert house.directions_of(house.colleague) == ["ECOLES", "ROUTES"]
    assert house.mails_to(house.colleague) == ["vos directions ont changé"]
    assert [entry.action for entry in house.logged()] == ["agent.directions", "role.taken"]


def test_nobody_may_be_chosen_on_purpose(house: House) -> None:
    house.do(roles.take, house.agent.account_id, taken(Role.INVOICE_AGENT, NOBODY))
    assert house.directions_of(house.agent) == []


@pytest.mark.parametrize("who", ["themselves", "the administrator", "somebody unknown"])
def test_only_another_agent_of_invoices_takes_over(house: House, who: str) -> None:
    people = {"themselves": house.agent.account_id, "the administrator": house.administrator.account_id}
    with pytest.raises(FormError):
        house.do(roles.take, house.agent.account_id, taken(Role.INVOICE_AGENT, str(people.get(who, 10**9))))


def test_directions_are_changed_and_told(house: House) -> None:
    house.do(roles.serve, house.colleague.account_id, frozenset({house.roads.id}), "")
    assert house.directions_of(house.colleague) == ["ROUTES"]
    assert house.mails_to(house.colleague) == ["vos directions ont changé"]


def test_the_same_directions_change_nothing(house: House) -> None:
    house.do(roles.serve, house.colleague.account_id, frozenset({house.schools.id}), "")
    assert house.mails_to(house.colleague) == []
    assert house.logged() == []


def test_the_last_administrator_cannot_leave(house: House) -> None:
    with pytest.raises(DomainError, match="seul administrateur"):
        house.do(roles.take, house.administrator.account_id, taken(Role.ADMIN))
    factories.an_agent(house.world, Role.ADMIN)
    house.do(roles.take, house.administrator.account_id, taken(Role.ADMIN))
    assert house.roles_of(house.administrator) == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMIN}))
def test_nobody_but_an_administrator_gives_a_role(house: House, role: Role) -> None:
    other = factories.signed_in(house.world, factories.an_account(house.world, role))
    with pytest.raises(ForbiddenError):
        house.world.do(roles.give, other, house.agent.account_id, Role.ADMIN, NONE)


def test_a_role_asks_for_a_proof_of_ten_minutes(house: House) -> None:
    late = factories.signed_in(house.world, house.administrator, ago=timedelta(minutes=11))
    with pytest.raises(ProofNeededError):
        house.world.do(roles.give, late, house.agent.account_id, Role.ADMIN, NONE)


def test_who_is_no_agent_does_not_exist(house: House) -> None:
    supplier: Actor = factories.an_account(house.world)
    with pytest.raises(NotFoundError):
        house.do(roles.give, supplier.account_id, Role.ADMIN, NONE)
