"""The « dossier » of an invoice, for the Treasury: documents, decisions, messages, and its part of the log."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from espace_factures.app.outside import away, outside
from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.audit import service as audit_service
from espace_factures.audit.models import AuditEntry
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.core.calendar import NOUMEA
from espace_factures.core.ports import Inside
from espace_factures.core.zip_parts import ZipParts
from espace_factures.demandes import repository as demandes_repository
from espace_factures.demandes.models import DemandeEvent, Message
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, kinds
from espace_factures.documents.models import Document
from espace_factures.documents.rules import HELD
from espace_factures.establishments.models import Establishment
from espace_factures.invoices.certificate import service as certificate_service
from espace_factures.invoices.certificate.service import Certificate
from espace_factures.invoices.models import Invoice
from espace_factures.organisation.models import Direction
from espace_factures.oversight.repository import journal
from espace_factures.oversight.service.journal import DOCUMENT, Names, names_of


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a dossier holds; internal notes stay among agents."""

    invoice: Invoice
    place: Establishment
    direction: Direction
    events: Sequence[DemandeEvent]
    messages: Sequence[Message]
    documents: Sequence[Document]
    certificate: Certificate
    entries: Sequence[AuditEntry]
    names: Names
    now: datetime

    @property
    def served(self) -> list[Document]:
        """The documents that may leave."""
        return [document for document in self.documents if document.scan not in HELD]


async def open_dossier(actor: Actor, reference: str) -> Whole:
    """What an agent who instructs the invoice may take away; that they do is written before. Raises NotFoundError."""
    whole = await read(gathered, actor, reference)
    await run(audit_service.record, actor, Action.DOSSIER_TAKEN, whole.invoice.reference)
    return whole


async def parts(whole: Whole, files: Sequence[tuple[str, bytes]], paths: Sequence[str]) -> AsyncIterator[bytes]:
    """The ZIP: the files made for it, then each document under its path, read when its turn comes."""
    made = ZipParts(whole.now.astimezone(NOUMEA))
    for name, content in files:
        yield made.add(name, content)
    for document, path in zip(whole.served, paths, strict=True):
        try:
            content = await away(outside().files.read, document.storage_key)
        except KeyError:
            yield made.add(f"{path}.absent.txt", "Ce document n’est plus dans le stockage.\n".encode())
        else:
            yield await away(made.add, path, content)
    yield made.end()


def gathered(uow: Reading, ports: Inside, actor: Actor, reference: str) -> Whole:
    """All of it; raises NotFoundError for what the agent does not instruct."""
    declared = kinds.of(Kind.INVOICE)
    actor.require(declared.right)
    case: Any = deciding.instructed(uow, actor, declared, reference)
    documents = demandes_repository.documents(uow.session, case.demande.id, with_internal=False)
    subjects = [case.item.reference, *(DOCUMENT + document.public_id for document in documents)]
    entries = journal.of_subjects(uow.session, subjects)
    return Whole(
        invoice=case.item,
        place=uow.session.get_one(Establishment, case.item.establishment_id),
        direction=uow.session.get_one(Direction, case.item.direction_id),
        events=demandes_repository.history(uow.session, case.demande.id),
        messages=demandes_repository.conversation(uow.session, case.demande.id, with_internal=False),
        documents=documents,
        certificate=certificate_service.of(uow, ports, case.item),
        entries=entries,
        names=names_of(uow, entries),
        now=ports.clock.now(),
    )
