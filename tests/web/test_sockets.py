"""How many sockets are open at once, and whose."""

from contextlib import ExitStack

import pytest

from espace_factures.core.access import Actor
from espace_factures.web.sockets import Ceilings, Holder, Sockets, holder_of

HERE, ELSEWHERE = holder_of(None, "192.0.2.1"), holder_of(None, "192.0.2.2")
SOMEBODY = holder_of(Actor(7, 1, "Élodie", "elodie@exemple.nc", frozenset()), "192.0.2.1")
CEILINGS = Ceilings(in_all=5, of_visitors=3, of_network=2, of_person=2)


@pytest.mark.parametrize(
    ("opened", "holder", "has_room"),
    [
        ([HERE], HERE, True),
        ([HERE, HERE], HERE, False),
        ([HERE, HERE], ELSEWHERE, True),
        ([HERE, HERE, ELSEWHERE], ELSEWHERE, False),
        ([HERE, HERE, ELSEWHERE], SOMEBODY, True),
        ([HERE, HERE, ELSEWHERE, SOMEBODY, SOMEBODY], holder_of(None, "192.0.2.3"), False),
        ([SOMEBODY, SOMEBODY], SOMEBODY, False),
        ([SOMEBODY, SOMEBODY], HERE, True),
    ],
)
def test_each_has_a_ceiling_and_visitors_leave_room_to_people(
    opened: list[Holder], holder: Holder, has_room: bool
) -> None:
    sockets = Sockets(CEILINGS)
    with ExitStack() as places:
        for one in opened:
            places.enter_context(sockets.opened(one))
        assert sockets.has_room(holder) is has_room


def test_a_closed_socket_gives_its_place_back() -> None:
    sockets = Sockets(CEILINGS)
    for _ in range(10):
        with sockets.opened(HERE), sockets.opened(HERE):
            assert not sockets.has_room(HERE)
    assert sockets == Sockets(CEILINGS)


def test_the_addresses_of_one_ipv6_line_are_one_network() -> None:
    assert holder_of(None, "2001:db8::1") == holder_of(None, "2001:db8::2")
