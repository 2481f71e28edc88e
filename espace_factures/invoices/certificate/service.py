"""What a certificate says, for those who may read its invoice; and what is true of one, for anybody."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from espace_factures import routes
from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import NotFoundError, Refusal
from espace_factures.core.ports import Inside
from espace_factures.documents.models import Document
from espace_factures.establishments.models import Establishment
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices.certificate import repository
from espace_factures.invoices.certificate.rules import display, typed_code, typed_digest
from espace_factures.invoices.models import Invoice

RIGHT: Final = Permission.ACCOUNT_USE
ATTACHED: Final = "certificat"
"""What a mail brings is named « certificat/EF-2026-000123 »."""
NOT_TOGETHER: Final = "Cette référence et ce code ne vont pas ensemble : recopiez-les du certificat, lettre par lettre."
NOT_RECEIVED: Final = (
    "Aucune facture déposée n’a exactement ce fichier : un seul octet changé en fait un autre. Vérifiez que c’est bien "
    "le fichier déposé, sans l’ouvrir ni l’enregistrer de nouveau."
)


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says; `code` in groups of four, `address` checks it."""

    invoice: Invoice
    place: Establishment
    document: Document
    beside: Sequence[Document]
    code: str
    address: str


def certificate(uow: Reading, ports: Inside, actor: Actor, reference: str) -> Certificate:
    """The certificate of an invoice that the actor may read; raises NotFoundError."""
    actor.require(RIGHT)
    found = invoices_repository.find_readable(uow.session, actor, reference)
    if found is None:
        raise NotFoundError("Ce certificat est introuvable.")
    return of(uow, ports, found[0])


def of_reference(uow: Reading, ports: Inside, reference: str) -> Certificate:
    """The one that the portal itself sends to who deposited."""
    return of(uow, ports, invoices_repository.by_reference(uow.session, reference))


def of(uow: Reading, ports: Inside, invoice: Invoice) -> Certificate:
    """The same, for who was let in already."""
    code = display(invoice.verification_code)
    return Certificate(
        invoice=invoice,
        place=uow.session.get_one(Establishment, invoice.establishment_id),
        document=uow.session.get_one(Document, invoice.document_id),
        beside=repository.beside(uow.session, invoice),
        code=code,
        address=ports.settings.origin
        + routes.with_query(routes.VERIFICATION, reference=invoice.reference, verification=code),
    )


def verified(uow: UnitOfWork, ports: Inside, address: str, reference: str, code: str) -> datetime | Refusal:
    """When the deposit of a reference was received, for who holds its code; every try of a network counts."""
    if (tries := limits.count(uow, ports, Limit.VERIFICATIONS, address)).is_over:
        return Refusal(tries.code, tries.refusal)
    found = repository.deposited(uow.session, reference.strip().upper())
    expected, at = found or ("", None)
    is_same = hmac.compare_digest(expected.encode(), typed_code(code).encode())
    return at if at and expected and is_same else Refusal("certificate-unknown", NOT_TOGETHER)


def received(uow: UnitOfWork, ports: Inside, address: str, digest: str) -> datetime | Refusal:
    """When a file was received, from its SHA-256 alone; every try of a network counts."""
    if (tries := limits.count(uow, ports, Limit.VERIFICATIONS, address)).is_over:
        return Refusal(tries.code, tries.refusal)
    sha256 = typed_digest(digest)
    at = repository.received_at(uow.session, sha256) if sha256 else None
    return at or Refusal("file-unknown", NOT_RECEIVED)
