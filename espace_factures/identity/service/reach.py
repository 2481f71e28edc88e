"""Every contact that an account has or lately had, and when what protects it last changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.ports import Inside
from espace_factures.identity import repository
from espace_factures.identity.models import Account, FormerContact
from espace_factures.identity.rules.people import Contact
from espace_factures.identity.service.recipients import recipient_of
from espace_factures.notifications.service.outbox import Recipient

REACHED_FOR: Final = timedelta(days=90)
"""How long a contact that was changed is still warned: longer than a thief has patience for."""


def secured(ports: Inside, account: Account) -> None:
    """A contact, the password or a factor changed."""
    account.secured_at = ports.clock.now()


def contact_changes(uow: UnitOfWork, ports: Inside, account: Account, channel: Contact) -> None:
    """Keep the present contact, before another takes its place; one that was never proved is nobody's."""
    is_mail = channel is Contact.EMAIL
    value, proved_at = (
        (account.email, account.email_proved_at) if is_mail else (account.mobile, account.mobile_proved_at)
    )
    secured(ports, account)
    if value and proved_at:
        now = ports.clock.now()
        row = FormerContact(account_id=account.id, channel=channel, value=value, proved_at=proved_at, left_at=now)
        uow.session.add(row)


def recipients_of(uow: Reading, ports: Inside, accounts: Sequence[Account]) -> list[Recipient]:
    """Each account at its present contacts, then at each one that it had in the last ninety days."""
    since = ports.clock.now() - REACHED_FOR
    former = repository.former_contacts(uow.session, [account.id for account in accounts], since)
    found = [recipient_of(account) for account in accounts]
    for contact in former:
        is_mail = contact.channel is Contact.EMAIL
        blank = Recipient(contact.account_id, "")
        found.append(replace(blank, email=contact.value) if is_mail else replace(blank, mobile=contact.value))
    return list(dict.fromkeys(found))


def changed_since(accounts: Sequence[Account], instant: datetime) -> bool:
    """Whether a contact, the password or a factor of one of them changed after an instant."""
    return any(account.secured_at is not None and account.secured_at > instant for account in accounts)
