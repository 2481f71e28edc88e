"""An account as notifications know it."""

from espace_factures.identity.models import Account
from espace_factures.notifications.service.outbox import Recipient


def recipient_of(account: Account) -> Recipient:
    """Where its person may be told: an address and a number that they proved."""
    mobile = account.mobile if account.mobile and account.mobile_proved_at else ""
    return Recipient(account.id, account.own_email, mobile)
