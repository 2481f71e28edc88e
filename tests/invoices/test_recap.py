"""The week in one mail: what it says, to whom it goes, once."""

from datetime import UTC, date, datetime

import pytest

from espace_factures.core.access import Actor
from espace_factures.establishments.models import Establishment
from espace_factures.invoices import messages as invoices_messages
from espace_factures.invoices.following.service import recap
from espace_factures.invoices.messages import PlaceWeek
from espace_factures.invoices.rules import Status
from espace_factures.notifications.rules import Channel, Event
from espace_factures.notifications.service import subscriptions
from tests import factories
from tests.conftest import World
from tests.invoices.conftest import Office

MONDAY_MORNING = datetime(2026, 11, 22, 20, tzinfo=UTC)
"""7:00 on 23 November 2026 in Nouméa, the Monday after the usual present of a test."""
WEEK = "2026-W47"
NOTHING = {
    "deposited": 0,
    "deposited_amount": 0,
    "changed": 0,
    "waiting": 0,
    "paid": 0,
    "paid_amount": 0,
}


def queued(world: World) -> list[tuple[int, str]]:
    """The recaps asked for on Monday morning: (account, week)."""
    world.do(recap.start, int(MONDAY_MORNING.timestamp()))
    rows = world.rows("SELECT args FROM procrastinate_jobs WHERE task_name = :name ORDER BY id", name=recap.WRITE.name)
    return [(row.args["account_id"], row.args["week"]) for row in rows]


def mails(office: Office, actor: Actor | None = None, week: str = WEEK) -> list[str]:
    """The recaps the person gets, once the week is written."""
    person = actor or office.supplier
    office.world.do(recap.write, person.account_id, week)
    sql = "SELECT text FROM mails WHERE recipient = :to AND subject LIKE 'Vos factures%'"
    return [row.text for row in office.world.rows(sql, to=person.email)]


def pays(office: Office, reference: str, **admitted: str) -> None:
    """The agents do all that leads to the payment."""
    office.decides(reference, Status.TAKEN)
    office.decides(reference, Status.SERVICE_DONE, **admitted)
    office.decides(reference, Status.CLEARED)
    for status in (Status.ORDERED, Status.SENT):
        office.decides(reference, status, office.accountant)
    office.decides(reference, Status.PAID, office.payer)


def suspends(office: Office, reference: str) -> None:
    """An agent waits for a document."""
    office.decides(reference, Status.TAKEN)
    office.decides(reference, Status.SUSPENDED, reason="JUSTIF_ABS")


def another_place(office: Office, actor: Actor) -> Establishment:
    """A second établissement of the person."""
    place = factories.an_establishment(office.world)
    factories.a_member(office.world, place, actor)
    return place


def test_on_monday_morning_each_follower_gets_a_job_for_the_week_that_ended(office: Office) -> None:
    assert queued(office.world) == [(office.supplier.account_id, WEEK)]


def test_a_person_of_two_establishments_gets_one_job(office: Office) -> None:
    another_place(office, office.supplier)
    assert len(queued(office.world)) == 1


def test_whoever_wants_no_recap_gets_no_job(office: Office) -> None:
    office.world.do(subscriptions.choose, office.supplier, Event.RECAP, Channel.EMAIL, is_on=False)
    assert queued(office.world) == []


def test_whoever_left_gets_no_job(world: World) -> None:
    factories.a_member(world, factories.an_establishment(world), ended_at=world.clock.now())
    factories.a_member(world, factories.an_establishment(world), expires_on=date(2020, 1, 1))
    assert queued(world) == []


def test_a_week_without_anything_sends_nothing(office: Office) -> None:
    assert mails(office) == []


def test_a_deposit_is_counted_with_its_amount(office: Office) -> None:
    office.deposits()
    (mail,) = mails(office)
    assert f"{office.place.name} : 1\u00a0déposée (161\u202f500\u00a0F\u00a0CFP)\n" in mail


