"""The week in one mail: every Monday morning, to those who wish it and have something to read."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from espace_factures import routes
from espace_factures.app import limits
from espace_factures.app.limits import Memory
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.calendar import NOUMEA, long_date, noumea_date
from espace_factures.core.ports import Inside
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service.recipients import recipient_of
from espace_factures.invoices import messages as invoices_messages
from espace_factures.invoices import repository as invoices_repository
from espace_factures.jobs.queue import Job, Line
from espace_factures.notifications import repository as notifications_repository
from espace_factures.notifications.rules import Channel, Event, wanted
from espace_factures.notifications.service import outbox

START: Final = Job("invoices.recaps", Line.EXPORTS)
WRITE: Final = Job("invoices.recap", Line.EXPORTS)
WEEK: Final = timedelta(days=7)


def start(uow: UnitOfWork, _ports: Inside, timestamp: int) -> None:
    """Queue the recap of the week before an instant (seconds since 1970) for each account that wishes it."""
    week = week_before(datetime.fromtimestamp(timestamp, UTC))
    choices = notifications_repository.choices(uow.session, invoices_repository.follower_ids(uow.session))
    for account_id in sorted(choices):
        if wanted(Event.RECAP, Channel.EMAIL, choices[account_id]):
            uow.defer(WRITE, account_id=account_id, week=week)


def write(uow: UnitOfWork, ports: Inside, account_id: int, week: str) -> None:
    """Write the recap of a week, such as 2026-W47, once; nothing when nothing happened and nothing waits."""
    first, last = days_of(week)
    places = invoices_repository.week_of(uow.session, account_id, _midnight(first), _midnight(last + timedelta(days=1)))
    if not places or _was_told(uow, ports, account_id, week):
        return
    link = ports.settings.origin + routes.TRACKING
    letter = invoices_messages.week_recap(f"du {long_date(first)} au {long_date(last)}", places, link)
    told = [recipient_of(identity_repository.by_id(uow.session, account_id))]
    outbox.tell(uow, ports, Event.RECAP, told, letter, letter.subject, routes.TRACKING)


def week_before(instant: datetime) -> str:
    """The last whole week of Nouméa at an instant, as ISO 8601 writes it: 2026-W47."""
    year, week, _ = (noumea_date(instant) - WEEK).isocalendar()
    return f"{year}-W{week:02d}"


def days_of(week: str) -> tuple[date, date]:
    """The Monday and the Sunday of a week."""
    monday = date.fromisoformat(f"{week}-1")
    return monday, monday + timedelta(days=6)


def _was_told(uow: UnitOfWork, ports: Inside, account_id: int, week: str) -> bool:
    """Whether the account has its mail; two runs at once wait for each other on the row."""
    return not limits.once(uow, ports, Memory.RECAP, f"{account_id}:{week}")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), NOUMEA)
