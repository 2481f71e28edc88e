"""What clamd says of a document is told for what it is; what it cannot say leaves nothing known."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from espace_factures.adapters.antivirus import Clamd
from espace_factures.core.ports import AntivirusUnavailableError
from tests import factories
from tests.adapters import clamd
from tests.adapters.clamd import EICAR, LARGEST, an_antivirus, the_real_one
from tests.servers import free_port


@pytest.fixture(params=["protocol", "Debian's", "Debian's, by its file"])
def scanner(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Clamd]:
    """One that answers, whoever made it."""
    if request.param == "protocol":
        with an_antivirus() as server:
            yield Clamd(server.url)
        return
    if clamd.REAL is None:
        pytest.skip("clamd is not installed: apt-get install clamav-daemon")
    with the_real_one(tmp_path) as (by_port, by_file):
        yield Clamd(by_file if "file" in request.param else by_port)


def test_a_clean_document_is_clean(scanner: Clamd) -> None:
    assert scanner.infection(factories.a_pdf("Facture")) == ""
    assert scanner.infection(b"") == ""
    assert scanner.infection(b"%PDF-1.7" + b"a" * 3_000_000) == ""


def test_what_a_document_holds_is_named(scanner: Clamd) -> None:
    assert scanner.infection(EICAR).startswith("Eicar-Test")
    assert scanner.infection(b"%PDF-1.7\n" + b" " * 200_000 + EICAR).startswith("Eicar-Test")


def test_an_antivirus_that_is_away_says_nothing_of_the_document() -> None:
    for url in (f"tcp://127.0.0.1:{free_port()}", "unix:///nowhere/clamd.ctl"):
        with pytest.raises(AntivirusUnavailableError):
            Clamd(url).infection(b"x")


def test_a_document_past_its_limit_is_not_called_clean() -> None:
    with an_antivirus() as server, pytest.raises(AntivirusUnavailableError, match=r"size limit|Broken|Reset"):
        Clamd(server.url).infection(b"a" * (LARGEST + 1_000_000))


def test_an_antivirus_that_does_not_answer_is_given_up_on() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(AntivirusUnavailableError):
        Clamd(f"tcp://127.0.0.1:{silent.getsockname()[1]}", timeout=0.2).infection(b"x")


@pytest.mark.parametrize("url", ["", "clamd:3310", "tcp://clamd", "unix://", "http://clamd:3310"])
def test_an_address_that_nobody_understands_stops_the_start(url: str) -> None:
    with pytest.raises(ValueError, match="CLAMAV_URL"):
        Clamd(url)
