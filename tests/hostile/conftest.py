"""A served application where one supplier has planted marked secrets, and the people who would like to read them."""

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import text

from espace_factures.adapters.captcha import NoCaptcha
from espace_factures.adapters.chance import SystemChance
from espace_factures.adapters.clock import SystemClock
from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.adapters.files import file_store
from espace_factures.adapters.registry import NullRegistry
from espace_factures.app import outside, run
from espace_factures.app.uow import make_engine
from espace_factures.core.access import Actor, Role
from espace_factures.core.ports import Inside, Outside
from tests import factories
from tests.conftest import SETTINGS
from tests.databases import a_database
from tests.fakes import KeptMail, KeptTexts
from tests.hostile.planting import House, Victim, a_supplier
from tests.servers import Server, running

METRICS_TOKEN = "jeton-de-Prometheus-tire-au-sort-0123456789"


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The application as production serves it, on a migrated database of its own."""
    with a_database(f"hostile_{os.getpid()}") as url:
        engine, folder = make_engine(url), tmp_path_factory.mktemp("hostile")
        server = Server(url, folder, TRUSTED_PROXIES="127.0.0.1/32", METRICS_TOKEN=METRICS_TOKEN)
        settings = replace(SETTINGS, origin=server.url)
        outside.introduce(
            Outside(
                files=file_store("", folder / "files"),
                registry=NullRegistry(),
                reader=SubprocessReader(),
                mailer=KeptMail(),
                texter=KeptTexts(),
                captcha=NoCaptcha(),
            )
        )
        inside = Inside(SystemClock(), SystemChance(), settings)
        run.configure(engine, inside)
        with running(server):
            yield House(server, engine, inside, folder)
        engine.dispose()


@pytest.fixture(autouse=True)
def wired(house: House) -> None:
    """What a test plants is written with the keys of the house, and its limits count from zero, whatever ran before."""
    run.configure(house.engine, house.ports)
    with house.engine.begin() as connection:
        connection.execute(text("DELETE FROM rate_buckets"))


@pytest.fixture(scope="session")
def victim(house: House) -> Victim:
    """A supplier with one of everything, each marked."""
    return a_supplier(house)


@pytest.fixture(scope="session")
def neighbour(house: House) -> Actor:
    """Another supplier, manager of another établissement."""
    return factories.a_member(house, factories.an_establishment(house))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def strangers(house: House, neighbour: Actor) -> dict[str, tuple[Actor | None, tuple[str, ...]]]:
    """Who must not see what: a name, the person, and the kinds of objects closed to him."""
    elsewhere = factories.a_direction(house)  # type: ignore[arg-type]
    everything = ("invoice", "draft", "rib", "habilitation")

    def agent(role: Role) -> Actor:
        return factories.an_agent(house, role, elsewhere)  # type: ignore[arg-type]

    return {
        "visitor": (None, everything),
        "neighbour": (neighbour, everything),
        "invoice agent of another direction": (agent(Role.INVOICE_AGENT), everything),
        "habilitation agent": (agent(Role.HABILITATION_AGENT), ("invoice", "draft")),
        "accountant": (agent(Role.ACCOUNTANT), ("draft", "rib", "habilitation")),
        "administrator": (agent(Role.ADMIN), everything),
    }
