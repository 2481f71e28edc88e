"""The établissement's RIBs: masked, one default, replaced on purpose."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from espace_factures.core import rib as bank_details
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, FormError, NotFoundError, ProofNeededError
from espace_factures.establishments.rules import MemberRole
from espace_factures.ribs import presenter as ribs_presenter
from espace_factures.ribs import repository as ribs_repository
from espace_factures.ribs.presenter import RibRow
from espace_factures.ribs.rules import Status
from espace_factures.ribs.service import keeping
from tests import factories
from tests.conftest import World
from tests.ribs.conftest import Counter, an_iban

IBAN = "FR7617499000101234567890102"


def rows(counter: Counter, actor: Actor | None = None) -> list[RibRow]:
    """What the page shows."""
    return ribs_presenter.rib_rows(counter.world.do(keeping.page, actor or counter.manager))


def defaults(world: World) -> list[int]:
    """The identifiers of the default RIBs."""
    return [row.id for row in world.rows("SELECT id FROM ribs WHERE is_default")]


def test_a_number_is_masked_until_it_is_asked_for(counter: Counter) -> None:
    reference = counter.adds(iban=IBAN)
    (row,) = rows(counter)
    assert row.number == "••••\u00a00102"
    assert IBAN[4:22] not in repr(row)
    assert counter.world.do(keeping.reveal, counter.manager, reference) == bank_details.display(IBAN)
    (row,) = ribs_presenter.rib_rows(counter.world.do(keeping.page, counter.manager), [reference])
    assert row.number == "FR76 1749 9000 1012 3456 7890 102"


def test_asking_for_a_number_is_logged(counter: Counter) -> None:
    reference = counter.adds()
    counter.world.do(keeping.reveal, counter.manager, reference)
    (entry,) = counter.world.rows("SELECT account_id, subject FROM audit_entries WHERE action = 'rib.revealed'")
    assert (entry.account_id, entry.subject) == (counter.manager.account_id, reference)


def test_a_stranger_sees_nothing_and_finds_nothing(counter: Counter) -> None:
    reference = counter.adds_validated()
    stranger = factories.a_member(counter.world, factories.an_establishment(counter.world))
    assert rows(counter, stranger) == []
    for gesture in (counter.chooses, counter.replaces):
        with pytest.raises(NotFoundError):
            gesture(reference, actor=stranger)
    with pytest.raises(NotFoundError):
        counter.world.do(keeping.reveal, stranger, reference)


def test_an_agent_gets_no_number_by_the_members_door(counter: Counter) -> None:
    with pytest.raises(NotFoundError):
        counter.world.do(keeping.reveal, counter.first, counter.adds())


def test_a_follower_sees_and_changes_nothing(counter: Counter) -> None:
    counter.adds_validated()
    reference = counter.adds_validated()
    follower = factories.a_member(counter.world, counter.place, role=MemberRole.FOLLOWER)
    assert [row.can_choose or row.can_retire for row in rows(counter, follower)] == [False, False]
    for gesture in (counter.chooses, counter.replaces):
        with pytest.raises(NotFoundError):
            gesture(reference, actor=follower)


def test_the_first_validated_rib_is_the_default(counter: Counter) -> None:
    first = counter.adds_validated()
    second = counter.adds_validated()
    assert (counter.row(first).is_default, counter.row(second).is_default) == (True, False)


def test_choosing_another_default_moves_it_and_warns_the_managers(counter: Counter) -> None:
    first, second = counter.adds_validated(), counter.adds_validated()
    counter.chooses(second)
    assert (counter.row(first).is_default, counter.row(second).is_default) == (False, True)
    assert counter.mails(counter.manager, "RIB par défaut choisi")


def test_only_a_validated_rib_becomes_the_default(counter: Counter) -> None:
    with pytest.raises(DomainError, match="validé"):
        counter.chooses(counter.adds())


def test_defaults_chosen_at_the_same_instant_leave_one(counter: Counter) -> None:
    references, person = [counter.adds_validated() for _ in range(4)], counter.proved()
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(counter.world.do, keeping.choose_default, person, r) for r in references * 3]
        assert [answer.result() for answer in asked] == [None] * 12
    assert len(defaults(counter.world)) == 1


def test_a_replaced_rib_is_no_longer_offered(counter: Counter) -> None:
    first, second = counter.adds_validated(), counter.adds_validated()
    counter.replaces(second, first)
    assert counter.row(second).told == "Remplacé"
    assert [choice.iban for choice in counter.world.do(keeping.offered, counter.place.id)] == [counter.row(first).iban]


def test_a_rib_is_replaced_by_one_that_is_named(counter: Counter) -> None:
    first, second = counter.adds_validated(), counter.adds_validated()
    counter.replaces(first, second)
    assert counter.row(first).replaced_by_id == counter.row(second).id
    assert (counter.row(first).is_default, counter.row(second).is_default) == (False, True)
    (text,) = counter.mails(counter.manager, "RIB remplacé")
    assert bank_details.masked(counter.row(second).iban) in text


def test_no_rib_is_retired_for_none_while_another_may_take_its_place(counter: Counter) -> None:
    first, _ = counter.adds_validated(), counter.adds()
    with pytest.raises(FormError) as refusal:
        counter.replaces(first)
    assert set(refusal.value.fields) == {"following"}


def test_a_rib_of_another_establishment_takes_no_place(counter: Counter) -> None:
    first, _ = counter.adds_validated(), counter.adds_validated()
    other = factories.an_establishment(counter.world)
    theirs = counter.adds(factories.a_member(counter.world, other), establishment=str(other.id), holder=other.name)
    with pytest.raises(FormError):
        counter.replaces(first, theirs)


def test_the_place_of_the_default_may_be_taken_by_one_still_to_check_that_becomes_it_once_validated(
    counter: Counter,
) -> None:
    first, second = counter.adds_validated(), counter.adds()
    counter.replaces(first, second)
    assert defaults(counter.world) == []
    counter.validates(second, counter.first)
    counter.validates(second, counter.second)
    assert counter.row(second).is_default


def test_the_last_rib_of_a_closed_account_can_be_retired_and_the_next_is_the_default(counter: Counter) -> None:
    first = counter.adds_validated()
    assert rows(counter)[0].can_retire
    counter.replaces(first)
    assert defaults(counter.world) == []
    assert counter.row(counter.adds_validated()).is_default


def test_a_rib_to_check_is_not_replaced(counter: Counter) -> None:
    with pytest.raises(DomainError, match="Seul un RIB validé"):
        counter.replaces(counter.adds())


def test_each_gesture_needs_a_recent_proof(counter: Counter) -> None:
    reference, proof = counter.adds_validated(), counter.proof()
    stale = factories.signed_in(counter.world, counter.manager, ago=timedelta(minutes=11))
    gestures = (
        (keeping.add, "key", counter.form(), proof),
        (keeping.choose_default, reference),
        (keeping.replace, reference, ""),
    )
    for use_case, *typed in gestures:
        with pytest.raises(ProofNeededError):
            counter.world.do(use_case, stale, *typed)


def test_the_reason_of_a_refusal_stands_by_the_rib(counter: Counter) -> None:
    reference = counter.adds()
    counter.decides(reference, counter.first, status=Status.REFUSED, reason="CREANCIER_ERR")
    (row,) = rows(counter)
    assert row.note.endswith("\u202f: le titulaire du compte n’est pas l’établissement.")


def test_the_page_says_when_a_rib_can_be_used(counter: Counter) -> None:
    counter.adds_validated()
    assert rows(counter)[0].note == "Utilisable à partir du 20\u00a0nov.\u00a02026 à 12\u00a0h\u00a000."


def test_an_unknown_bank_is_said_to_the_person(counter: Counter) -> None:
    reference = counter.adds(iban=an_iban("14889"))
    shown = rows(counter)
    assert shown[0].bank == "Banque inconnue (code 14889)"
    assert "Sa banque nous est inconnue" in ribs_presenter.added_words(shown, reference)


def test_validated_ibans_are_those_two_agents_vouched_for(counter: Counter) -> None:
    kept, _ = counter.adds_validated(), counter.adds()
    found = counter.world.do(lambda uow, _ports: ribs_repository.validated_ibans(uow.session, counter.place.id))
    assert found == [counter.row(kept).iban]


def test_opening_the_page_closes_its_notices(counter: Counter) -> None:
    counter.adds()
    assert counter.world.rows("SELECT 1 FROM notices WHERE read_at IS NULL")
    rows(counter)
    assert counter.world.rows("SELECT 1 FROM notices WHERE read_at IS NULL") == []
