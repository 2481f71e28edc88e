"""Whoever posts without end waits behind themself, and holds nobody else."""

import asyncio

import pytest

from espace_factures import routes
from espace_factures.web.turns import AT_ONCE, Turns
from tests.loops import finished

BESIEGER, OTHER = "203.0.113.9", "198.51.100.7"


async def _answered_first(path: str, addresses: list[str]) -> list[str]:
    """Who is being answered while nobody has been yet; all are in the end, and nothing is kept of them."""
    turns, end, begun = Turns(), asyncio.Event(), list[str]()

    async def posts(address: str) -> None:
        async with turns.of(path, address):
            begun.append(address)
            await end.wait()

    async with asyncio.TaskGroup() as group:
        for address in addresses:
            group.create_task(posts(address))
        for _ in addresses:
            await asyncio.sleep(0)
        first = list(begun)
        end.set()
    assert sorted(begun) == sorted(addresses)
    assert turns == Turns()
    return first


def test_one_network_is_answered_so_many_at_once_and_another_does_not_wait() -> None:
    first = finished(_answered_first(routes.POST_SIGN_IN, [BESIEGER] * 20 + [OTHER]))
    assert first == [BESIEGER] * AT_ONCE + [OTHER]


@pytest.mark.parametrize("path", [routes.POST_DRAFT_FILE, routes.POST_DOCUMENT])
def test_files_have_places_of_their_own(path: str) -> None:
    assert len(finished(_answered_first(path, [BESIEGER] * 20))) == 20
