"""Somebody with a whole life on the portal, beside a colleague and an agent whose own must stay theirs."""

import io
import itertools
import json
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from espace_factures.app.words import WordsUnderWay
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Role
from espace_factures.demandes.models import Demande, DemandeReading, DemandeVisit, FreshDecision, Message
from espace_factures.demandes.rules import Kind, Stage, Tone
from espace_factures.demandes.service import cases
from espace_factures.documents.models import Document
from espace_factures.documents.rules import DocumentRole
from espace_factures.establishments.models import Establishment, Invitation
from espace_factures.habilitations.models import Habilitation, HabilitationDraft
from espace_factures.identity.models import AuthSession, LinkedIdentity, Passkey, RecoveryCode, VerificationCode
from espace_factures.identity.rules import traces
from espace_factures.invoices.models import CreditNote, Invoice, InvoiceDraft
from espace_factures.notifications.models import Mail, Notice, Subscription, Text
from espace_factures.organisation.models import Direction
from espace_factures.privacy import jobs as privacy_jobs
from espace_factures.privacy.service import exports
from espace_factures.ribs.models import Rib
from tests import factories
from tests.conftest import World
from tests.loops import finished

DEPOSITED = Stage("Déposée", Tone.PROGRESS)
EMAIL, MOBILE = "elodie@exemple.nc", "+687751234"
TOKEN, SECRET = "the-token-of-her-browser", "sealed-totp-secret"
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Life:
    """The person, those around them, and what ties them all."""

    me: Actor
    colleague: Actor
    agent: Actor
    place: Establishment
    direction: Direction
    invoice: str
    theirs: str
    rib: str


def a_life(world: World) -> Life:
    """Élodie and a colleague each deposited an invoice; an agent answered."""
    me = factories.an_account(world, email=EMAIL, mobile=MOBILE, mobile_proved_at=world.clock.now(), totp_sealed=SECRET)
    colleague = factories.an_account(world, email="jeanne@exemple.nc", first_name="Jeanne", last_name="Collègue")
    direction = factories.a_direction(world, name="Direction de l’éducation")
    agent = factories.an_agent(world, Role.INVOICE_AGENT, direction)
    place = factories.an_establishment(world, name="ATELIER DU LAGON")
    factories.a_member(world, place, me)
    factories.a_member(world, place, colleague)
    invoice = an_invoice(world, me, place, direction)
    theirs = an_invoice(world, colleague, place, direction)
    _talk(world, invoice, me, colleague, agent)
    says(world, theirs, me, "Je réponds pour Jeanne.")
    rib = a_rib(world, me, place)
    a_habilitation(world, me, place)
    keep(world, *_alone(world, me))
    return Life(me, colleague, agent, place, direction, invoice, theirs, rib)


def keep(world: World, *rows: Any) -> None:
    """Write rows."""
    with Session(world.engine, expire_on_commit=False) as session:
        session.add_all(rows)
        session.commit()


def opens(world: World, actor: Actor, kind: Kind, place: Establishment | None, title: str) -> Demande:
    """Open a demande."""
    place_id = place.id if place else None
    return world.do(cases.open_demande, actor, kind, title, DEPOSITED, place_id)


def a_document(world: World, actor: Actor, name: str, demande: Demande | None = None, **values: Any) -> Document:
    """A file at rest, its name its content."""
    number = next(_numbers)
    public_id, key = f"document-{number}", f"documents/aa/{number}"
    world.outside.files.put(key, name.encode())
    known = {"size": len(name), "sha256": f"{number:064d}", "created_at": world.clock.now()}
    row = Document(
        public_id=public_id,
        account_id=actor.account_id,
        demande_id=demande.id if demande else None,
        role=DocumentRole.INVOICE,
        name=name,
        media_type="application/pdf",
        storage_key=key,
        **(known | values),
    )
    keep(world, row)
    return row


