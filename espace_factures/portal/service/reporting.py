"""What anybody reports of the accessibility reaches, by mail, who answers for it: no account is asked."""

from collections.abc import Sequence
from typing import Final

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.app.reading import Reading
from espace_factures.app.run import run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Role
from espace_factures.core.errors import DomainError
from espace_factures.core.ports import Inside
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service import robots
from espace_factures.notifications.service import outbox
from espace_factures.portal import messages
from espace_factures.portal.forms import Report

EVERYBODY: Final = "all"
NOBODY: Final = "Personne n’est encore désigné pour lire ce message. Écrivez à la Province Sud par courrier."


def is_crowded(uow: Reading, ports: Inside, address: str) -> bool:
    """Whether the next message of this network needs « Je ne suis pas un robot »."""
    is_everybody = limits.is_full(uow, ports, Limit.REPORTS_IN_ALL, EVERYBODY)
    return is_everybody or limits.is_full(uow, ports, Limit.REPORTS, address)


async def report(form: Report, answer: str, address: str) -> None:
    """Send it; past what a network may send, a robot is told from a person first."""
    if await run(_count, address):
        await run(_send, form, await robots.proof_of(answer, address))
    else:
        await run(_send, form, None)


def _count(uow: UnitOfWork, ports: Inside, address: str) -> bool:
    here = limits.count(uow, ports, Limit.REPORTS, address)
    everywhere = limits.count(uow, ports, Limit.REPORTS_IN_ALL, EVERYBODY)
    return here.is_over or everywhere.is_over


def _send(uow: UnitOfWork, ports: Inside, form: Report, proof: str | None) -> None:
    if proof is not None:
        robots.turn_away(uow, ports, proof)
    readers = _readers(uow, ports)
    if not readers:
        raise DomainError(NOBODY, "report-to-nobody")
    letter = messages.accessibility_reported(form.what, form.page, form.email, ports.clock.now())
    for reader in readers:
        outbox.mail(uow, ports, reader, letter)


def _readers(uow: UnitOfWork, ports: Inside) -> Sequence[str]:
    if contact := ports.settings.accessibility_contact:
        return [contact]
    return [account.email for account in identity_repository.with_role(uow.session, Role.ADMIN)]
