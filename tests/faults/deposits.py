"""A deposit without a browser, and what must be true of the invoices whatever happened meanwhile."""

import contextlib
import hashlib
import re
import threading
import uuid
from dataclasses import dataclass, field
from urllib.parse import unquote

import httpx
from websockets.exceptions import WebSocketException

from espace_factures import routes
from espace_factures.invoices.deposit.state import DepositState
from tests import factories
from tests.faults.conftest import Site, Supplier
from tests.sockets import Tab, cookie_of, event_name

LOAD, SUBMIT = event_name(DepositState.load), event_name(DepositState.submit)
REFERENCE = re.compile(r"ref=(EF-\d{4}-\d{6})")
LOST = (httpx.HTTPError, WebSocketException, OSError, AssertionError, TimeoutError)


@dataclass(slots=True)
class Deposit:
    """One deposit on its way; what the application acknowledged is written here as soon as it is known."""

    number: str
    content: bytes = b""
    draft: str = ""
    reference: str = ""
    answers: list[str] = field(default_factory=list)
    under_way: threading.Event = field(default_factory=threading.Event)
    """Set when « Envoyer » is pressed."""


def a_deposit() -> Deposit:
    """A new one, with a document found nowhere else."""
    number = f"K-{uuid.uuid4().hex[:12].upper()}"
    return Deposit(number, factories.a_pdf(f"Facture {number}"))


def run(site: Site, supplier: Supplier, deposit: Deposit) -> None:
    """From the file to « Envoyer »; a server that dies leaves it where it was."""
    with contextlib.suppress(*LOST):
        send_file(supplier, deposit)
        tab = open_draft(site, supplier, deposit)
        submit(site, supplier, deposit, tab)
        tab.closes()


def send_file(supplier: Supplier, deposit: Deposit) -> None:
    """Drop the document."""
    files = {"fichier": (f"{deposit.number}.pdf", deposit.content, "application/pdf")}
    answer = supplier.client.post(routes.POST_DRAFT_FILE, files=files)
    deposit.draft = answer.json()["id"]


def open_draft(site: Site, supplier: Supplier, deposit: Deposit) -> Tab:
    """The page of the draft."""
    tab = Tab(site.server.url, cookie_of(supplier.client))
    tab.goes_to(routes.with_query(routes.DEPOSIT, brouillon=deposit.draft))
    tab.says(LOAD)
    tab.hears(f'"public_id":"{deposit.draft}"')
    return tab


def submit(site: Site, supplier: Supplier, deposit: Deposit, tab: Tab) -> None:
    """« Envoyer », and the answer."""
    tab.says(SUBMIT, {"form": supplier.form(site, deposit.number)})
    deposit.under_way.set()
    before = len(tab.frames)
    tab.reads_everything()
    said = unquote("\n".join(tab.frames[before:]))
    deposit.answers.append(said)
    if found := REFERENCE.search(said):
        deposit.reference = found.group(1)


def invoices_of(site: Site, deposit: Deposit) -> list[str]:
    """The references of the invoices that carry the number."""
    return [row for (row,) in site.rows("SELECT reference FROM invoices WHERE number = :n", n=deposit.number)]


def has_draft(site: Site, deposit: Deposit) -> bool:
    """Whether the draft is kept."""
    return bool(site.rows("SELECT 1 FROM invoice_drafts WHERE public_id = :id", id=deposit.draft))


def numbers_of_references(site: Site) -> list[int]:
    """The numbers given to deposits so far, in order; those of `copies_of` were made by the database."""
    rows = site.rows(
        "SELECT reference FROM demandes "
        "WHERE reference LIKE 'EF-%' AND reference NOT LIKE 'EF-2030%' ORDER BY reference"
    )
    return [int(reference[-6:]) for (reference,) in rows]


def broken_rows(site: Site) -> list[str]:
    """Invoices and drafts that lack a part: their demande, its history, their document, or its very bytes."""
    found = site.rows("""
        SELECT i.reference, d.sha256, d.storage_key FROM invoices i
        LEFT JOIN demandes r ON r.id = i.demande_id AND r.reference = i.reference
        LEFT JOIN documents d ON d.id = i.document_id AND d.demande_id = r.id
        LEFT JOIN demande_events e ON e.demande_id = r.id
        WHERE (r.id IS NULL OR d.id IS NULL OR e.id IS NULL) AND i.reference NOT LIKE 'EF-2030%'""")
    kept = site.rows("SELECT name, sha256, storage_key FROM documents")
    return [str(row[0]) for row in found] + [name for name, digest, key in kept if digest_of(site, key) != digest]


def digest_of(site: Site, key: str) -> str:
    """SHA-256 of what the store holds under a key."""
    path = site.folder / "files" / key
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
