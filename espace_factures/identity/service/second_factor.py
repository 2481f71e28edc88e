"""The second factor: the step of a sign-in that asks for a one-time password or a recovery code."""

import hmac
from collections.abc import Iterable
from typing import Final

from pyotp.totp import TOTP

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.errors import Refusal
from espace_factures.core.ports import Inside
from espace_factures.core.typed import bare, code
from espace_factures.identity import messages, repository
from espace_factures.identity.models import Account, AuthSession
from espace_factures.identity.rules import traces
from espace_factures.identity.rules.steps import Awaits
from espace_factures.identity.service import budget, denial, notices, second_step, sessions
from espace_factures.identity.service.sessions import EXPIRED, Opened

PERIOD_SECONDS: Final = 30
WRONG: Final = "Ce n’est pas un code valable. Attendez le suivant dans votre application, puis réessayez."


def prove(uow: UnitOfWork, ports: Inside, ticket: str, typed: str) -> Opened | Refusal:
    """The second step of a sign-in: a one-time password or a recovery code; a try is counted even when refused."""
    row = sessions.waiting(uow, ports, ticket, Awaits.FACTOR)
    if row is None:
        return EXPIRED
    if not row.browser and budget.is_spent(uow, ports, row.address):
        return budget.SPENT
    if (tried := limits.count(uow, ports, Limit.FACTOR, _tried_by(row))).is_over:
        if tried.is_first_over:
            audit_service.at_the_door(uow, ports, Action.FACTOR_LOCKED, row.account_id, row.address)
        return Refusal("too-many", tried.refusal)
    account = repository.lock_account(uow.session, row.account_id)
    if not is_right(uow, ports, account, typed):
        budget.count_wrong(uow, ports, row.address)
        audit_service.at_the_door(uow, ports, Action.FACTOR_REFUSED, row.account_id, row.address)
        return Refusal("factor-wrong", WRONG)
    return _complete(uow, ports, row)


def _complete(uow: UnitOfWork, ports: Inside, row: AuthSession) -> Opened:
    limits.forget(uow, Limit.FACTOR, _tried_by(row))
    return second_step.finish(uow, ports, row)


def _tried_by(row: AuthSession) -> str:
    """A thief who knows the password uses up no try of the person's own browsers."""
    return f"{row.browser}:{row.account_id}" if row.browser else str(row.account_id)


def is_right(uow: UnitOfWork, ports: Inside, account: Account, typed: str) -> bool:
    """Whether this is the account's one-time password, or one of its recovery codes: either serves once."""
    if not account.trusts(account.totp_at):
        return False
    secret = account.totp_sealed
    step = step_of(secret, typed, ports, account.totp_step) if secret else None
    if step is not None:
        account.totp_step = step
        return True
    kept = traces_of(ports, account.id, _recovery_code(typed))
    spare = repository.recovery_code(uow.session, account.id, kept)
    if spare is None:
        return False
    spare.used_at = ports.clock.now()
    left = repository.recovery_codes_left(uow.session, account.id)
    deny = denial.address(ports, account.id, ports.clock.now())
    notices.tell(uow, ports, account, messages.recovery_code_used(left, deny))
    return True


def step_of(secret: str, typed: str, ports: Inside, used: int) -> int | None:
    """The period this one-time password is of: the present one or a neighbour, later than the last one used."""
    totp, present = TOTP(secret), int(ports.clock.now().timestamp()) // PERIOD_SECONDS
    later: Iterable[int] = (step for step in (present - 1, present, present + 1) if step > used)
    digits = code(typed, totp.digits).encode()
    matching = [step for step in later if hmac.compare_digest(totp.generate_otp(step).encode(), digits)]
    return matching[0] if matching else None


def traces_of(ports: Inside, account_id: int, code: str) -> list[str]:
    """What may be kept of a recovery code, one trace for each key; the first is the one to keep."""
    return traces.hash_code(ports.settings.keys, f"recovery:{account_id}", code)


def _recovery_code(typed: str) -> str:
    """« A1B2C3 D4E5F6 » → a1b2c3-d4e5f6, as it was given."""
    letters = bare(typed).lower()
    return f"{letters[:6]}-{letters[6:]}"