def a_draft(world: World, actor: Actor, document: Document) -> InvoiceDraft:
    """A deposit being prepared."""
    now, public_id = world.clock.now(), f"draft-{next(_numbers)}"
    row = InvoiceDraft(
        public_id=public_id,
        account_id=actor.account_id,
        document_id=document.id,
        values={"number": "typed by hand"},
        kind="PDF",
        created_at=now,
        updated_at=now,
    )
    keep(world, row)
    return row


def an_invoice(world: World, actor: Actor, place: Establishment, direction: Direction) -> str:
    """A deposited invoice, from its draft; returns its reference."""
    number = f"F-{next(_numbers)}"
    demande = opens(world, actor, Kind.INVOICE, place, f"Facture {number} – {place.name}")
    document = a_document(world, actor, "facture.pdf", demande)
    row = Invoice(
        reference=demande.reference,
        demande_id=demande.id,
        draft_id=a_draft(world, actor, document).id,
        establishment_id=place.id,
        account_id=actor.account_id,
        direction_id=direction.id,
        document_id=document.id,
        number=number,
        number_key=number,
        number_exact=number,
        issued_on=date(2026, 11, 2),
        year=2026,
        total_ht=100_000,
        taxes={"11": 11_000},
        total_ttc=111_000,
        status="deposee",
        status_at=world.clock.now(),
        deposited_at=world.clock.now(),
        verification_code="0123456789AB",
    )
    keep(world, row)
    return demande.reference


def a_credit_note(world: World, actor: Actor, reference: str) -> None:
    """What the actor gives back of an invoice, from its draft."""
    (invoice,) = world.rows("SELECT id, rid, demande_id FROM invoices WHERE reference = :r", r=reference)
    document = a_document(world, actor, "avoir.pdf")
    row = CreditNote(
        invoice_id=invoice.id,
        draft_id=a_draft(world, actor, document).id,
        account_id=actor.account_id,
        document_id=document.id,
        rid=invoice.rid,
        number="A-1",
        number_exact="A-1",
        issued_on=date(2026, 11, 2),
        year=2026,
        total_ht=10_000,
        total_ttc=11_100,
        deposited_at=world.clock.now(),
    )
    keep(world, row)
    sql = "UPDATE documents SET demande_id = :d WHERE id = :i"
    with world.engine.begin() as connection:
        connection.execute(text(sql), {"d": invoice.demande_id, "i": document.id})


def a_rib(world: World, actor: Actor, place: Establishment) -> str:
    """Bank details; returns the demande's reference."""
    demande = opens(world, actor, Kind.RIB, place, "RIB – Banque")
    row = Rib(
        demande_id=demande.id,
        establishment_id=place.id,
        account_id=actor.account_id,
        iban="FR7617499000100000000000197",
        holder=place.name,
        status="a-verifier",
        submission_key=demande.reference,
        created_at=world.clock.now(),
    )
    keep(world, row)
    return demande.reference


def a_habilitation(world: World, actor: Actor, place: Establishment, status: str = "acceptee") -> str:
    """A demande to act for the établissement; returns its reference."""
    demande = opens(world, actor, Kind.HABILITATION, None, f"Habilitation – {place.name}")
    row = Habilitation(
        demande_id=demande.id,
        account_id=actor.account_id,
        ridet=place.ridet,
        name=place.name,
        address=place.address,
        position="Gérante",
        department="Direction",
        status=status,
        submission_key=demande.reference,
        created_at=world.clock.now(),
    )
    keep(world, row)
    return demande.reference


def says(world: World, reference: str, actor: Actor, body: str, **values: Any) -> Message:
    """A line of a conversation."""
    demande_id = world.rows("SELECT id FROM demandes WHERE reference = :r", r=reference)[0][0]
    known = {"author": actor.name, "at": world.clock.now()}
    row = Message(demande_id=demande_id, account_id=actor.account_id, body=body, **(known | values))
    keep(world, row)
    return row


