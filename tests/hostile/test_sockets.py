"""Sockets by the hundred, and messages that no page sends: memory stays bounded, and everybody else is served."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from espace_factures import routes
from espace_factures.core.access import Actor
from espace_factures.web import crowded
from espace_factures.web.frames import LONGEST_FRAME
from espace_factures.web.sockets import Ceilings
from tests.hostile.planting import House
from tests.sockets import Tab, cookie_of

CROWD, ELSEWHERE = "203.0.113.99", "198.51.100.44"
MOST = Ceilings().of_network


def test_an_address_of_400_kb_closes_its_socket_and_leaves_nothing(house: House) -> None:
    tab = house.tab()
    tab.address = "/?" + "x" * 400_000
    tab.says("reflex___state____state.hydrate")
    assert tab.is_closed_within(10)
    assert house.tab().reads_everything(), "the others are served"


def test_a_long_address_in_a_short_message_is_refused_too(house: House) -> None:
    tab = house.tab()
    tab.address = "/?" + "x" * 3_000
    tab.says("reflex___state____state.hydrate")
    assert tab.is_closed_within(10)


def test_a_message_of_more_than_64_kb_closes_its_socket(house: House) -> None:
    tab = house.tab()
    tab.sends('42/_event,["event",{"name":"x","payload":{"a":"' + "x" * LONGEST_FRAME + '"}}]')
    assert tab.is_closed_within(10)


def test_headers_that_no_browser_sends_open_no_socket(house: House) -> None:
    with pytest.raises(InvalidStatus):
        Tab(house.url, cookie="a=" + "x" * 20_000)


def test_a_network_full_of_sockets_shuts_out_neither_the_others_nor_who_is_signed_in(
    house: House, neighbour: Actor
) -> None:
    cookie = cookie_of(house.client(neighbour))
    with a_crowd(house):
        with pytest.raises(InvalidStatus):
            Tab(house.url, forwarded=CROWD)
        full = asks(house, routes.HELP, CROWD)
        assert (full.status_code, full.headers["retry-after"]) == (503, "60")
        assert crowded.TITLE in full.text
        assert asks(house, routes.SIGN_IN, CROWD).status_code == 200
        assert asks(house, routes.HELP, ELSEWHERE).status_code == 200
        assert asks(house, routes.INVOICES_HOME, CROWD, cookie).status_code == 200
        assert Tab(house.url, cookie, forwarded=CROWD).reads_everything()
        assert Tab(house.url, forwarded=ELSEWHERE).reads_everything()
    assert asks(house, routes.HELP, CROWD).status_code == 200


@contextmanager
def a_crowd(house: House) -> Iterator[None]:
    """All the sockets that a network may have."""
    with ExitStack() as opened:
        for number in range(MOST):
            opened.enter_context(
                connect(
                    f"{house.url.replace('http', 'ws')}/_event/?EIO=4&transport=websocket&token=foule-{number}",
                    origin=Origin(house.url),
                    additional_headers={"X-Forwarded-For": CROWD},
                    open_timeout=30,
                )
            )
        yield


def asks(house: House, address: str, forwarded: str, cookie: str = "") -> httpx.Response:
    """A page, from somewhere."""
    headers = {"X-Forwarded-For": forwarded, "Cookie": cookie}
    return httpx.get(f"{house.url}{address}", headers=headers, timeout=30)