def test_a_payment_is_counted_with_what_was_admitted(office: Office) -> None:
    reference = office.deposits()
    office.world.clock.advance(days=7)
    pays(office, reference, admitted="100 000")
    (mail,) = mails(office, week="2026-W48")
    assert f"{office.place.name} : 1\u00a0payée (100\u202f000\u00a0F\u00a0CFP)\n" in mail


def test_a_change_of_status_is_counted_once_per_invoice(office: Office) -> None:
    reference = office.deposits()
    office.world.clock.advance(days=7)
    office.decides(reference, Status.TAKEN)
    office.decides(reference, Status.SERVICE_DONE)
    (mail,) = mails(office, week="2026-W48")
    assert f"{office.place.name} : 1\u00a0a changé de statut\n" in mail


def test_a_suspension_of_an_older_week_is_told_as_long_as_it_waits(office: Office) -> None:
    suspends(office, office.deposits())
    (mail,) = mails(office, week="2026-W50")
    assert f"{office.place.name} : 1\u00a0suspendue attend une réponse\n" in mail


@pytest.mark.parametrize("week", ["2026-W46", "2026-W48"])
def test_another_week_is_not_told(office: Office, week: str) -> None:
    office.deposits()
    assert mails(office, week=week) == []


@pytest.mark.parametrize(
    ("instant", "week"),
    [
        (datetime(2026, 11, 15, 12, 59, tzinfo=UTC), "2026-W46"),
        (datetime(2026, 11, 15, 13, 0, tzinfo=UTC), "2026-W47"),
        (datetime(2026, 11, 22, 12, 59, tzinfo=UTC), "2026-W47"),
        (datetime(2026, 11, 22, 13, 0, tzinfo=UTC), "2026-W48"),
    ],
)
def test_a_week_begins_and_ends_at_midnight_in_noumea(office: Office, instant: datetime, week: str) -> None:
    office.world.clock.instant = instant
    office.deposits()
    for one in ("2026-W46", "2026-W47", "2026-W48"):
        mails(office, week=one)
    told = office.world.rows("SELECT key FROM rate_buckets WHERE key LIKE 'recap:%'")
    assert [row.key for row in told] == [f"recap:{office.supplier.account_id}:{week}"]


def test_each_establishment_has_its_line_by_name(office: Office) -> None:
    office.deposits()
    first, office.place = office.place, another_place(office, office.supplier)
    office.deposits()
    (mail,) = mails(office)
    assert mail.index(first.name) < mail.index(office.place.name)


def test_the_invoices_of_others_are_not_told(office: Office) -> None:
    office.deposits()
    stranger = factories.a_member(office.world, factories.an_establishment(office.world))
    assert mails(office, stranger) == []


def test_a_week_is_told_once_however_often_it_is_run(office: Office) -> None:
    office.deposits()
    assert [len(mails(office)), len(mails(office))] == [1, 1]


def test_every_follower_is_told_for_himself(office: Office) -> None:
    office.deposits()
    colleague = factories.a_member(office.world, office.place)
    assert [len(mails(office)), len(mails(office, colleague))] == [1, 1]


def test_a_recap_is_stopped_by_one_click(office: Office) -> None:
    office.deposits()
    mails(office)
    (row,) = office.world.rows("SELECT unsubscribe FROM mails WHERE subject LIKE 'Vos factures%'")
    office.world.do(subscriptions.stop, row.unsubscribe.rsplit("/", 1)[-1])
    assert queued(office.world) == []


def test_a_recap_is_no_notice_of_the_portal(office: Office) -> None:
    office.deposits()
    mails(office)
    assert office.world.rows("SELECT 1 FROM notices") == []


def test_the_first_days_of_january_belong_to_the_last_week_of_the_year() -> None:
    assert recap.week_before(datetime(2027, 1, 3, 20, tzinfo=UTC)) == "2026-W53"


def test_a_line_counts_in_the_singular_and_in_the_plural() -> None:
    place = PlaceWeek("EXEMPLE", **NOTHING | {"deposited": 2, "deposited_amount": 1_234_567, "waiting": 2})
    words = "2\u00a0déposées (1\u202f234\u202f567\u00a0F\u00a0CFP), 2\u00a0suspendues attendent une réponse"
    assert invoices_messages.place_words(place) == words
