"""Directions are added, renamed and closed; one without agent rings on the board."""

import pytest

from espace_factures.administration.forms import NewDirection, Renamed
from espace_factures.administration.rules import NOBODY
from espace_factures.administration.service import alarms, directions, roles, suspending
from espace_factures.app.forms import parse
from espace_factures.core.access import Role
from espace_factures.core.errors import ForbiddenError, FormError
from espace_factures.organisation import repository as organisation_repository
from tests import factories
from tests.administration.conftest import House
from tests.invoices.conftest import Office


def new(code: str, name: str) -> NewDirection:
    return parse(NewDirection, {"code": code, "direction_name": name})


def offered(house: House) -> list[str]:
    """The codes of what an invoice may be addressed to."""
    found = house.world.do(lambda uow, _ports: organisation_repository.active_directions(uow.session))
    return sorted(direction.code for direction in found)


def rung(house: House) -> list[str]:
    """The codes of the directions that the board rings for."""
    return [one.direction.code for one in house.do(alarms.rung).orphans]


def test_a_direction_is_added_and_signed(house: House) -> None:
    house.do(directions.add, new("denv", "Direction de l’environnement"))
    assert offered(house) == ["DENV", "ECOLES", "ROUTES"]
    (entry,) = house.logged()
    assert (entry.action, entry.subject) == ("direction.added", "direction:DENV")


@pytest.mark.parametrize(("code", "name", "field"), [("ROUTES", "Autre", "code"), ("AUTRE", "", "direction_name")])
def test_a_code_or_a_name_that_is_taken_or_missing_is_refused(house: House, code: str, name: str, field: str) -> None:
    with pytest.raises(FormError) as refused:
        house.do(directions.add, new(code, name))
    assert field in refused.value.fields


@pytest.mark.parametrize("code", ["DE NV", "é", "A", "A" * 17])
def test_a_code_is_short_and_plain(code: str) -> None:
    with pytest.raises(FormError) as refused:
        new(code, "Direction")
    assert "code" in refused.value.fields


def test_two_directions_have_not_one_name(house: House) -> None:
    with pytest.raises(FormError):
        house.do(directions.rename, house.roads.id, parse(Renamed, {"new_name": house.schools.name.upper()}))


def test_a_renamed_direction_says_its_former_name_in_the_log(house: House) -> None:
    house.do(directions.rename, house.roads.id, parse(Renamed, {"new_name": "Direction des routes"}))
    (entry,) = house.logged()
    assert entry.details == {"name": "Direction des routes", "before": house.roads.name}


def test_nothing_is_addressed_to_a_closed_direction_until_it_is_opened_again(house: House) -> None:
    house.do(directions.close, house.roads.id)
    assert offered(house) == ["ECOLES"]
    house.do(directions.reopen, house.roads.id)
    assert offered(house) == ["ECOLES", "ROUTES"]
    assert [entry.action for entry in house.logged()] == ["direction.closed", "direction.reopened"]


def test_a_direction_that_nobody_serves_rings(house: House) -> None:
    assert rung(house) == []
    house.do(suspending.suspend, house.agent.account_id, NOBODY)
    assert rung(house) == ["ROUTES"]
    house.do(suspending.reactivate, house.agent.account_id)
    assert rung(house) == []


def test_a_closed_direction_rings_only_for_what_still_waits_there(house: House, office: Office) -> None:
    empty = factories.a_direction(house.world, code="VIDE", is_active=False)
    office.deposits()
    house.do(directions.close, office.direction.id)
    house.do(suspending.suspend, office.agent.account_id, NOBODY)
    assert empty.code not in rung(house)
    assert office.direction.code in rung(house)


def test_an_agent_keeps_a_closed_direction_when_their_directions_change(house: House) -> None:
    house.do(directions.close, house.roads.id)
    house.do(roles.serve, house.agent.account_id, frozenset({factories.a_direction(house.world, code="A").id}), "")
    assert house.directions_of(house.agent) == ["A", "ROUTES"]


def test_a_step_that_asks_for_two_people_rings_until_there_are_two(house: House) -> None:
    assert house.do(alarms.rung).missing == {Role.HABILITATION_AGENT: 0, Role.ACCOUNTANT: 0}
    for _ in range(2):
        factories.an_agent(house.world, Role.ACCOUNTANT)
    assert house.do(alarms.rung).missing == {Role.HABILITATION_AGENT: 0}


def test_only_an_administrator_sees_the_directions_and_the_alarms(house: House) -> None:
    with pytest.raises(ForbiddenError):
        house.world.do(directions.listed, house.agent)
    assert house.world.do(alarms.rung, house.agent).missing == {}
