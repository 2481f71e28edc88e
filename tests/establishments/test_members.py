"""The members of an établissement, seen and changed by those who may."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from espace_factures.app.forms import parse
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, FormError, NotFoundError
from espace_factures.establishments.forms import Rights
from espace_factures.establishments.rules import MemberRight, MemberRole
from espace_factures.establishments.service import members, standing
from tests import factories
from tests.conftest import World

FAR = date(2099, 12, 31)


def membership_id(world: World, actor: Actor) -> int:
    """The membership of a person who has one."""
    return world.rows("SELECT id FROM memberships WHERE account_id = :a AND ended_at IS NULL", a=actor.account_id)[0].id


def role_of(world: World, actor: Actor) -> str:
    """The role a person holds."""
    return world.rows("SELECT role FROM memberships WHERE account_id = :a", a=actor.account_id)[0].role


def rights(role: MemberRole, expires_on: str = "") -> Rights:
    """The form of a member's rights."""
    return parse(Rights, {"role": role, "expires_on": expires_on})


def test_a_manager_changes_a_colleague_s_role_and_the_colleague_is_told(world: World) -> None:
    place = factories.an_establishment(world)
    manager = factories.a_member(world, place)
    colleague = factories.a_member(world, place, role=MemberRole.FOLLOWER)
    world.do(members.change_rights, manager, membership_id(world, colleague), rights(MemberRole.DEPOSITOR))
    assert role_of(world, colleague) == MemberRole.DEPOSITOR
    mails = world.rows("SELECT subject FROM mails WHERE recipient = :e", e=colleague.email)
    assert [mail.subject for mail in mails] == [f"Vos droits ont changé pour {place.name}"]


def test_saving_the_same_rights_tells_nobody(world: World) -> None:
    place = factories.an_establishment(world)
    manager = factories.a_member(world, place)
    colleague = factories.a_member(world, place, role=MemberRole.FOLLOWER)
    world.do(members.change_rights, manager, membership_id(world, colleague), rights(MemberRole.FOLLOWER))
    assert world.rows("SELECT 1 FROM mails") == []


def test_the_last_manager_cannot_lower_his_own_role(world: World) -> None:
    manager = factories.a_member(world, factories.an_establishment(world))
    with pytest.raises(FormError) as refusal:
        world.do(members.change_rights, manager, membership_id(world, manager), rights(MemberRole.DEPOSITOR))
    assert "dernier gestionnaire" in refusal.value.fields["role"]


def test_a_last_day_that_is_gone_is_refused_by_its_field(world: World) -> None:
    place = factories.an_establishment(world)
    manager = factories.a_member(world, place)
    colleague = factories.a_member(world, place, role=MemberRole.FOLLOWER)
    wanted = rights(MemberRole.FOLLOWER, "2020-01-01")
    with pytest.raises(FormError) as refusal:
        world.do(members.change_rights, manager, membership_id(world, colleague), wanted)
    assert set(refusal.value.fields) == {"expires_on"}


@pytest.mark.parametrize("role", [MemberRole.DEPOSITOR, MemberRole.FOLLOWER])
def test_who_does_not_manage_changes_nobody(world: World, role: MemberRole) -> None:
    place = factories.an_establishment(world)
    manager = factories.a_member(world, place)
    other = factories.a_member(world, place, role=role)
    with pytest.raises(NotFoundError):
        world.do(members.end_membership, other, membership_id(world, manager))


def test_the_manager_of_another_etablissement_finds_no_member(world: World) -> None:
    member = factories.a_member(world, factories.an_establishment(world), role=MemberRole.FOLLOWER)
    stranger = factories.a_member(world, factories.an_establishment(world))
    with pytest.raises(NotFoundError):
        world.do(members.change_rights, stranger, membership_id(world, member), rights(MemberRole.MANAGER))


def test_an_ended_membership_opens_nothing_and_is_told(world: World) -> None:
    place = factories.an_establishment(world)
    manager = factories.a_member(world, place)
    colleague = factories.a_member(world, place, role=MemberRole.DEPOSITOR)
    world.do(members.end_membership, manager, membership_id(world, colleague))
    assert world.do(standing.mine, colleague) == []
    mails = world.rows("SELECT subject FROM mails WHERE recipient = :e", e=colleague.email)
    assert [mail.subject for mail in mails] == [f"Vous ne pouvez plus agir pour {place.name}"]


def test_the_last_manager_is_not_removed(world: World) -> None:
    manager = factories.a_member(world, factories.an_establishment(world))
    with pytest.raises(DomainError, match="dernier gestionnaire"):
        world.do(members.end_membership, manager, membership_id(world, manager))


def test_two_managers_who_remove_each_other_at_once_leave_one(world: World) -> None:
    place = factories.an_establishment(world)
    one, other = factories.a_member(world, place), factories.a_member(world, place)
    pairs = [(one, membership_id(world, other)), (other, membership_id(world, one))]

    def remove(pair: tuple[Actor, int]) -> bool:
        try:
            world.do(members.end_membership, *pair)
        except DomainError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(remove, pairs))
    assert sorted(outcomes) == [False, True]


def test_who_leaves_sees_nothing_more_and_the_managers_are_told(world: World) -> None:
    place = factories.an_establishment(world)
    manager = factories.a_member(world, place)
    colleague = factories.a_member(world, place, role=MemberRole.FOLLOWER)
    world.do(members.leave, colleague, place.id)
    assert world.do(members.board, colleague).sheets == []
    assert world.rows("SELECT recipient FROM mails")[0].recipient == manager.email


def test_the_last_manager_cannot_leave(world: World) -> None:
    place = factories.an_establishment(world)
    manager = factories.a_member(world, place)
    with pytest.raises(DomainError, match="Nommez d’abord un autre gestionnaire"):
        world.do(members.leave, manager, place.id)


def test_nobody_leaves_an_etablissement_that_is_not_his(world: World) -> None:
    with pytest.raises(NotFoundError):
        world.do(members.leave, factories.an_account(world), factories.an_establishment(world).id)


def test_the_board_shows_every_member_and_the_expired_ones_too(world: World) -> None:
    place = factories.an_establishment(world)
    manager = factories.a_member(world, place)
    yesterday = world.clock.now().date() - timedelta(days=400)
    factories.a_member(world, place, role=MemberRole.FOLLOWER, expires_on=yesterday)
    [shown] = world.do(members.board, manager).sheets
    assert len(shown.members) == 2


def test_a_member_who_expired_becomes_a_new_one_when_he_is_accepted_again(world: World) -> None:
    place = factories.an_establishment(world)
    factories.a_member(world, place)
    former = factories.a_member(world, place, expires_on=date(2020, 1, 1))
    role = world.do(standing.add_member, place.id, former.account_id, position="", department="")
    assert role is MemberRole.DEPOSITOR
    assert [row.id for row in world.do(standing.mine, former, MemberRight.DEPOSIT)] == [place.id]


def test_every_change_of_a_member_is_in_the_audit_log(world: World) -> None:
    place = factories.an_establishment(world)
    manager = factories.a_member(world, place)
    colleague = factories.a_member(world, place, role=MemberRole.FOLLOWER)
    world.do(members.change_rights, manager, membership_id(world, colleague), rights(MemberRole.DEPOSITOR, str(FAR)))
    world.do(members.end_membership, manager, membership_id(world, colleague))
    actions = [row.action for row in world.rows("SELECT action FROM audit_entries ORDER BY id")]
    assert actions == ["membership.changed", "membership.ended"]
