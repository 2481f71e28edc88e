"""The words of a scan or a photo are recognised after the answer, and fill what nobody has typed meanwhile."""

from dataclasses import asdict

from espace_factures.app import topics
from espace_factures.app.outside import at_reader, away, outside
from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.documents import ReadInvoice
from espace_factures.core.ports import Inside
from espace_factures.documents.models import Document
from espace_factures.invoices.deposit import repository
from espace_factures.invoices.deposit.service import drafts


async def recognise(public_id: str) -> None:
    """Read the document at length and fill its draft; one that is gone, sent or read already is left alone."""
    found = await read(unread, public_id)
    if found is None:
        return
    key, name = found
    content = await away(outside().files.read, key)
    await run(fill, public_id, await at_reader(outside().reader.read, content, name))


def unread(uow: Reading, _ports: Inside, public_id: str) -> tuple[str, str] | None:
    """Where the bytes of the draft's document are, and its name; None once there is nothing more to read."""
    draft = repository.waiting_draft(uow.session, public_id)
    if draft is None:
        return None
    document = uow.session.get_one(Document, draft.document_id)
    return document.storage_key, document.name


def fill(uow: UnitOfWork, ports: Inside, public_id: str, reading: ReadInvoice) -> None:
    """Give the draft what was recognised where nothing stands, and tell its page."""
    draft = repository.waiting_draft(uow.session, public_id, lock=True)
    if draft is None:
        return
    draft.reading_until = None
    draft.findings = [*draft.findings, *(asdict(finding) for finding in reading.findings)]
    drafts.fill_in(uow, ports, draft, reading)
    uow.notify(topics.account(draft.account_id))
