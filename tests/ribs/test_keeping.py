"""The établissement's RIBs: masked, one default, replaced on purpose."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from espace_factures.core import rib as bank_details
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, NotFoundError
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
    for use_case in (keeping.reveal, keeping.choose_default, keeping.replace):
        with pytest.raises(NotFoundError):
            counter.world.do(use_case, stranger, reference)


def test_an_agent_gets_no_number_by_the_members_door(counter: Counter) -> None:
    with pytest.raises(NotFoundError):
        counter.world.do(keeping.reveal, counter.first, counter.adds())


def test_a_follower_sees_and_changes_nothing(counter: Counter) -> None:
    counter.adds_validated()
    reference = counter.adds_validated()
    follower = factories.a_member(counter.world, counter.place, role=MemberRole.FOLLOWER)
    assert [row.can_choose or row.can_retire for row in rows(counter, follower)] == [False, False]
    for use_case in (keeping.choose_default, keeping.replace):
        with pytest.raises(NotFoundError):
            counter.world.do(use_case, follower, reference)


def test_the_first_validated_rib_is_the_default(counter: Counter) -> None:
    first = counter.adds_validated()
    second = counter.adds_validated()
    assert (counter.row(first).is_default, counter.row(second).is_default) == (True, False)


def test_choosing_another_default_moves_it_and_warns_the_managers(counter: Counter) -> None:
    first, second = counter.adds_validated(), counter.adds_validated()
    counter.world.do(keeping.choose_default, counter.manager, second)
    assert (counter.row(first).is_default, counter.row(second).is_default) == (False, True)
    assert counter.mails(counter.manager, "RIB par défaut choisi")


def test_only_a_validated_rib_becomes_the_default(counter: Counter) -> None:
    with pytest.raises(DomainError, match="validé"):
        counter.world.do(keeping.choose_default, counter.manager, counter.adds())


def test_defaults_chosen_at_the_same_instant_leave_one(counter: Counter) -> None:
    references = [counter.adds_validated() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(counter.world.do, keeping.choose_default, counter.manager, r) for r in references * 3]
        assert [answer.result() for answer in asked] == [None] * 12
    assert len(defaults(counter.world)) == 1


def test_a_replaced_rib_is_no_longer_offered(counter: Counter) -> None:
    first, second = counter.adds_validated(), counter.adds_validated()
    counter.world.clock.advance(days=3)
    counter.world.do(keeping.replace, counter.manager, second)
    assert counter.row(second).told == "Remplacé"
    assert [choice.iban for choice in counter.world.do(keeping.usable, counter.place.id)] == [counter.row(first).iban]


def test_the_default_is_not_replaced_while_another_may_take_its_place(counter: Counter) -> None:
    first, _ = counter.adds_validated(), counter.adds_validated()
    with pytest.raises(DomainError, match="un autre RIB par défaut"):
        counter.world.do(keeping.replace, counter.manager, first)


def test_the_last_rib_of_a_closed_account_can_be_retired_and_the_next_is_the_default(counter: Counter) -> None:
    first = counter.adds_validated()
    assert rows(counter)[0].can_retire
    counter.world.do(keeping.replace, counter.manager, first)
    assert defaults(counter.world) == []
    assert counter.row(counter.adds_validated()).is_default


def test_a_rib_to_check_is_not_replaced(counter: Counter) -> None:
    with pytest.raises(DomainError, match="Seul un RIB validé"):
        counter.world.do(keeping.replace, counter.manager, counter.adds())


def test_the_reason_of_a_refusal_stands_by_the_rib(counter: Counter) -> None:
    reference = counter.adds()
    counter.decides(reference, counter.first, status=Status.REFUSED, reason="CREANCIER_ERR")
    (row,) = rows(counter)
    assert row.note.endswith("\u00a0: le titulaire du compte n’est pas l’établissement.")


def test_the_page_says_when_a_rib_can_be_used(counter: Counter) -> None:
    counter.adds_validated()
    assert rows(counter)[0].note == "Utilisable à partir du 20\u00a0nov. 2026 à 12\u00a0h\u00a000."


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
