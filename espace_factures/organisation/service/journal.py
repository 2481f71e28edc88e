"""The head of the audit log is kept where whoever rewrites the database cannot reach."""

import structlog

from espace_factures.app.uow import UnitOfWork
from espace_factures.audit.rules.chain import Head
from espace_factures.audit.service import sealing
from espace_factures.core.ports import Inside
from espace_factures.notifications.service import outbox
from espace_factures.organisation import messages

log = structlog.get_logger()


def send_head(uow: UnitOfWork, ports: Inside) -> Head:
    """Seal what waits, then tell the head to the technical log and to AUDIT_MAIL."""
    head, count = sealing.seal(uow, ports)
    while count == sealing.BATCH:
        head, count = sealing.seal(uow, ports)
    log.info("journal.head", position=head.position, hash=head.hash)
    if to := ports.settings.audit_mail:
        outbox.mail(uow, ports, to, messages.journal_head(head, ports.clock.now()))
    return head
