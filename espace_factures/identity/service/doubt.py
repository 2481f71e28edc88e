"""Somebody else may have been in the account: what was added since the last safe sign-in opens nothing until kept."""

from datetime import datetime, timedelta
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.ports import Inside
from espace_factures.identity import repository
from espace_factures.identity.models import Account, AuthSession
from espace_factures.identity.rules.browsers import Browser

LONG_AGO: Final = timedelta(days=90)
"""What an unknown browser doubts: nobody knows which of the sign-ins before it were safe."""


def safe_for(uow: Reading, ports: Inside, account: Account, browser: Browser) -> datetime:
    """The last safe sign-in, for somebody in front of a browser: the last one made from it, if it is known."""
    mark, since = browser.mark_for(account.own_email), browser.known_since(account.own_email)
    return _safe(uow, ports, account.id, mark, since)


def safe_before(uow: Reading, ports: Inside, row: AuthSession) -> datetime:
    """The last safe sign-in before a session."""
    return _safe(uow, ports, row.account_id, row.browser, row.known_since, but=row.id)


def begin(uow: UnitOfWork, account: Account, since: datetime) -> None:
    """Doubt what was added after that moment, if anything was."""
    since = min(since, account.doubted_from or since)
    if any(at > since for at in additions(uow, account)):
        account.doubted_from = since


def additions(uow: Reading, account: Account) -> list[datetime]:
    """When each factor and each link came."""
    keys = [key.created_at for key in repository.passkeys(uow.session, account.id)]
    links = [link.linked_at for link in repository.identities(uow.session, account.id)]
    return keys + links + ([account.totp_at] if account.totp_sealed and account.totp_at else [])


def _safe(uow: Reading, ports: Inside, account_id: int, mark: str, since: datetime | None, but: int = 0) -> datetime:
    if not mark or since is None:
        return ports.clock.now() - LONG_AGO
    return repository.last_sign_in(uow.session, account_id, mark, but) or since
