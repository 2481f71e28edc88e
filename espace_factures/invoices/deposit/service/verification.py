"""After the deposit: a structured invoice is held against the rules of EN 16931, and agents see what it breaks."""

from dataclasses import asdict

from espace_factures.app.outside import at_reader, away, outside
from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.documents import DocumentKind, Finding, Level
from espace_factures.core.ports import Inside, RulesUnavailableError
from espace_factures.demandes.models import Demande
from espace_factures.demandes.service import cases
from espace_factures.documents.models import Document
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices.models import Invoice, InvoiceDraft
from espace_factures.jobs.queue import Job, Line

VERIFY = Job("invoices.verify", Line.VERIFICATION)
NOT_VERIFIED = Finding(
    "not_verified",
    Level.INFO,
    "Cette facture n’a pas été confrontée à la norme EN 16931 : elle est trop longue, ou le contrôle a échoué.",
    "document",
)
STRUCTURED = frozenset({DocumentKind.FACTURX, DocumentKind.UBL, DocumentKind.CII})


def ask(uow: UnitOfWork, draft: InvoiceDraft, invoice: Invoice) -> None:
    """Queue the verification of a structured invoice."""
    if draft.kind in STRUCTURED:
        uow.defer(VERIFY, reference=invoice.reference)


async def verify(reference: str) -> None:
    """Read the invoice's document, run the rules, and keep what they find."""
    content = await away(outside().files.read, await read(key_of, reference))
    try:
        findings = await at_reader(outside().reader.verify, content)
    except RulesUnavailableError:
        await run(record, reference, (NOT_VERIFIED,))
        raise
    await run(record, reference, findings)


def key_of(uow: Reading, _ports: Inside, reference: str) -> str:
    """Where the bytes of the invoice's document are."""
    invoice = invoices_repository.by_reference(uow.session, reference)
    return uow.session.get_one(Document, invoice.document_id).storage_key


def record(uow: UnitOfWork, _ports: Inside, reference: str, findings: tuple[Finding, ...]) -> None:
    """Keep what was found beside what the reading said; a second verification replaces the first."""
    invoice = invoices_repository.by_reference(uow.session, reference, lock=True)
    codes = {NOT_VERIFIED.code, *(finding.code for finding in findings)}
    kept = [known for known in invoice.findings if known["code"] not in codes]
    found = [*kept, *(asdict(finding) for finding in findings)]
    if found == invoice.findings:
        return
    invoice.findings = found
    cases.wake(uow, uow.session.get_one(Demande, invoice.demande_id))
