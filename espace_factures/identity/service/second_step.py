"""The second step of a sign-in is done: the session opens, with the password that a recovery chose."""

from espace_factures.app.uow import UnitOfWork
from espace_factures.core.ports import Inside
from espace_factures.identity import repository
from espace_factures.identity.models import AuthSession
from espace_factures.identity.service import doubt, recovery, sessions
from espace_factures.identity.service.sessions import Opened


def finish(uow: UnitOfWork, ports: Inside, row: AuthSession) -> Opened:
    """Open the waiting session whose factor was just proved."""
    if row.next_password:
        account = repository.by_id(uow.session, row.account_id)
        recovery.change_hash(uow, ports, account, row.next_password, keep=row.id)
        row.next_password = ""
        doubt.begin(uow, account, doubt.safe_before(uow, ports, row))
    return sessions.complete(uow, ports, row)
