"""Dates are those of Nouméa, in French, typed or picked."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_factures.core import calendar

LATE_IN_UTC = datetime(2026, 11, 17, 14, 0, tzinfo=UTC)
AFTERNOON = datetime(2026, 11, 18, 3, 32, tzinfo=UTC)


def test_noumea_is_already_tomorrow_when_utc_is_late_in_the_day() -> None:
    assert calendar.noumea_date(LATE_IN_UTC) == date(2026, 11, 18)


def test_today_is_the_day_in_noumea() -> None:
    assert calendar.today(LATE_IN_UTC) == date(2026, 11, 18)


def test_a_short_date_keeps_its_day_and_month_together() -> None:
    assert calendar.short_date(date(2026, 11, 18)) == "18\u00a0nov.\u00a02026"


def test_a_long_date_names_its_month_in_full() -> None:
    assert calendar.long_date(date(2026, 8, 9)) == "9\u00a0août\u00a02026"


def test_the_first_of_a_month_is_an_ordinal() -> None:
    assert calendar.long_date(date(2026, 1, 1)) == "1er\u00a0janvier\u00a02026"


def test_a_time_of_day_is_that_of_noumea() -> None:
    assert calendar.time_of_day(AFTERNOON) == "14\u00a0h\u00a032"


def test_minutes_take_two_digits() -> None:
    assert calendar.time_of_day(datetime(2026, 11, 17, 22, 5, tzinfo=UTC)) == "9\u00a0h\u00a005"


def test_a_moment_is_a_date_and_a_time_of_noumea() -> None:
    assert calendar.moment(AFTERNOON) == "18\u00a0nov.\u00a02026 à 14\u00a0h\u00a032"


@pytest.mark.parametrize("typed", ["2026-02-01", "01/02/2026", "1/2/2026", "01.02.2026", " 01-02-2026 "])
def test_a_date_is_understood_typed_or_picked(typed: str) -> None:
    assert calendar.parse_date(typed) == date(2026, 2, 1)


@pytest.mark.parametrize("typed", ["", "31/02/2026", "2026-13-01", "18/11/26", "18 novembre", "1/2/2026/3"])
def test_what_is_no_date_is_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(ValueError, match="Écrivez une date comme"):
        calendar.parse_date(typed)


@given(st.dates(date(calendar.FIRST_YEAR, 1, 1), date(calendar.LAST_YEAR, 12, 31)))
def test_a_date_of_a_native_field_comes_back(day: date) -> None:
    assert calendar.parse_date(day.isoformat()) == day


@pytest.mark.parametrize("typed", ["0026-11-18", "18/11/0026", "1989-12-31", "2101-01-01", "9999-12-31"])
def test_a_year_that_slipped_is_refused_as_such(typed: str) -> None:
    with pytest.raises(ValueError, match="Vérifiez l’année"):
        calendar.parse_date(typed)


def test_people_are_born_before_the_dates_of_their_papers() -> None:
    assert calendar.parse_date("17/05/1940", 1900) == date(1940, 5, 17)


@pytest.mark.parametrize("typed", ["\u200b18/11/2026", "１８／１１／２０２６", "18\u00a0/11/2026\u200e"])
def test_a_date_is_read_without_what_nobody_sees(typed: str) -> None:
    assert calendar.parse_date(typed.replace("\u00a0", "")) == date(2026, 11, 18)


@pytest.mark.parametrize("typed", ["١٨/١١/٢٠٢٦", "²²/11/2026"])
def test_a_date_is_written_in_plain_digits(typed: str) -> None:
    with pytest.raises(ValueError, match="Écrivez une date comme"):
        calendar.parse_date(typed)


def test_days_between_count_nights() -> None:
    assert calendar.days_between(date(2026, 11, 18), date(2026, 12, 18)) == 30


def test_days_between_are_negative_when_the_end_comes_first() -> None:
    assert calendar.days_between(date(2026, 11, 18), date(2026, 11, 17)) == -1
