"""A production from nothing, by the documented commands alone: from an empty database to an invoice that is paid.

The commands are processes, the server is the one of production, mails and SMS leave by real servers; only the pages are
left out: people act through the use cases that pages call.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from espace_factures import frontend, postgres, rights, wiring
from espace_factures.app.forms import parse
from espace_factures.app.uow import make_engine
from espace_factures.core.access import Actor, Role
from espace_factures.habilitations.rules import Status as HabilitationStatus
from espace_factures.identity.forms import SignUp
from espace_factures.identity.service import sessions, sign_up
from espace_factures.identity.service.sessions import Device, Opened
from espace_factures.invoices.rules import Status
from espace_factures.profile.forms import Mobile
from espace_factures.profile.service import contacts, totp
from espace_factures.settings import Settings
from tests.adapters.gateway import SmsGateway
from tests.conftest import World
from tests.databases import CLUSTER
from tests.fakes import MovableClock
from tests.habilitations.conftest import Desk
from tests.identity import given
from tests.invoices.conftest import Office
from tests.profile.given import SECRET, otp
from tests.ribs.conftest import Counter
from tests.servers import MailCatcher, Server, running

ROOT = Path(__file__).parents[1]
PUBLIC = "https://factures.example"
RIDET = "9901230001"
DIRECTION = ("DENV", "Direction de l’environnement")
AGENTS = {
    "habilitations": Role.HABILITATION_AGENT,
    "habilitations2": Role.HABILITATION_AGENT,
    "factures": Role.INVOICE_AGENT,
    "comptable": Role.ACCOUNTANT,
    "comptable2": Role.ACCOUNTANT,
}
REGISTRY = [{"rid7": "9901230", "ndegetablissement": "1", "denomination": "EXEMPLE", "libelle_commune": "Nouméa"}]
ORDERS = f"""numero;ridet;direction;libelle;montant;date;ligne;quantite;prix_unitaire;tgc
BC-2026-1;{RIDET};DENV;Entretien des locaux;200 000 F;01/10/2026;Entretien;1;150 000;6
"""


@dataclass(slots=True)
class Production:
    """The settings of a production on an empty database, and the servers it talks to."""

    environment: dict[str, str]
    owner: str
    folder: Path
    mail: MailCatcher
    sms: SmsGateway
    numbers: Iterator[int]

    def types(self, *words: str) -> str:
        """A command of docs/operations.md, in a process of its own; returns what it said."""
        command = [sys.executable, "-W", "ignore", "-m", "espace_factures", *words]
        environment = self.environment | ({"DATABASE_OWNER_URL": self.owner} if words[0] == "migrate" else {})
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def file(self, name: str, content: str) -> str:
        """A file that a command reads."""
        (self.folder / name).write_text(content)
        return str(self.folder / name)

    def server(self) -> Server:
        """As it is served, with these settings and no others."""
        return Server(self.environment["DATABASE_URL"], self.folder, **self.environment)


@pytest.fixture
def production(world: World, tmp_path: Path) -> Iterator[Production]:
    """An embedded PostgreSQL with an empty database, a mail server, an SMS gateway."""
    owner = postgres.start(CLUSTER, f"production_{os.getpid()}")
    mail, sms = MailCatcher(), SmsGateway()
    mail.start()
    sms.start()
    settings = {
        # What another test imported may have said that pages are being built: no worker would run.
        "ESPACE_FACTURES_COMPILING": "",
        "APP_ENV": "prod",
        "DATABASE_URL": rights.by(rights.SERVICE, owner),
        "SMTP_URL": mail.url,
        "SMS_URL": sms.url,
        "MAIL_FROM": "Espace Factures <factures@province-sud.nc>",
        "PUBLIC_URL": PUBLIC,
        "TRUSTED_PROXIES": "none",
        "SECRET_KEY": "une clé de trente-deux caractères au moins",
        "VAR_DIR": str(tmp_path),
    }
    yield Production(os.environ | frontend.QUIET | settings, owner, tmp_path, mail, sms, iter(range(10, 99)))
    mail.stop()
    sms.stop()
    world.use()


@dataclass(slots=True)
class Town:
    """People in front of the portal of production."""

    production: Production
    world: World

    def joins(self, email: str) -> Actor:
        """Sign up, type the code that the mail brought, and add the second factor that production asks for."""
        typed = given.TYPED | {"email": email, "mobile": f"75.12.{next(self.production.numbers)}"}
        address = f"192.0.2.{next(self.production.numbers)}"
        ticket = self.world.do(sign_up.sign_up, parse(SignUp, typed), "", address)
        code = self.production.mail.code_for(email)
        opened = self.world.do(sign_up.activate, ticket, code, Device("Firefox", address))
        assert isinstance(opened, Opened)
        alone = self.world.do(sessions.authenticate, opened.token)
        self.world.do(totp.turn_on, alone, given.PASSWORD, SECRET, otp(self.world))
        return self.world.do(sessions.authenticate, opened.token)

    def proves_mobile(self, actor: Actor, number: str) -> None:
        """Type the code that the SMS brought."""
        ticket = self.world.do(contacts.ask_mobile, actor, parse(Mobile, {"mobile": number}))
        code = self.production.sms.code_for(number)
        assert self.world.do(contacts.confirm_mobile, actor, ticket, code) is None


@pytest.fixture
def town(production: Production, world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """People whose gestures reach the database of production, under its keys and at the present time."""
    for name, value in production.environment.items():
        monkeypatch.setenv(name, value)
    clock, engine = MovableClock(datetime.now(UTC)), make_engine(production.environment["DATABASE_URL"])
    inside = replace(wiring.make_inside(Settings()), clock=clock)
    there = replace(world, engine=engine, ports=inside, clock=clock)
    yield Town(production, there)
    engine.dispose()


def installs(production: Production) -> None:
    """What docs/operations.md tells an operator to type."""
    production.types("migrate")
    assert "un courriel l’invite" in production.types("appoint", "admin@province.example")
    production.types("add-direction", *DIRECTION)
    for name, role in AGENTS.items():
        served = ["--direction", DIRECTION[0]] if role is Role.INVOICE_AGENT else []
        production.types("grant-role", f"{name}@province.example", role, *served)
    assert "1 établissements" in production.types("import-registry", production.file("r.json", json.dumps(REGISTRY)))
    assert "1 nouvelle" in production.types("import-orders", production.file("bons.csv", ORDERS))


def test_documented_commands_lead_from_nothing_to_an_invoice_that_is_paid(production: Production, town: Town) -> None:
    installs(production)
    with running(production.server()) as server:
        town.world.use()
        people = {name: town.joins(f"{name}@province.example") for name in ("admin", *AGENTS)}
        assert people["admin"].roles == {Role.USER, Role.ADMIN}
        assert all(people[name].roles == {Role.USER, role} for name, role in AGENTS.items())
        is_of_production(server)
        office = opens(town, people)
        reference = office.deposits(no_order="", order="BC-2026-1", issued_on=yesterday(town))
        office.walks(reference, until=Status.PAID)
        assert office.row(reference).status == Status.PAID
        assert production.mail.wait_for(office.supplier.email, "payée")
    assert town.world.rows("SELECT invoiced FROM orders")[0].invoiced == office.row(reference).total_ttc
    assert "intact" in production.types("verify-journal")


def opens(town: Town, people: dict[str, Actor]) -> Office:
    """A supplier comes, is habilitated, and has a RIB that two agents vouched for and that may be paid on."""
    supplier = town.joins("elodie@exemple.nc")
    town.proves_mobile(supplier, "75.88.99")
    desk = Desk(town.world, supplier, people["habilitations"])
    desk.decides(desk.asks(ridet=RIDET), HabilitationStatus.ACCEPTED)
    place = town.world.rows("SELECT * FROM establishments")[0]
    counter = Counter(town.world, place, supplier, people["habilitations"], people["habilitations2"])
    rib = counter.row(counter.adds_validated(holder=place.name))
    town.world.clock.advance(hours=73)
    direction = town.world.rows("SELECT * FROM directions")[0]
    agents = people["factures"], people["comptable"], people["comptable2"]
    return Office(town.world, place, direction, supplier, *agents, rib=rib)  # type: ignore[arg-type]


def is_of_production(server: Server) -> None:
    """No mailbox, and browsers are told never to come without TLS again."""
    with httpx.Client(base_url=server.url, headers={"Origin": PUBLIC}) as visitor:
        assert visitor.get("/dev/courriels").status_code == 404
        assert visitor.get("/ping").headers["Strict-Transport-Security"]


def yesterday(town: Town) -> str:
    return (town.world.clock.now() - timedelta(days=1)).date().isoformat()
