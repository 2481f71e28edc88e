"""A suspended agent may do nothing for the Province, at once, until they are let back."""

import pytest

from espace_factures.administration.rules import NOBODY
from espace_factures.administration.service import roles, seeing, suspending
from espace_factures.core.access import Actor, Permission, Role
from espace_factures.core.errors import DomainError, FormError
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service import sessions, sign_in
from espace_factures.identity.service.sessions import Opened
from espace_factures.identity.service.sign_in import Attempt
from espace_factures.privacy.service import deletion
from tests import factories
from tests.administration.conftest import House


def opens(house: House, who: Actor) -> str:
    """The cookie of somebody who signs in."""
    opened = house.world.do(sign_in.sign_in, Attempt(who.email, factories.PASSWORD), sessions.NOWHERE)
    assert isinstance(opened, Opened)
    return opened.token


def seen(house: House, token: str) -> Actor | None:
    """Who a cookie is."""
    found: Actor | None = house.world.do(sessions.authenticate, token)
    return found


def test_the_sessions_of_a_suspended_agent_end_at_once(house: House) -> None:
    token = opens(house, house.colleague)
    house.do(suspending.suspend, house.colleague.account_id, "")
    assert seen(house, token) is None
    assert house.mails_to(house.colleague)[-1] == "votre accès d’agent est suspendu"
    assert [entry.action for entry in house.logged()] == ["agent.suspended"]


def test_a_suspended_agent_comes_back_as_a_usager_only(house: House) -> None:
    house.do(suspending.suspend, house.colleague.account_id, "")
    actor = seen(house, opens(house, house.colleague))
    assert actor is not None
    assert actor.roles == {Role.USER}
    assert not actor.can(Permission.ADMINISTRATION_OPEN)


def test_what_waited_is_given_back(house: House) -> None:
    house.do(suspending.suspend, house.colleague.account_id, "")
    house.do(suspending.reactivate, house.colleague.account_id)
    actor = seen(house, opens(house, house.colleague))
    assert actor is not None
    assert Role.INVOICE_AGENT in actor.roles
    assert house.directions_of(house.colleague) == ["ECOLES"]
    assert house.mails_to(house.colleague)[-1] == "votre accès d’agent est rétabli"


def test_a_suspension_asks_who_takes_over(house: House) -> None:
    with pytest.raises(FormError):
        house.do(suspending.suspend, house.agent.account_id, "")
    house.do(suspending.suspend, house.agent.account_id, str(house.colleague.account_id))
    assert house.directions_of(house.colleague) == ["ECOLES", "ROUTES"]


def test_a_suspended_agent_takes_nothing_over(house: House) -> None:
    house.do(suspending.suspend, house.colleague.account_id, "")
    with pytest.raises(FormError):
        house.do(suspending.suspend, house.agent.account_id, str(house.colleague.account_id))
    house.do(suspending.suspend, house.agent.account_id, NOBODY)


def test_the_last_administrator_does_not_suspend_themself(house: House) -> None:
    with pytest.raises(DomainError, match="seul administrateur"):
        house.do(suspending.suspend, house.administrator.account_id, "")


def test_a_suspended_administrator_counts_for_none(house: House) -> None:
    other = factories.an_agent(house.world, Role.ADMIN)
    house.do(suspending.suspend, other.account_id, "")
    with pytest.raises(DomainError, match="seul administrateur"):
        house.do(suspending.suspend, house.administrator.account_id, "")


def test_suspended_agents_are_not_among_those_who_are_told(house: House) -> None:
    other = factories.an_agent(house.world, Role.HABILITATION_AGENT)
    house.do(suspending.suspend, other.account_id, "")
    found = house.world.do(lambda uow, _ports: identity_repository.with_role(uow.session, Role.HABILITATION_AGENT))
    assert found == []


def test_a_suspended_agent_is_given_no_role_and_does_not_delete_their_account(house: House) -> None:
    house.do(suspending.suspend, house.colleague.account_id, "")
    with pytest.raises(DomainError, match="suspendu"):
        house.do(roles.give, house.colleague.account_id, Role.ADMIN, frozenset())
    usager = seen(house, opens(house, house.colleague))
    assert "agent" in house.world.do(deletion.obstacle, usager)


def test_the_list_says_who_is_suspended_and_finds_by_any_word(house: House) -> None:
    opens(house, house.agent)
    house.do(suspending.suspend, house.colleague.account_id, "")
    found = house.do(seeing.listed, "ECOLES")
    assert found.total == 3
    states = {agent.account.id: agent.suspended_at for agent in found.agents}
    assert set(states) == {house.agent.account_id, house.colleague.account_id}
    assert states[house.colleague.account_id] == house.world.clock.now()
    (opened,) = [agent for agent in found.agents if agent.account.id == house.agent.account_id]
    assert opened.last_sign_in == house.world.clock.now()
    assert [agent.account.id for agent in house.do(seeing.listed, "ADMINISTRATEUR").agents] == [
        house.administrator.account_id
    ]
