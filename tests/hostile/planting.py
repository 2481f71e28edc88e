"""The served application, and suppliers who own one of everything, each thing marked by a word found nowhere else."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Engine, text

from espace_factures.adapters.clock import SystemClock
from espace_factures.app.uow import UnitOfWork, unit_of_work
from espace_factures.core.access import Actor
from espace_factures.core.ports import Inside
from espace_factures.demandes.models import Demande, Message
from espace_factures.demandes.rules import Kind, Stage, Tone, Turn
from espace_factures.demandes.service import cases
from espace_factures.documents import service as documents_service
from espace_factures.documents.rules import DocumentRole
from espace_factures.documents.service import Kept
from espace_factures.habilitations.models import Habilitation
from espace_factures.habilitations.rules import Status as HabilitationStatus
from espace_factures.invoices.models import Invoice, InvoiceDraft
from espace_factures.notifications.models import Notice
from espace_factures.organisation.models import Direction
from espace_factures.ribs.models import Rib
from espace_factures.ribs.rules import Status as RibStatus
from tests import factories
from tests.loops import finished
from tests.servers import Server
from tests.sockets import Tab, cookie_of, sign_in

NOW = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
PROGRESS = Stage("Déposée", Tone.PROGRESS)


@dataclass(slots=True)
class House:
    """The running application, its database and its files."""

    server: Server
    engine: Engine
    ports: Inside
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
        return [line for line in lines if '"event.failed"' in line or '"demande.failed"' in line]


@dataclass(slots=True)
class Victim:
    """What the supplier owns; each mark is a word found nowhere else."""

    actor: Actor
    establishment_id: int
    direction: Direction
    marks: dict[str, set[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict)

    def marks_of(self, *kinds: str) -> set[str]:
        """The marks planted in these kinds of objects; all of them without any."""
        return set().union(*(words for kind, words in self.marks.items() if not kinds or kind in kinds))


def a_supplier(house: House) -> Victim:
    """Somebody with one of everything, each marked."""
    establishment = factories.an_establishment(house)  # type: ignore[arg-type]
    actor = factories.a_member(house, establishment)  # type: ignore[arg-type]
    planted = Victim(actor, establishment.id, factories.a_direction(house))  # type: ignore[arg-type]
    for kind in ("invoice", "draft", "rib", "habilitation"):
        planted.kept[kind] = _kept(house, kind, _marker(planted, kind)("FICHIER"))
    with unit_of_work(house.engine) as uow:
        _plant_invoice(uow, house, planted)
        _plant_draft(uow, house, planted)
        _plant_rib(uow, house, planted)
        _plant_habilitation(uow, house, planted)
    return planted


def _plant_invoice(uow: UnitOfWork, house: House, victim: Victim) -> None:
    mark = _marker(victim, "invoice")
    demande = _request(uow, house, victim, Kind.INVOICE, mark("TITRE"))
    demande.direction_id = demande.desk = victim.direction.id
    demande.turn, demande.label = Turn.AGENT, mark("LIBELLE")
    document = _document(uow, house, victim, "invoice")
    document.demande_id = demande.id
    uow.session.add(
        Invoice(
            reference=demande.reference,
            demande_id=demande.id,
            establishment_id=victim.establishment_id,
            account_id=victim.actor.account_id,
            direction_id=victim.direction.id,
            document_id=document.id,
            number=mark("NUMERO"),
            number_key=mark("CLE"),
            number_exact=mark("EXACT"),
            issued_on=date(2026, 11, 2),
            year=2026,
            total_ht=100,
            total_ttc=100,
            status="deposee",
            status_at=NOW,
            deposited_at=NOW,
            verification_code="0123456789AB",
            findings=[{"code": "X", "level": "warning", "message": mark("ALERTE"), "field": ""}],
        )
    )
    for is_internal in (False, True):
        _message(uow, victim, demande, mark("MESSAGE"), is_internal=is_internal)
    _notice(uow, victim, mark("AVIS"), f"/factures/detail?ref={demande.reference}")
    victim.names |= {"invoice": demande.reference, "document": document.public_id}


def _plant_draft(uow: UnitOfWork, house: House, victim: Victim) -> None:
    mark = _marker(victim, "draft")
    document = _document(uow, house, victim, "draft")
    draft = InvoiceDraft(
        public_id=f"brouillon{uuid.uuid4().hex}",
        account_id=victim.actor.account_id,
        document_id=document.id,
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
    demande = _request(uow, house, victim, Kind.RIB, mark("TITRE"))
    document = _document(uow, house, victim, "rib")
    document.demande_id = demande.id
    iban = an_iban()
    victim.marks["rib"] |= {iban, " ".join(iban[start : start + 4] for start in range(0, 27, 4))}
    uow.session.add(
        Rib(
            demande_id=demande.id,
            establishment_id=victim.establishment_id,
            account_id=victim.actor.account_id,
            iban=iban,
            bank_name=mark("BANQUE"),
            holder=mark("TITULAIRE"),
            status=RibStatus.TO_CHECK,
            submission_key=mark("ENVOI"),
            created_at=NOW,
        )
    )
    _message(uow, victim, demande, mark("MESSAGE"))
    victim.names |= {"rib": demande.reference, "rib document": document.public_id}


def _plant_habilitation(uow: UnitOfWork, house: House, victim: Victim) -> None:
    mark = _marker(victim, "habilitation")
    demande = _request(uow, house, victim, Kind.HABILITATION, mark("TITRE"))
    document = _document(uow, house, victim, "habilitation")
    document.demande_id = demande.id
    uow.session.add(
        Habilitation(
            demande_id=demande.id,
            account_id=victim.actor.account_id,
            ridet=f"{victim.establishment_id:010d}",
            name=mark("NOM"),
            address=mark("ADRESSE"),
            position=mark("FONCTION"),
            department=mark("SERVICE"),
            status=HabilitationStatus.DEPOSITED,
            submission_key=mark("ENVOI"),
            created_at=NOW,
        )
    )
    _message(uow, victim, demande, mark("MESSAGE"))
    victim.names |= {"habilitation": demande.reference, "habilitation document": document.public_id}


def an_iban() -> str:
    """A French IBAN, checks and all."""
    bank, branch, account = 14889, 1, uuid.uuid4().int % 10**11
    key = 97 - (89 * bank + 15 * branch + 3 * account) % 97
    body = f"{bank:05d}{branch:05d}{account:011d}{key:02d}"
    return f"FR{98 - int(body + '152700') % 97:02d}{body}"


def _marker(victim: Victim, kind: str) -> Callable[[str], str]:
    def mark(word: str) -> str:
        planted = f"{word}{uuid.uuid4().hex[:12].upper()}"
        victim.marks.setdefault(kind, set()).add(planted)
        return planted

    return mark


def _request(uow: UnitOfWork, house: House, victim: Victim, kind: Kind, title: str) -> Demande:
    return cases.open_demande(uow, house.ports, victim.actor, kind, title, PROGRESS, victim.establishment_id)


def _kept(house: House, kind: str, name: str) -> Kept:
    content = factories.a_pdf(f"Secret {kind} {uuid.uuid4().hex}")
    return finished(documents_service.keep(house.ports.chance.token(), f"{name}.pdf", content))


def _document(uow: UnitOfWork, house: House, victim: Victim, kind: str) -> Any:
    return documents_service.record(uow, house.ports, victim.actor, DocumentRole.PROOF, victim.kept[kind]).document


def _message(uow: UnitOfWork, victim: Victim, demande: Demande, body: str, *, is_internal: bool = False) -> None:
    author = victim.actor.account_id
    uow.session.add(
        Message(demande_id=demande.id, at=NOW, account_id=author, author="X", is_internal=is_internal, body=body)
    )


def _notice(uow: UnitOfWork, victim: Victim, title: str, link: str) -> None:
    uow.session.add(Notice(account_id=victim.actor.account_id, title=title, link=link, created_at=NOW))
