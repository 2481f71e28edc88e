"""Writes the audit log inside the transaction of what it records."""

from typing import Any

from espace_factures.app.uow import UnitOfWork
from espace_factures.audit.models import AuditEntry
from espace_factures.core.access import Actor
from espace_factures.core.ports import Inside


def record(uow: UnitOfWork, ports: Inside, actor: Actor | None, action: str, subject: str, **details: Any) -> None:
    """Say who did what to what; `details` hold no secret and no personal data."""
    uow.session.add(
        AuditEntry(
            at=ports.clock.now(),
            account_id=actor.account_id if actor else None,
            action=action,
            subject=subject,
            details=details,
            address=actor.address if actor else "",
        )
    )
