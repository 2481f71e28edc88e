"""A served application where one supplier has planted marked secrets, and the people who would like to read them."""

import os
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

from espace_factures import migrations, postgres
from espace_factures.adapters.chance import SystemChance
from espace_factures.adapters.clock import SystemClock
from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.adapters.files import file_store
from espace_factures.adapters.registry import NullRegistry
from espace_factures.core.access import Actor, Role
from espace_factures.core.ports import Ports, PublicSettings
from espace_factures.db import UnitOfWork, make_engine, unit_of_work
from espace_factures.habilitations.models import Habilitation
from espace_factures.invoices.models import Invoice, InvoiceDraft
from espace_factures.notifications.models import Notice
from espace_factures.orders.models import Direction
from espace_factures.requests import service as requests
from espace_factures.requests.models import Message, Request
from espace_factures.requests.rules import DocumentRole, Kind, Stage, Tone
from espace_factures.ribs.models import Rib
from tests import factories
from tests.fakes import KeptMail
from tests.servers import Server, running
from tests.sockets import Tab, cookie_of, sign_in

NOW = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
PROGRESS = Stage("Déposée", Tone.PROGRESS)


@dataclass(slots=True)
class Victim:
    """What the supplier owns; each mark is a word found nowhere else."""

    actor: Actor
    establishment_id: int
    direction: Direction
    marks: dict[str, set[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def marks_of(self, *kinds: str) -> set[str]:
        """The marks planted in these kinds of objects; all of them without any."""
        return set().union(*(words for kind, words in self.marks.items() if not kinds or kind in kinds))


@dataclass(slots=True)
class House:
    """The running application, its database and its files."""

    server: Server
    engine: Engine
    ports: Ports
    folder: Path
    clock: SystemClock = field(default_factory=SystemClock)
    sessions: dict[str, httpx.Client] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Its address."""
        return self.server.url

    def client(self, actor: Actor) -> httpx.Client:
        """The actor's browser, signed in once."""
        if actor.email not in self.sessions:
            self.sessions[actor.email] = sign_in(self.url, actor.email)
        return self.sessions[actor.email]

    def tab(self, actor: Actor | None = None, **options: Any) -> Tab:
        """A new tab of the actor, or of a visitor."""
        return Tab(self.url, cookie_of(self.client(actor)) if actor else "", **options)

    def rows(self, sql: str, **values: Any) -> list[Any]:
        """What the database holds."""
        with self.engine.connect() as connection:
            return list(connection.execute(text(sql), values))

    def do(self, use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run one use case against the served database."""
        with unit_of_work(self.engine) as uow:
            return use_case(uow, self.ports, *args, **kwargs)

    def files(self) -> set[Path]:
        """Every file under the server's folder, its own log aside."""
        return {path for path in self.folder.rglob("*") if path.is_file() and path.name != "server.log"}

    def incidents(self) -> list[str]:
        """What the server could only apologise for, as it logged it."""
        lines = self.server.log.read_text(errors="replace").splitlines()
        return [line for line in lines if "event.failed" in line or "Traceback" in line]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The application as production serves it, on a migrated database of its own."""
    cluster = Path(tempfile.gettempdir()) / f"espace-factures-tests-{os.getuid()}"
    name = f"hostile_{os.getpid()}"
    url = postgres.start(cluster, name)
    migrations.upgrade(url)
    engine, folder = make_engine(url), tmp_path_factory.mktemp("hostile")
    server = Server(url, folder)
    ports = Ports(
        clock=SystemClock(),
        chance=SystemChance(),
        files=file_store("", folder / "files"),
        registry=NullRegistry(),
        reader=SubprocessReader(),
        mailer=KeptMail(),
        settings=PublicSettings(server.url, b"development only: not a secret at all", shows_mailbox=True),
    )
    with running(server):
        yield House(server, engine, ports, folder)
    engine.dispose()
    admin = make_engine(postgres.start(cluster, "postgres_admin")).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(scope="session")
def victim(house: House) -> Victim:
    """A supplier with one of everything, each marked."""
    establishment = factories.an_establishment(house)  # type: ignore[arg-type]
    actor = factories.a_member(house, establishment)  # type: ignore[arg-type]
    planted = Victim(actor, establishment.id, factories.a_direction(house))  # type: ignore[arg-type]
    with unit_of_work(house.engine) as uow:
        _plant_invoice(uow, house, planted)
        _plant_draft(uow, house, planted)
        _plant_rib(uow, house, planted)
        _plant_habilitation(uow, house, planted)
    return planted


def _plant_invoice(uow: UnitOfWork, house: House, victim: Victim) -> None:
    mark = _marker(victim, "invoice")
    request = _request(uow, house, victim, Kind.INVOICE, mark("TITRE"))
    request.direction_id = victim.direction.id
    document = _document(uow, house, victim, "invoice", mark("FICHIER"))
    document.request_id = request.id
    uow.session.add(
        Invoice(
            reference=request.reference,
            request_id=request.id or 0,
            establishment_id=victim.establishment_id,
            account_id=victim.actor.account_id,
            direction_id=victim.direction.id or 0,
            document_id=document.id or 0,
            number=mark("NUMERO"),
            number_key=mark("CLE"),
            issued_on=date(2026, 11, 2),
            year=2026,
            total_ht=100,
            total_ttc=100,
            status="deposee",
            status_at=NOW,
            deposited_at=NOW,
            findings=[{"code": "X", "level": "warning", "message": mark("ALERTE"), "field": ""}],
        )
    )
    for is_internal in (False, True):
        _message(uow, victim, request, mark("MESSAGE"), is_internal=is_internal)
    _notice(uow, victim, mark("AVIS"), f"/factures/detail?ref={request.reference}")
    victim.names |= {"invoice": request.reference, "document": document.public_id}


def _plant_draft(uow: UnitOfWork, house: House, victim: Victim) -> None:
    mark = _marker(victim, "draft")
    document = _document(uow, house, victim, "draft", mark("FICHIER"))
    draft = InvoiceDraft(
        public_id=f"brouillon{uuid.uuid4().hex}",
        account_id=victim.actor.account_id,
        document_id=document.id or 0,
        values={"number": mark("NUMERO"), "message": mark("MESSAGE"), "establishment": str(victim.establishment_id)},
        sources={"number": "xml"},
        kind="PDF",
        created_at=NOW,
        updated_at=NOW,
    )
    uow.session.add(draft)
    victim.names |= {"draft": draft.public_id, "loose document": document.public_id}


def _plant_rib(uow: UnitOfWork, house: House, victim: Victim) -> None:
    mark = _marker(victim, "rib")
    request = _request(uow, house, victim, Kind.RIB, mark("TITRE"))
    document = _document(uow, house, victim, "rib", mark("FICHIER"))
    document.request_id = request.id
    iban = "FR7614889000017777123456789"[:23] + uuid.uuid4().hex[:4].upper()
    victim.marks["rib"].add(iban)
    uow.session.add(
        Rib(
            request_id=request.id or 0,
            establishment_id=victim.establishment_id,
            account_id=victim.actor.account_id,
            iban=iban,
            bank_name=mark("BANQUE"),
            holder=mark("TITULAIRE"),
            status="a-valider",
            submission_key=mark("ENVOI"),
            created_at=NOW,
        )
    )
    _message(uow, victim, request, mark("MESSAGE"))
    victim.names |= {"rib": request.reference, "rib document": document.public_id}


def _plant_habilitation(uow: UnitOfWork, house: House, victim: Victim) -> None:
    mark = _marker(victim, "habilitation")
    request = _request(uow, house, victim, Kind.HABILITATION, mark("TITRE"))
    document = _document(uow, house, victim, "habilitation", mark("FICHIER"))
    document.request_id = request.id
    uow.session.add(
        Habilitation(
            request_id=request.id or 0,
            account_id=victim.actor.account_id,
            ridet="9999999999",
            name=mark("NOM"),
            address=mark("ADRESSE"),
            position=mark("FONCTION"),
            department=mark("SERVICE"),
            status="a-instruire",
            submission_key=mark("ENVOI"),
            created_at=NOW,
        )
    )
    _message(uow, victim, request, mark("MESSAGE"))
    victim.names |= {"habilitation": request.reference, "habilitation document": document.public_id}


def _marker(victim: Victim, kind: str) -> Callable[[str], str]:
    def mark(word: str) -> str:
        planted = f"{word}{uuid.uuid4().hex[:12].upper()}"
        victim.marks.setdefault(kind, set()).add(planted)
        return planted

    return mark


def _request(uow: UnitOfWork, house: House, victim: Victim, kind: Kind, title: str) -> Request:
    return requests.open_request(uow, house.ports, victim.actor, kind, title, PROGRESS, victim.establishment_id)


def _document(uow: UnitOfWork, house: House, victim: Victim, kind: str, name: str) -> Any:
    content = factories.a_pdf(f"Secret {kind} {uuid.uuid4().hex}")
    stored = requests.store_document(uow, house.ports, victim.actor, DocumentRole.PROOF, f"{name}.pdf", content)
    return stored.document


def _message(uow: UnitOfWork, victim: Victim, request: Request, body: str, *, is_internal: bool = False) -> None:
    author = victim.actor.account_id
    uow.session.add(
        Message(request_id=request.id or 0, at=NOW, account_id=author, author="X", is_internal=is_internal, body=body)
    )


def _notice(uow: UnitOfWork, victim: Victim, title: str, link: str) -> None:
    uow.session.add(Notice(account_id=victim.actor.account_id, title=title, link=link, created_at=NOW))


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


@pytest.fixture
def with_session(house: House) -> Callable[[Any], Any]:
    """Save a row in the served database."""

    def save(row: Any) -> Any:
        with Session(house.engine, expire_on_commit=False) as session:
            session.add(row)
            session.commit()
        return row

    return save
