"""Agents are invited by mail: with an account the role comes at once, without one its reader creates it."""

import pytest

from espace_factures.administration.forms import Invited
from espace_factures.administration.service import inviting, seeing
from espace_factures.app.forms import parse
from espace_factures.core.access import Role
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.identity.service.appointments import Appointment
from tests import factories
from tests.administration.conftest import House
from tests.identity import given

EMAIL = given.TYPED["email"]


def invited(role: Role, email: str = EMAIL) -> Invited:
    return parse(Invited, {"email": email, "role": role})


def test_an_address_without_account_is_written_how_to_create_one(house: House) -> None:
    outcome = house.do(inviting.invite, invited(Role.INVOICE_AGENT), frozenset({house.roads.id}))
    assert outcome is Appointment.OFFERED
    (mail,) = house.world.rows("SELECT text FROM mails WHERE recipient = :e", e=EMAIL)
    assert "/inscription" in mail.text
    (waiting,) = house.do(seeing.listed, "").invitations
    assert (waiting.email, waiting.directions) == (EMAIL, ["ROUTES"])
    assert house.logged()[0].action == "role.offered"
    given.active(house.world)
    assert house.world.rows("SELECT role FROM account_roles JOIN accounts ON id = account_id WHERE email = :e", e=EMAIL)


def test_an_account_has_the_role_at_once(house: House) -> None:
    someone = factories.an_account(house.world)
    outcome = house.do(inviting.invite, invited(Role.HABILITATION_AGENT, someone.email), frozenset())
    assert outcome is Appointment.GRANTED
    assert house.roles_of(someone) == [Role.HABILITATION_AGENT]


def test_a_role_that_conflicts_is_refused_by_its_field(house: House) -> None:
    with pytest.raises(FormError) as refused:
        house.do(inviting.invite, invited(Role.ACCOUNTANT, house.agent.email), frozenset())
    assert "Une même personne" in refused.value.fields["role"]


def test_directions_are_asked_by_their_field(house: House) -> None:
    with pytest.raises(FormError) as refused:
        house.do(inviting.invite, invited(Role.INVOICE_AGENT), frozenset())
    assert "directions" in refused.value.fields


def test_what_is_no_address_or_no_role_is_refused() -> None:
    with pytest.raises(FormError) as refused:
        parse(Invited, {"email": "agent", "role": "usager"})
    assert set(refused.value.fields) == {"email", "role"}


def test_an_invitation_is_sent_again_and_lasts_anew(house: House) -> None:
    house.do(inviting.invite, invited(Role.HABILITATION_AGENT), frozenset())
    (row,) = house.do(seeing.listed, "").invitations
    house.do(inviting.renew, row.id)
    assert len(house.world.rows("SELECT 1 FROM mails WHERE recipient = :e", e=EMAIL)) == 2


def test_an_invitation_taken_back_gives_nothing(house: House) -> None:
    house.do(inviting.invite, invited(Role.HABILITATION_AGENT), frozenset())
    (row,) = house.do(seeing.listed, "").invitations
    house.do(inviting.withdraw, row.id)
    given.active(house.world)
    assert not house.world.rows(
        "SELECT role FROM account_roles JOIN accounts ON id = account_id WHERE email = :e", e=EMAIL
    )
    with pytest.raises(NotFoundError):
        house.do(inviting.renew, row.id)
