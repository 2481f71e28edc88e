"""The registry is asked over real HTTP; whatever it answers, the journey goes on."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from espace_factures.adapters.registry import PAUSE_SECONDS, NullRegistry, OpenDataRegistry
from espace_factures.core.ports import RegistryRecord, RegistryUnavailableError
from tests.servers import free_port

BNC = "0047688001"
DATASET = "etablissements-actifs-au-ridet"


def a_row(number: object = "001", **changed: object) -> dict[str, object]:
    return {
        "rid7": "0047688",
        "ndegetablissement": number,
        "denomination": "BANQUE DE NOUVELLE CALEDONIE",
        "libelle_naf": "Autres intermédiations monétaires",
        "libelle_commune": "Nouméa",
        "libelle_formjur": "Société anonyme",
        "date_etablis_actif": "1974-05-01",
    } | changed


def rows(*found: object) -> bytes:
    return json.dumps({"total_count": len(found), "results": found}).encode()


@dataclass(slots=True)
class Portal:
    """An Opendatasoft portal that answers what the test says."""

    url: str = ""
    status: int = 200
    body: bytes = rows(a_row())
    delay: float = 0.0
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def portal() -> Iterator[Portal]:
    portal = Portal()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            portal.asked.append(self.path)
            time.sleep(portal.delay)
            self.send_response(portal.status)
            self.send_header("Content-Length", str(len(portal.body)))
            self.end_headers()
            self.wfile.write(portal.body)

        def log_message(self, *args: Any) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    portal.url = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield portal
    server.shutdown()
    server.server_close()


@dataclass(slots=True)
class Seconds:
    """A stopwatch the test moves."""

    elapsed: float = 0.0

    def __call__(self) -> float:
        return self.elapsed


def a_registry(portal: Portal, seconds: Callable[[], float] = time.monotonic) -> OpenDataRegistry:
    return OpenDataRegistry(portal.url, DATASET, timeout=0.3, monotonic=seconds)


def fail(registry: OpenDataRegistry, times: int) -> None:
    for _ in range(times):
        with pytest.raises(RegistryUnavailableError):
            registry.find(BNC)


def test_an_establishment_is_found(portal: Portal) -> None:
    assert a_registry(portal).find(BNC) == RegistryRecord(
        ridet=BNC,
        name="BANQUE DE NOUVELLE CALEDONIE",
        activity="Autres intermédiations monétaires",
        commune="Nouméa",
        legal_form="Société anonyme",
        active_since="1974-05-01",
    )


def test_the_question_is_the_one_the_explore_api_documents(portal: Portal) -> None:
    a_registry(portal).find(BNC)
    asked = urlsplit(portal.asked[0])
    assert asked.path == f"/api/explore/v2.1/catalog/datasets/{DATASET}/records"
    assert parse_qs(asked.query)["where"] == ['rid7="0047688"']


def test_the_right_establishment_of_an_enterprise_is_picked(portal: Portal) -> None:
    portal.body = rows(a_row("002", libelle_commune="Koné"), a_row("001"))
    found = a_registry(portal).find(BNC)
    assert found is not None
    assert found.commune == "Nouméa"


@pytest.mark.parametrize("number", ["001", "1", 1])
def test_an_establishment_number_is_known_however_it_is_written(portal: Portal, number: object) -> None:
    portal.body = rows(a_row(number))
    assert a_registry(portal).find(BNC) is not None


def test_a_row_without_a_number_does_not_hide_the_others(portal: Portal) -> None:
    portal.body = rows(a_row(None), a_row("siège"), a_row("001"))
    assert a_registry(portal).find(BNC) is not None


def test_an_unknown_enterprise_is_not_found(portal: Portal) -> None:
    portal.body = rows()
    assert a_registry(portal).find(BNC) is None


def test_another_establishment_alone_is_not_found(portal: Portal) -> None:
    portal.body = rows(a_row("002"))
    assert a_registry(portal).find(BNC) is None


def test_an_establishment_without_denomination_is_called_by_its_sign(portal: Portal) -> None:
    portal.body = rows(a_row(denomination=None, enseigne="LE PHARE"))
    found = a_registry(portal).find(BNC)
    assert found is not None
    assert found.name == "LE PHARE"


@pytest.mark.parametrize("status", [301, 400, 404, 429, 500, 503])
def test_an_http_failure_is_the_registry_unavailable(portal: Portal, status: int) -> None:
    portal.status = status
    fail(a_registry(portal), 1)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b'{"results": 3}',
        b'{"results": null}',
        b'{"results": [1]}',
        b"\xff",
    ],
)
def test_an_answer_that_makes_no_sense_is_the_registry_unavailable(portal: Portal, body: bytes) -> None:
    portal.body = body
    fail(a_registry(portal), 1)


def test_a_registry_slower_than_its_time_is_unavailable(portal: Portal) -> None:
    portal.delay = 0.6
    fail(a_registry(portal), 1)


def test_a_registry_nobody_answers_for_is_unavailable() -> None:
    fail(OpenDataRegistry(f"http://127.0.0.1:{free_port()}", DATASET), 1)


@pytest.mark.parametrize("url", ["registre", "http://[", "http://host:port", "ftp://127.0.0.1"])
def test_a_mistyped_address_is_the_registry_unavailable(url: str) -> None:
    fail(OpenDataRegistry(url, DATASET), 1)


def test_after_three_failures_in_a_row_the_registry_is_not_asked(portal: Portal) -> None:
    portal.status = 500
    registry = a_registry(portal, Seconds())
    fail(registry, 3 + 5)
    assert len(portal.asked) == 3


def test_a_success_between_failures_starts_the_count_again(portal: Portal) -> None:
    registry = a_registry(portal, Seconds())
    for status in (500, 500, 200, 500, 500, 200):
        portal.status = status
        if status == 200:
            assert registry.find(BNC)
        else:
            fail(registry, 1)


def test_the_registry_is_still_left_alone_just_before_the_end_of_its_pause(portal: Portal) -> None:
    seconds = Seconds()
    registry = a_registry(portal, seconds)
    portal.status = 500
    fail(registry, 3)
    seconds.elapsed = PAUSE_SECONDS - 0.1
    fail(registry, 1)
    assert len(portal.asked) == 3


def test_the_registry_is_asked_again_after_its_pause(portal: Portal) -> None:
    seconds = Seconds()
    registry = a_registry(portal, seconds)
    portal.status = 500
    fail(registry, 3)
    seconds.elapsed, portal.status = PAUSE_SECONDS, 200
    assert registry.find(BNC)


def test_without_an_address_there_is_no_registry() -> None:
    with pytest.raises(RegistryUnavailableError):
        NullRegistry().find(BNC)
