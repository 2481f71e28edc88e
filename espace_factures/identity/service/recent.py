"""A recent proof: somebody signed in says again that it is they, by what protects their account, before what matters.

A use case asks `require`, or `spend` when each gesture needs a proof of its own; a page that is refused opens the
dialog of `web/proof.py`, which proves and then does again what was wanted.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.app.reading import Reading
from espace_factures.app.run import run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import ForbiddenError, ProofNeededError, Refusal
from espace_factures.core.ports import Inside
from espace_factures.identity import repository
from espace_factures.identity.models import AuthSession
from espace_factures.identity.service import passkeys, proofs, second_factor

RECENT: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Ways:
    """What proves an account: its factors, and its password only when it has none."""

    has_code: bool
    has_key: bool
    key_options: str = ""
    """What a key has to sign, as JSON for the browser."""
    challenge: str = ""

    @property
    def has_password(self) -> bool:
        """Whether the password is enough."""
        return not self.has_code and not self.has_key


def require(uow: Reading, ports: Inside, actor: Actor) -> None:
    """Refuse an actor who signed in, or proved again, more than ten minutes ago; raises ProofNeededError."""
    row = repository.session_of(uow.session, actor.session_id)
    if not _is_recent(ports, row):
        raise ProofNeededError


def spend(uow: UnitOfWork, ports: Inside, actor: Actor) -> None:
    """The same for what each time needs a proof made for it: the sign-in is none, and each serves once."""
    row = repository.session_of(uow.session, actor.session_id)
    if row is None or row.proved_at is None or row.proved_at <= row.created_at or not _is_recent(ports, row):
        raise ProofNeededError
    row.proved_at = None


def ways(uow: Reading, ports: Inside, actor: Actor) -> Ways:
    """What the actor may prove by; a challenge comes with it when they have a key."""
    account = repository.by_id(uow.session, actor.account_id)
    if not repository.passkeys(uow.session, account.id):
        return Ways(bool(account.totp_sealed), has_key=False)
    asked = passkeys.challenge_for(uow, ports, account.id)
    return Ways(bool(account.totp_sealed), has_key=True, key_options=asked.options, challenge=asked.value)


async def prove_by_password(actor: Actor, password: str) -> None:
    """The password of an account that nothing else protects; raises FormError on « current »."""
    proof = await proofs.prove(actor, password)
    await run(_proved_by_password, actor, proof)


def prove_by_code(uow: UnitOfWork, ports: Inside, actor: Actor, typed: str) -> Refusal | None:
    """A one-time password or a recovery code; a try is counted even when refused."""
    actor.require(Permission.ACCOUNT_PROTECT)
    if over := limits.count(uow, ports, Limit.FACTOR, _tried_by(actor)).refusal:
        return Refusal("too-many", over, "proof_typed")
    account = repository.lock_account(uow.session, actor.account_id)
    if not second_factor.is_right(uow, ports, account, typed):
        return Refusal("factor-wrong", second_factor.WRONG, "proof_typed")
    limits.forget(uow, Limit.FACTOR, _tried_by(actor))
    _proved(uow, ports, actor)
    return None


def prove_by_key(uow: UnitOfWork, ports: Inside, actor: Actor, challenge: str, signed: str) -> Refusal | None:
    """A passkey of the actor's own account."""
    actor.require(Permission.ACCOUNT_PROTECT)
    passkey = passkeys.verified(uow, ports, challenge, signed)
    if passkey is None or passkey.account_id != actor.account_id:
        return passkeys.REFUSED
    _proved(uow, ports, actor)
    return None


def _proved_by_password(uow: UnitOfWork, ports: Inside, actor: Actor, proof: proofs.Proof) -> None:
    account = proofs.account_of(uow, actor, proof)
    if repository.has_factor(uow.session, account):
        raise ForbiddenError
    _proved(uow, ports, actor)


def _proved(uow: UnitOfWork, ports: Inside, actor: Actor) -> None:
    row = repository.session_of(uow.session, actor.session_id)
    if row is not None:
        row.proved_at = ports.clock.now()


def _tried_by(actor: Actor) -> str:
    return f"session-{actor.session_id}:{actor.account_id}"


def _is_recent(ports: Inside, row: AuthSession | None) -> bool:
    return row is not None and row.proved_at is not None and ports.clock.now() - row.proved_at <= RECENT
