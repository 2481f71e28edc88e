"""The account of a program: nobody signs in with it, nothing is sent to it, and what it does bears its name."""

from typing import Final

from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor
from espace_factures.core.calendar import noumea_date
from espace_factures.core.ports import Inside
from espace_factures.identity import repository
from espace_factures.identity.models import Account
from espace_factures.notifications.rules import NOBODY

NO_PASSWORD: Final = "!"  # noqa: S105 - the hash of nothing: no password verifies against it
FIRST_NAME: Final = "Logiciel"


def open_account(uow: UnitOfWork, ports: Inside, name: str) -> Account:
    """An account for one program, with its first day for a birth date."""
    now = ports.clock.now()
    account = Account(
        email=f"{ports.chance.token().lower()}{NOBODY}",
        civility="",
        first_name=FIRST_NAME,
        last_name=name,
        birth_date=noumea_date(now),
        email_proved_at=now,
        activated_at=now,
        password_hash=NO_PASSWORD,
        terms_accepted_at=now,
        created_at=now,
        is_software=True,
    )
    uow.session.add(account)
    uow.session.flush()
    return account


def actor_of(uow: UnitOfWork, account_id: int, address: str) -> Actor:
    """Who acts when the program calls."""
    account = repository.by_id(uow.session, account_id)
    return Actor(account.id, 0, account.full_name, account.email, address=address)
