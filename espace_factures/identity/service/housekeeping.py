"""What is not needed any more is forgotten: old codes, counters, ended sessions, sign-ups never finished."""

from datetime import timedelta
from typing import Final

from espace_factures.app import limits
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.ports import Inside
from espace_factures.identity import repository
from espace_factures.identity.service import reach

CODES_KEPT: Final = timedelta(days=31)
"""As long as their wrong tries count."""
DETAILS_KEPT: Final = timedelta(days=1)
SESSIONS_KEPT: Final = timedelta(days=90)
SIGN_UPS_KEPT: Final = timedelta(days=7)


def tidy(uow: UnitOfWork, ports: Inside) -> None:
    """Once a day; twice does no harm."""
    now = ports.clock.now()
    limits.forget_ended(uow.session, now)
    repository.forget_codes(uow.session, now - CODES_KEPT, now - DETAILS_KEPT)
    repository.forget_sessions(uow.session, now - SESSIONS_KEPT)
    repository.forget_former_contacts(uow.session, now - reach.REACHED_FOR)
    repository.forget_sign_ups(uow.session, now - SIGN_UPS_KEPT)
