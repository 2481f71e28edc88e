"""Forty uploads at once by one account, of the slowest file there is: what another person feels of it."""

import asyncio
import time
import zlib
from collections.abc import Awaitable, Callable
from typing import Final

import httpx
import psycopg

from benchmarks import data
from benchmarks.data import Place
from benchmarks.figures import Figure, figure
from benchmarks.servers import Served
from benchmarks.sockets import Tab
from espace_factures import routes
from espace_factures.identity.service.passwords import hash_password

AT_ONCE: Final = 40
TURNS: Final = 8_000_000
PAGES: Final = 40
ROUNDS: Final = 30
EMAIL, PASSWORD = "voisine@exemple.nc", "une phrase de passe calme"

NEIGHBOUR: Final = f"""
INSERT INTO accounts (email, civility, first_name, last_name, birth_date, preferred_contact, password_hash,
    totp_sealed, totp_step, activated_at, email_proved_at, terms_accepted_at, created_at)
VALUES (%(email)s, 'Mme', 'Hélène', 'Païta', '{data.BORN}', 'email', %(hash)s, '', 0, now(), now(), now(), now())
ON CONFLICT (email) WHERE email_proved_at IS NOT NULL DO UPDATE SET password_hash = excluded.password_hash
"""
MEMBER: Final = """
INSERT INTO memberships (establishment_id, account_id, role, position, department, created_at)
SELECT 1, id, 'gestionnaire', '', '', now() FROM accounts a WHERE email = %(email)s
    AND NOT EXISTS (SELECT FROM memberships m WHERE m.account_id = a.id)
"""


def uploads(place: Place, app: Served) -> list[Figure]:
    """The sign-in and the list of another person, first alone, then while the uploads last."""
    settle(place)
    return asyncio.run(_measured(app))


def a_slow_pdf() -> bytes:
    """A few kilobytes that open into pages of steps that show nothing: the reader goes to its limit of time."""
    stream = zlib.compress(b"q Q " * TURNS, 9)
    kids = b" ".join(b"%d 0 R" % (number + 4) for number in range(PAGES))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, PAGES),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
        *[page] * PAGES,
    ]
    return _assembled(parts)


def settle(place: Place) -> None:
    """Another person of the same établissement; counters of earlier runs forgotten."""
    values = {"email": EMAIL, "hash": hash_password(PASSWORD)}
    with psycopg.connect(place.conninfo) as connection:
        connection.execute(NEIGHBOUR.encode(), values)
        connection.execute(MEMBER, values)
        connection.execute("DELETE FROM rate_buckets")
        connection.execute("DELETE FROM document_places")


async def _measured(app: Served) -> list[Figure]:
    idle = await _felt(app, lambda: False)
    async with httpx.AsyncClient(timeout=120) as client:
        until = asyncio.Event()
        flood = asyncio.create_task(_flood(client, app, until))
        await asyncio.sleep(1)
        felt = await _felt(app, flood.done)
        until.set()
        waits, refused = await flood
    lines = []
    for name in idle:
        alone = figure(f"{name}, nobody else", idle[name])
        lines += [alone, figure(f"{name}, during the uploads", felt[name], beside=alone)]
        lines += [_p95(f"{name}, 95 %, nobody else", idle[name]), _p95(f"{name}, 95 %, during", felt[name])]
    return [*lines, figure("an upload that was read", waits), figure("uploads refused at once", [refused], unit="")]


async def _felt(app: Served, is_over: Callable[[], bool]) -> dict[str, list[float]]:
    """Milliseconds of each gesture of another person, in turn."""
    waits: dict[str, list[float]] = {"sign-in": [], "the list opened": [], "a page turned": []}
    for _ in range(ROUNDS):
        assert not is_over()
        async with httpx.AsyncClient() as client:
            waits["sign-in"].append(await _timed(lambda client=client: _sign_in(client, app)))
        tab = Tab(app)
        waits["the list opened"].append(await _timed(tab.open))
        waits["a page turned"].append(await tab.turn())
        await tab.close()
        await asyncio.sleep(0.2)
    return waits


async def _flood(client: httpx.AsyncClient, app: Served, until: asyncio.Event) -> tuple[list[float], int]:
    """Wave after wave of uploads; the milliseconds of those that were read, and how many were refused."""
    content, read, refused = a_slow_pdf(), [], 0
    while not until.is_set():
        wave = await asyncio.gather(*(_upload(client, app, content) for _ in range(AT_ONCE)))
        read += [wait for status, wait in wave if status == httpx.codes.OK]
        refused += sum(status != httpx.codes.OK for status, _ in wave)
    return read, refused


async def _upload(client: httpx.AsyncClient, app: Served, content: bytes) -> tuple[int, float]:
    files = {"fichier": ("facture.pdf", content, "application/pdf")}
    headers = {"Origin": app.url, "Cookie": app.cookie}
    began = time.perf_counter()
    answer = await client.post(app.url + routes.POST_DRAFT_FILE, files=files, headers=headers)
    return answer.status_code, (time.perf_counter() - began) * 1000


async def _sign_in(client: httpx.AsyncClient, app: Served) -> None:
    typed = {"email": EMAIL, "password": PASSWORD}
    answer = await client.post(app.url + routes.POST_SIGN_IN, data=typed, headers={"Origin": app.url})
    assert "__Host-session" in answer.headers.get("set-cookie", ""), answer.headers


async def _timed(call: Callable[[], Awaitable[None]]) -> float:
    began = time.perf_counter()
    await call()
    return (time.perf_counter() - began) * 1000


def _p95(name: str, values: list[float]) -> Figure:
    return figure(name, [sorted(values)[int(len(values) * 0.95)]])


def _assembled(parts: list[bytes]) -> bytes:
    """The objects of a PDF, one after the other, with their table."""
    made, starts = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        starts.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(parts) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return made + head + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(made))
