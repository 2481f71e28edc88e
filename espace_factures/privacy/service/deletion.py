"""« Supprimer mon compte »: the person is forgotten; what they did for an établissement stays with it."""

from datetime import timedelta
from typing import Final

from espace_factures.app import topics
from espace_factures.app.outside import away, outside
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import DomainError, FormError
from espace_factures.core.ports import Inside
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.rules import MemberRight, Standing, manager_fault
from espace_factures.identity import messages as identity_messages
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.models import Account
from espace_factures.identity.service import notices
from espace_factures.identity.service.proofs import by_password
from espace_factures.jobs.queue import Job, Line
from espace_factures.organisation import repository as organisation_repository
from espace_factures.privacy import repository
from espace_factures.privacy.rules import leaving
from espace_factures.privacy.service import erasure

FORGET_FILES: Final = Job("privacy.forget_files", Line.EXPORTS)
LAST_LETTER_KEPT: Final = timedelta(days=1)


def obstacle(uow: Reading, _ports: Inside, actor: Actor) -> str:
    """Why the actor may not leave now, in one sentence, or nothing."""
    actor.require(Permission.ACCOUNT_USE)
    if organisation_repository.roles_of(uow.session, actor.account_id):
        return leaving.AGENT
    undecided = repository.undecided(uow.session, actor.account_id)
    return leaving.manager_obstacle(_manager_faults(uow, actor)) or leaving.habilitation_obstacle(undecided)


def check(uow: Reading, ports: Inside, actor: Actor, word: str) -> None:
    """Refuse a person who may not leave, or did not write the word."""
    if sentence := obstacle(uow, ports, actor):
        raise DomainError(sentence, "account-needed")
    if word.strip() != leaving.WORD:
        raise FormError({"confirmation": leaving.ASK_WORD})


@by_password
def delete(uow: UnitOfWork, ports: Inside, actor: Actor, _account: Account, word: str) -> None:
    """Forget the actor, at once and wholly; the bytes of their files go after the commit."""
    erasure.lock_places(uow.session, actor.account_id)
    check(uow, ports, actor, word)
    account, now = identity_repository.lock_account(uow.session, actor.account_id), ports.clock.now()
    for place in erasure.end_memberships(uow.session, actor.account_id, now):
        uow.notify(topics.establishment(place))
    erasure.close_sessions(uow.session, actor.account_id, now)
    erasure.forget_name(uow.session, actor.account_id)
    keys = erasure.forget_rows(uow.session, account)
    erasure.forget_contacts(uow.session, account)
    notices.tell(uow, ports, account, identity_messages.deleted(now))
    erasure.forget_person(account, now)
    audit_service.record(uow, ports, actor, Action.ACCOUNT_DELETED, f"account:{actor.account_id}")
    if keys:
        uow.defer(FORGET_FILES, keys=keys)
    uow.notify(topics.account(actor.account_id))


async def forget_files(keys: list[str]) -> None:
    """The bytes of what is gone already."""
    for key in keys:
        await away(outside().files.delete, key)


def purge_letters(uow: UnitOfWork, ports: Inside) -> None:
    """The letter that told a person that they left was the last trace of their address."""
    now = ports.clock.now()
    erasure.forget_last_letters(uow.session, identity_messages.deleted(now).subject, now - LAST_LETTER_KEPT)


def _manager_faults(uow: Reading, actor: Actor) -> list[tuple[str, str]]:
    """What each établissement would lose with the actor, beside its name."""
    faults: list[tuple[str, str]] = []
    for place in establishments_repository.those_of(uow.session, actor.account_id, MemberRight.MANAGE):
        living = [row for row, _ in establishments_repository.members(uow.session, place.id)]
        before, after = (
            [Standing(row.role, row.expires_on) for row in rows]
            for rows in (living, [row for row in living if row.account_id != actor.account_id])
        )
        faults.append((place.name, manager_fault(before, after)))
    return faults
