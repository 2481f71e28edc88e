"""Which value of a parameter holds at an instant."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session

from espace_factures.organisation.rules.parameters import Parameter, TgcRate, Value, in_force
from espace_factures.organisation.service import parameters
from tests.conftest import World

FIRST, SECOND = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
VALUES = (
    Value(Parameter.PAYMENT_PERIOD, SECOND, 20, "délibération à venir"),
    Value(Parameter.PAYMENT_PERIOD, FIRST, 30, "délibération 136/CP, art. 71"),
)


@pytest.mark.parametrize(
    ("instant", "days"), [(FIRST, 30), (SECOND - timedelta(seconds=1), 30), (SECOND, 20), (FIRST - timedelta(1), 30)]
)
def test_a_value_holds_from_its_instant_until_the_next(instant: datetime, days: int) -> None:
    assert in_force(VALUES, Parameter.PAYMENT_PERIOD, instant).value == days


def test_a_new_portal_starts_with_the_values_in_force(world: World) -> None:
    with Session(world.engine) as session:
        found = parameters.at(session, world.clock.now())
    assert found.payment_period == timedelta(days=30)
    assert found.payment_text == "délibération 136/CP, art. 71, remplacée en 2020 par la délibération 424"
    assert (found.cooling_off, found.largest_document) == (timedelta(hours=48), 25)
    assert (found.documents_a_day, found.message_files) == (500, 5)
    assert found.rates_on(date(2026, 11, 18)) == (Decimal(3), Decimal(6), Decimal(11), Decimal(22))


def test_a_rate_that_ended_is_not_of_the_next_day() -> None:
    rate = TgcRate(Decimal(4), date(2020, 1, 1), date(2020, 12, 31))
    assert rate.holds_on(date(2020, 12, 31))
    assert not rate.holds_on(date(2021, 1, 1))
