"""Invitations: one address, one account, one effect."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from espace_factures.app import limits
from espace_factures.app.forms import parse
from espace_factures.app.limits import Limit
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, FormError, NotFoundError
from espace_factures.establishments.forms import Invite, Rights
from espace_factures.establishments.rules import MemberRight, MemberRole
from espace_factures.establishments.service import invitations, members, standing
from tests import factories
from tests.conftest import World
from tests.establishments.test_members import membership_id


def invite(world: World, manager: Actor, place_id: int, email: str, role: MemberRole = MemberRole.DEPOSITOR) -> str:
    """Invite an address; returns the invitation."""
    key = world.do(invitations.prepare, manager, place_id)
    form = parse(Invite, {"email": email, "role": role})
    world.do(invitations.invite, manager, place_id, key, form)
    return key


def test_the_account_of_the_address_takes_the_right(world: World) -> None:
    place = factories.an_establishment(world)
    manager, guest = factories.a_member(world, place), factories.an_account(world)
    world.do(invitations.accept, guest, invite(world, manager, place.id, guest.email.upper()))
    assert [row.id for row in world.do(standing.mine, guest, MemberRight.DEPOSIT)] == [place.id]


def test_another_account_does_not_find_the_invitation(world: World) -> None:
    place = factories.an_establishment(world)
    manager, stranger = factories.a_member(world, place), factories.an_account(world)
    key = invite(world, manager, place.id, "quelquun@exemple.nc")
    with pytest.raises(NotFoundError):
        world.do(invitations.accept, stranger, key)
    assert world.do(members.board, stranger, key).is_stray


def test_the_invitation_waits_for_an_account_made_later(world: World) -> None:
    place = factories.an_establishment(world)
    invite(world, factories.a_member(world, place), place.id, "futur@exemple.nc")
    newcomer = factories.an_account(world, email="futur@exemple.nc")
    [(_, offered, _)] = world.do(members.board, newcomer).invited
    assert offered.id == place.id


def test_the_mail_leaves_once_for_a_form_sent_twice(world: World) -> None:
    place = factories.an_establishment(world)
    manager = factories.a_member(world, place)
    key = world.do(invitations.prepare, manager, place.id)
    form = parse(Invite, {"email": "collegue@exemple.nc", "role": MemberRole.FOLLOWER})
    for _ in range(2):
        world.do(invitations.invite, manager, place.id, key, form)
    assert len(world.rows("SELECT 1 FROM mails")) == 1
    assert len(world.rows("SELECT 1 FROM invitations")) == 1


def test_a_new_invitation_of_the_same_address_replaces_the_first(world: World) -> None:
    place = factories.an_establishment(world)
    manager, guest = factories.a_member(world, place), factories.an_account(world)
    first = invite(world, manager, place.id, guest.email, MemberRole.MANAGER)
    second = invite(world, manager, place.id, guest.email, MemberRole.FOLLOWER)
    with pytest.raises(DomainError, match="plus valable"):
        world.do(invitations.accept, guest, first)
    world.do(invitations.accept, guest, second)
    assert world.do(standing.mine, guest, MemberRight.DEPOSIT) == []


def test_an_invitation_ends_after_a_fortnight(world: World) -> None:
    place = factories.an_establishment(world)
    manager, guest = factories.a_member(world, place), factories.an_account(world)
    key = invite(world, manager, place.id, guest.email)
    world.clock.advance(days=14)
    with pytest.raises(DomainError, match="plus valable"):
        world.do(invitations.accept, guest, key)


def test_an_invitation_falls_with_the_rights_of_who_sent_it(world: World) -> None:
    place = factories.an_establishment(world)
    manager, guest = factories.a_member(world, place), factories.an_account(world)
    factories.a_member(world, place)
    key = invite(world, manager, place.id, guest.email)
    world.do(members.leave, manager, place.id)
    with pytest.raises(DomainError, match="plus valable"):
        world.do(invitations.accept, guest, key)
    assert world.do(members.board, guest).invited == []


def test_a_cancelled_invitation_opens_nothing(world: World) -> None:
    place = factories.an_establishment(world)
    manager, guest = factories.a_member(world, place), factories.an_account(world)
    key = invite(world, manager, place.id, guest.email)
    world.do(invitations.cancel, manager, key)
    with pytest.raises(DomainError, match="plus valable"):
        world.do(invitations.accept, guest, key)


def test_accepting_twice_makes_one_member(world: World) -> None:
    place = factories.an_establishment(world)
    manager, guest = factories.a_member(world, place), factories.an_account(world)
    key = invite(world, manager, place.id, guest.email)
    for _ in range(2):
        world.do(invitations.accept, guest, key)
    assert len(world.rows("SELECT 1 FROM memberships WHERE account_id = :a", a=guest.account_id)) == 1


def test_a_declined_invitation_is_told_to_the_managers(world: World) -> None:
    place = factories.an_establishment(world)
    manager, guest = factories.a_member(world, place), factories.an_account(world)
    world.do(invitations.decline, guest, invite(world, manager, place.id, guest.email))
    subjects = [row.subject for row in world.rows("SELECT subject FROM mails WHERE recipient = :e", e=manager.email)]
    assert subjects == [f"Invitation déclinée : {place.name}"]


def test_a_present_member_is_not_invited(world: World) -> None:
    place = factories.an_establishment(world)
    manager = factories.a_member(world, place)
    colleague = factories.a_member(world, place, role=MemberRole.FOLLOWER)
    with pytest.raises(FormError) as refusal:
        invite(world, manager, place.id, colleague.email)
    assert set(refusal.value.fields) == {"email"}


@pytest.mark.parametrize("role", [MemberRole.DEPOSITOR, MemberRole.FOLLOWER])
def test_who_does_not_manage_invites_nobody(world: World, role: MemberRole) -> None:
    place = factories.an_establishment(world)
    member = factories.a_member(world, place, role=role)
    form = parse(Invite, {"email": "ami@exemple.nc", "role": MemberRole.MANAGER})
    with pytest.raises(NotFoundError):
        world.do(invitations.invite, member, place.id, "clef", form)


def test_many_invitations_in_an_hour_are_held_back(world: World) -> None:
    place = factories.an_establishment(world)
    manager = factories.a_member(world, place)
    for number in range(limits.most(Limit.INVITATIONS)):
        invite(world, manager, place.id, f"personne.{number}@exemple.org")
    with pytest.raises(DomainError, match="Attendez une heure"):
        invite(world, manager, place.id, "une.de.trop@exemple.org")


@pytest.mark.parametrize("typed", ["", "sans arobase", "a@b", "a@b..nc", "x" * 250 + "@exemple.nc"])
def test_an_address_that_is_none_is_refused_by_its_field(typed: str) -> None:
    with pytest.raises(FormError) as refusal:
        parse(Invite, {"email": typed, "role": "suivi"})
    assert "prenom.nom@mail.nc" in refusal.value.fields["email"]


def test_a_withdrawn_member_does_not_come_back_by_an_older_invitation(world: World) -> None:
    """F12: invited as manager, made depositor otherwise, withdrawn, and the offer still open."""
    place = factories.an_establishment(world)
    manager, guest = factories.a_member(world, place), factories.an_account(world)
    key = invite(world, manager, place.id, guest.email, MemberRole.MANAGER)
    factories.a_member(world, place, guest, MemberRole.DEPOSITOR)
    world.do(members.end_membership, manager, membership_id(world, guest))
    with pytest.raises(DomainError) as refused:
        world.do(invitations.accept, guest, key)
    assert refused.value.code == "invitation-gone"
    assert world.do(members.board, guest, "").invited == []


def test_a_withdrawn_member_does_not_come_back_by_going_back_to_an_older_address(world: World) -> None:
    place = factories.an_establishment(world)
    manager, guest = factories.a_member(world, place), factories.an_account(world)
    key = invite(world, manager, place.id, "ancienne@exemple.nc", MemberRole.MANAGER)
    factories.a_member(world, place, guest, MemberRole.DEPOSITOR)
    world.do(members.end_membership, manager, membership_id(world, guest))
    with world.engine.begin() as connection:
        connection.execute(
            text("UPDATE accounts SET email = 'ancienne@exemple.nc' WHERE id = :id"), {"id": guest.account_id}
        )
    with pytest.raises(DomainError) as refused:
        world.do(invitations.accept, replace(guest, email="ancienne@exemple.nc"), key)
    assert refused.value.code == "invitation-gone"


def test_rights_that_are_cut_are_not_given_back_by_an_older_invitation(world: World) -> None:
    place = factories.an_establishment(world)
    manager, guest = factories.a_member(world, place), factories.an_account(world)
    key = invite(world, manager, place.id, guest.email, MemberRole.MANAGER)
    factories.a_member(world, place, guest, MemberRole.DEPOSITOR)
    cut = parse(Rights, {"role": MemberRole.FOLLOWER})
    world.do(members.change_rights, manager, membership_id(world, guest), cut)
    with pytest.raises(DomainError):
        world.do(invitations.accept, guest, key)


def test_what_a_withdrawn_manager_offered_dies_with_their_access(world: World) -> None:
    place = factories.an_establishment(world)
    first, second = factories.a_member(world, place), factories.a_member(world, place)
    guest = factories.an_account(world)
    key = invite(world, second, place.id, guest.email)
    world.do(members.end_membership, first, membership_id(world, second))
    factories.a_member(world, place, second)
    with pytest.raises(DomainError):
        world.do(invitations.accept, guest, key)


def test_who_is_invited_again_after_leaving_comes_back(world: World) -> None:
    place = factories.an_establishment(world)
    manager, guest = factories.a_member(world, place), factories.an_account(world)
    factories.a_member(world, place, guest, MemberRole.DEPOSITOR)
    world.do(members.end_membership, manager, membership_id(world, guest))
    world.clock.advance(minutes=1)
    world.do(invitations.accept, guest, invite(world, manager, place.id, guest.email))
    assert [row.id for row in world.do(standing.mine, guest, MemberRight.DEPOSIT)] == [place.id]
