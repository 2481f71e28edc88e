"""Security notices of an account: written where its person surely reads them."""

from espace_factures import routes
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.ports import Inside
from espace_factures.identity.models import Account
from espace_factures.notifications.messages import Letter, as_text_message
from espace_factures.notifications.service import outbox


def tell(uow: UnitOfWork, ports: Inside, account: Account, letter: Letter) -> None:
    """To the address that its person proved, else to their number: another address may be a stranger's."""
    if account.own_email:
        outbox.mail(uow, ports, account.own_email, letter)
    elif account.mobile and account.mobile_proved_at:
        link = letter.action[1] if letter.action else ports.settings.origin + routes.PROFILE
        outbox.text(uow, ports, account.mobile, as_text_message(letter.subject, link))
