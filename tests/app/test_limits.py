"""Limits: counted in the transaction of the try, one by one, and shown to the operator as they are."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from espace_factures.app import limits
from espace_factures.app.limits import LIMITS, MEMORIES, Counted, Limit, Memory
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.ports import Inside
from scripts import limits as limits_page
from tests.conftest import World

NUMBERED = [limit for limit in Limit if limit is not Limit.DOCUMENTS]


def count(uow: UnitOfWork, ports: Inside, limit: Limit, subject: object, most: int | None = None) -> Counted:
    return limits.count(uow, ports, limit, subject, most=most)


def held(uow: Reading, ports: Inside, limit: Limit, subject: object) -> int:
    return limits.hits(uow, ports, limit, subject)


def once(uow: UnitOfWork, ports: Inside, memory: Memory, subject: object) -> bool:
    return limits.once(uow, ports, memory, subject)


@pytest.mark.parametrize("limit", NUMBERED)
def test_a_limit_refuses_past_its_ceiling_and_says_its_sentence(world: World, limit: Limit) -> None:
    verdicts = [world.do(count, limit, "elodie") for _ in range(limits.most(limit) + 1)]
    assert [verdict.is_over for verdict in verdicts] == [False] * limits.most(limit) + [True]
    assert [verdict.refusal for verdict in verdicts[-2:]] == ["", LIMITS[limit].refusal]


def test_a_refused_try_stays_counted(world: World) -> None:
    for _ in range(limits.most(Limit.PROOF) + 5):
        world.do(count, Limit.PROOF, 1)
    assert world.do(held, Limit.PROOF, 1) == limits.most(Limit.PROOF) + 5


def test_the_longer_window_refuses_what_the_shorter_one_takes(world: World) -> None:
    over = [world.do(count, Limit.CODES, "a@exemple.nc").is_over for _ in range(limits.most(Limit.CODES))]
    for _ in range(limits.most(Limit.CODES, 1) - len(over)):
        world.clock.advance(minutes=61)
        over.append(world.do(count, Limit.CODES, "a@exemple.nc").is_over)
    world.clock.advance(minutes=61)
    assert not any(over)
    assert world.do(count, Limit.CODES, "a@exemple.nc").is_over


def test_a_window_ends_on_the_instant_and_begins_again(world: World) -> None:
    for _ in range(limits.most(Limit.SIGN_IN) + 1):
        world.do(count, Limit.SIGN_IN, "a@exemple.nc")
    world.clock.advance(minutes=15)
    assert world.do(held, Limit.SIGN_IN, "a@exemple.nc") == 0
    assert world.do(count, Limit.SIGN_IN, "a@exemple.nc").hits == 1


def test_subjects_are_counted_apart(world: World) -> None:
    for _ in range(limits.most(Limit.EXPORTS) + 1):
        world.do(count, Limit.EXPORTS, 1)
    assert not world.do(count, Limit.EXPORTS, 11).is_over


def test_a_ceiling_of_the_parameters_is_given_by_the_caller(world: World) -> None:
    assert [world.do(count, Limit.DOCUMENTS, 1, 2).is_over for _ in range(3)] == [False, False, True]
    with pytest.raises(ValueError, match="documents"):
        world.do(count, Limit.DOCUMENTS, 1)


def test_tries_made_at_once_are_counted_one_by_one(world: World) -> None:
    with ThreadPoolExecutor(8) as pool:
        verdicts = list(pool.map(lambda _: world.do(count, Limit.FACTOR, 1), range(24)))
    assert sorted(verdict.hits for verdict in verdicts) == list(range(1, 25))


@pytest.mark.parametrize("memory", Memory)
def test_what_serves_once_serves_once_until_it_is_forgotten(world: World, memory: Memory) -> None:
    with ThreadPoolExecutor(8) as pool:
        firsts = list(pool.map(lambda _: world.do(once, memory, "réponse"), range(16)))
    assert firsts.count(True) == 1
    world.clock.advance(seconds=MEMORIES[memory].span.total_seconds())
    assert world.do(once, memory, "réponse")


def test_two_limits_never_share_a_counter_but_the_tries_of_a_sign_in() -> None:
    names = [window.name for limit in Limit if limit is not Limit.SIGN_IN_UNSOLVED for window in LIMITS[limit].windows]
    assert len({*names, *Memory}) == len(names) + len(Memory)


def test_operators_read_the_limits_that_the_code_keeps() -> None:
    written = limits_page.DOCUMENT.read_text()
    assert limits_page.table() in written, "run: python -m scripts.limits"
    assert limits_page.document(written) == written
