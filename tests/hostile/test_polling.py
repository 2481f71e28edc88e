"""Polling, where no websocket passes: as narrow as the socket, whoever asks and whatever is said."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from espace_factures.core.access import Actor
from espace_factures.web.shield import SMALL_BODY
from espace_factures.web.sockets import Ceilings
from tests.hostile.planting import House
from tests.sockets import cookie_of

ADDRESS = "/_event/?EIO=4&transport=polling&token=sondage"
CROWD = "203.0.113.98"
LONG = '42/_event,["event",{"router_data":{"asPath":"/?' + "x" * 3_000 + '"}}]'
MOST = Ceilings().of_network
ELSEWHERE: list[dict[str, str]] = [
    {"Origin": "https://ailleurs.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Referer": "https://ailleurs.example/page"},
    {},
]


@contextmanager
def poller(house: House, cookie: str = "") -> Iterator[httpx.Client]:
    """A page of ours, as a browser tells it."""
    headers = {"Origin": house.url, "X-Forwarded-For": CROWD, "Cookie": cookie}
    with httpx.Client(base_url=house.url, headers=headers, timeout=30) as client:
        yield client


def opens(client: httpx.Client) -> str:
    """A talk; returns where it goes on."""
    answer = client.get(ADDRESS)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "private, no-store"
    found = re.search(r'"sid":"([\w-]+)"', answer.text)
    assert found
    return f"{ADDRESS}&sid={found[1]}"


@pytest.mark.parametrize("headers", ELSEWHERE, ids=["origin", "fetch", "referer", "nothing"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_site_opens_no_talk(house: House, headers: dict[str, str], method: str) -> None:
    assert httpx.request(method, house.url + ADDRESS, headers=headers).status_code == 403


def test_a_page_of_ours_that_tells_no_origin_opens_one(house: House) -> None:
    for told in ({"Sec-Fetch-Site": "same-origin"}, {"Referer": f"{house.url}/aide"}):
        assert httpx.get(house.url + ADDRESS, headers=told).status_code == 200


def test_a_body_too_long_is_refused(house: House) -> None:
    with poller(house) as client:
        talk = opens(client)
        assert client.post(talk, content=b"4" + b"x" * SMALL_BODY).status_code == 413


@pytest.mark.parametrize(
    "said",
    [
        LONG,
        "bAAAA",
        "451-[]",
        "0",
        "5",
        "d=" + quote(LONG),
        b"4\xff",
    ],
    ids=["long address", "binary", "parts apart", "opening", "upgrade", "form", "no text"],
)
def test_a_message_that_no_page_sends_ends_the_talk(house: House, said: str | bytes) -> None:
    with poller(house) as client:
        talk = opens(client)
        client.post(talk, content=said)
        assert client.get(talk).status_code == 400


def test_too_many_messages_end_the_talk(house: House) -> None:
    with poller(house) as client:
        talk = opens(client)
        statuses = [client.post(talk, content="\x1e".join(["3"] * 16)).status_code for _ in range(12)]
        assert statuses[0] == 200
        assert statuses[-1] == 400


def test_a_talk_is_of_the_session_that_began_it(house: House, neighbour: Actor) -> None:
    with poller(house, cookie_of(house.client(neighbour))) as client:
        talk = opens(client)
        assert client.post(talk, content="3", headers={"Cookie": ""}).status_code == 400
        assert client.post(talk, content="3").status_code == 200


def test_a_script_of_another_site_reads_no_talk(house: House) -> None:
    with poller(house) as client:
        assert client.get(f"{ADDRESS}&j=0").status_code == 400


def test_talks_are_counted_with_the_sockets_of_their_network(house: House) -> None:
    with poller(house) as client:
        talks = [opens(client) for _ in range(MOST - 1)]
        others = [client.get(ADDRESS).status_code for _ in range(30)]
        assert 400 in others
        for talk in talks:
            assert client.post(talk, content="1").status_code == 200
        assert client.get(ADDRESS).status_code == 200


def test_what_waits_for_an_answer_is_let_go_with_its_talk(house: House) -> None:
    with poller(house) as client, ThreadPoolExecutor() as aside:
        talk = opens(client)
        client.post(talk, content="40/_event,")
        client.get(talk)
        waiting = aside.submit(client.get, talk)
        client.post(talk, content="bAAAA")
        assert waiting.result(10).status_code == 400


@pytest.mark.parametrize("transport", ["websocket", "polling"])
def test_a_socket_takes_no_talk_over(house: House, transport: str) -> None:
    with poller(house) as client:
        begun = opens(client).replace("polling", transport)
    for address in (begun, ADDRESS):
        with pytest.raises(InvalidStatus):
            connect(f"ws://{urlsplit(house.url).netloc}{address}", origin=Origin(house.url), open_timeout=15)