def signed_in(world: World, actor: Actor, token: str = TOKEN) -> str:
    """The Cookie header of an open session."""
    now = world.clock.now()
    row = AuthSession(
        token_hash=traces.hash_token(token),
        account_id=actor.account_id,
        device="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        address="192.0.2.7",
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(hours=12),
    )
    keep(world, row)
    return f"__Host-session={token}"


def makes(world: World, actor: Actor) -> str:
    """Ask for an export and let the job run; returns its public identifier."""
    world.do(exports.ask, actor)
    public_id = world.rows("SELECT public_id FROM exports ORDER BY id DESC")[0][0]
    finished(privacy_jobs.make_export(public_id))
    return public_id


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files of a ZIP."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def taken(world: World, actor: Actor) -> dict[str, bytes]:
    """The files of the actor's new export."""
    return unzipped(world.do(exports.serve, actor, makes(world, actor)).content)


def read(files: dict[str, bytes], name: str) -> Any:
    """What a JSON file says."""
    return json.loads(files[name].decode())


def _talk(world: World, reference: str, me: Actor, colleague: Actor, agent: Actor) -> None:
    said = says(world, reference, me, "Voici le bon de livraison.")
    demande = Demande(id=said.demande_id, reference="", kind="", title="", status="", tone="", account_id=0)  # type: ignore[call-arg]
    a_document(world, me, "facture.pdf", demande, message_id=said.id)
    says(world, reference, colleague, "Je suis ce dossier aussi.")
    says(world, reference, agent, "Merci, bien reçu.", author="Province Sud", from_agent=True)
    says(world, reference, agent, "fournisseur à surveiller", author="Province Sud", from_agent=True, is_internal=True)


def _alone(world: World, me: Actor) -> list[Any]:
    """What nobody else has a part in."""
    now = world.clock.now()
    mine: dict[str, Any] = {"account_id": me.account_id}
    a_draft(world, me, a_document(world, me, "brouillon.pdf"))
    proof = a_document(world, me, "kbis.pdf")
    signed_in(world, me)
    world.do(audit_service.record, me, Action.SESSION_CLOSED, f"account:{me.account_id}")
    coded: dict[str, Any] = {"email": EMAIL, "created_at": now, "expires_at": now + timedelta(minutes=10)}
    offered: dict[str, Any] = {"role": "depot", "sent_at": now, "valid_until": now, "closed_at": now}
    demande_id = world.rows("SELECT min(id) FROM demandes")[0][0]
    return [
        WordsUnderWay(**mine, place="rib", typed={"holder": "X"}, saved_at=now),
        HabilitationDraft(**mine, submission_key="k", typed={"name": "X"}, proof=proof.public_id, updated_at=now),
        Passkey(**mine, credential_id="credential", public_key="public-key", name="Téléphone", created_at=now),
        RecoveryCode(**mine, code_hash="recovery-hash"),
        LinkedIdentity(**mine, issuer="https://nc-connect.example", subject="s-1", linked_at=now),
        VerificationCode(**mine, **coded, purpose="email", code_hash="code-hash", ticket="t"),
        VerificationCode(**coded, purpose="recovery", ticket="t2"),
        Subscription(**mine, event="message", channel="courriel", is_on=False),
        Notice(**mine, title="Jeanne Collègue a quitté ATELIER DU LAGON", link="/factures", created_at=now),
        DemandeReading(**mine, demande_id=demande_id, read_at=now),
        FreshDecision(**mine, demande_id=demande_id, version=1, made_at=now),
        DemandeVisit(**mine, tab="tab-hash", demande_id=demande_id, seen_at=now),
        Mail(recipient=EMAIL, subject="Ancien", text="t", html="h", created_at=now, sent_at=now),
        Text(recipient=MOBILE, body="Ancien", created_at=now, sent_at=now),
        Invitation(**offered, establishment_id=1, invited_by=me.account_id, public_id="i", email=EMAIL),
    ]
