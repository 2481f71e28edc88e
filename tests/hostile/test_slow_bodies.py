"""Bodies that never end: they are cut, and hold nothing that anybody else needs."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import httpx

from espace_factures import routes
from espace_factures.core.access import Actor
from espace_factures.documents.http import MANY, MOST_ON_THEIR_WAY
from espace_factures.web import bodies
from tests import factories
from tests.hostile.planting import House
from tests.sockets import cookie_of, sign_in

CROWD = 400
BODY = b'--x\r\nContent-Disposition: form-data; name="fichier"; filename="f.pdf"\r\n\r\n%PDF-1.7'


def test_400_slow_bodies_are_cut_and_an_honest_person_signs_in_meanwhile(house: House, neighbour: Actor) -> None:
    with slow(house, CROWD, routes.POST_SIGN_IN) as sockets:
        began = time.monotonic()
        assert sign_in(house.url, neighbour.email)
        assert time.monotonic() - began < bodies.WHOLE_SECONDS
        for one in sockets:
            one.settimeout(bodies.WHOLE_SECONDS * 2)
            assert one.recv(100).startswith(b"HTTP/1.1 408")


def test_slow_files_of_one_account_are_few_and_stop_nobody_else(house: House, neighbour: Actor) -> None:
    cookie = cookie_of(house.client(neighbour))
    other = factories.a_member(house, factories.an_establishment(house))  # type: ignore[arg-type]
    with slow(house, MOST_ON_THEIR_WAY, routes.POST_DOCUMENT, cookie):
        refused = sends(house, cookie)
        assert (refused.status_code, refused.json()) == (429, {"phrase": MANY})
        assert sends(house, cookie_of(house.client(other))).status_code == 200
    assert sends_again(house, cookie) == 200


@contextmanager
def slow(house: House, number: int, path: str, cookie: str = "") -> Iterator[list[socket.socket]]:
    """So many requests whose body has begun and does not go on."""
    place = urlsplit(house.url)
    head = f"POST {path} HTTP/1.1\r\nHost: {place.netloc}\r\nOrigin: {house.url}\r\nContent-Length: 5000\r\n"
    head += f"Content-Type: multipart/form-data; boundary=x\r\nCookie: {cookie}\r\n\r\n"
    with ExitStack() as opened:
        sockets = [opened.enter_context(socket.create_connection((place.hostname, place.port))) for _ in range(number)]
        for one in sockets:
            one.sendall(head.encode() + BODY)
        time.sleep(0.5)
        yield sockets


def sends(house: House, cookie: str) -> httpx.Response:
    """A small file."""
    file = {"fichier": ("piece.pdf", factories.a_pdf("Pièce"), "application/pdf")}
    headers = {"Origin": house.url, "Cookie": cookie}
    return httpx.post(f"{house.url}{routes.POST_DOCUMENT}", files=file, headers=headers, timeout=60)


def sends_again(house: House, cookie: str) -> int:
    """Once the slow ones have left."""
    limit = time.monotonic() + bodies.PATIENCE_SECONDS
    while (status := sends(house, cookie).status_code) == 429 and time.monotonic() < limit:
        time.sleep(0.2)
    return status
