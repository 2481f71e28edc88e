"""Parameters, rates and banks are changed by an administrator: signed, dated, refused by their field."""

from datetime import timedelta

import pytest

from espace_factures.administration.forms import BankTyped, Changed, RateEnded, RateTyped
from espace_factures.administration.presenter.settings import Setting, bank_rows, groups, rate_rows
from espace_factures.administration.service import settling
from espace_factures.app.forms import parse
from espace_factures.core.errors import ForbiddenError, FormError, ProofNeededError
from espace_factures.core.words import NBSP
from espace_factures.organisation.service import parameters
from tests import factories
from tests.administration.conftest import House

PERIOD = "payment-period-days"


def shown(house: House, name: str = PERIOD) -> Setting:
    """What the page says of a parameter."""
    every = [setting for group in groups(house.do(settling.listed)) for setting in group.settings]
    return next(setting for setting in every if setting.name == name)


def typed(value: str, day: str = "", text: str = "") -> Changed:
    return parse(Changed, {"value": value, "day": day, "text": text})


def test_a_new_portal_says_each_value_and_since_when(house: House) -> None:
    found = shown(house)
    assert found.value == f"30{NBSP}jours"
    assert "2018" in found.trace
    assert "délibération" in found.trace
    assert found.coming == ()


def test_a_change_says_who_made_it_and_acts_at_once(house: House) -> None:
    house.do(settling.change, PERIOD, typed("45"))
    parameters.kept.forget()
    found = shown(house)
    assert found.value == f"45{NBSP}jours"
    assert house.administrator.name in found.trace
    assert house.world.do(parameters.terms).payment == f"45{NBSP}jours"
    (entry,) = house.logged()
    assert (entry.action, entry.details["before"]) == ("parameter.set", 30)


def test_a_coming_value_stands_under_the_present_one_and_acts_from_its_day(house: House) -> None:
    house.do(settling.change, PERIOD, typed("20", "01/01/2027", "arrêté 12"))
    found = shown(house)
    assert found.value == f"30{NBSP}jours"
    (coming,) = found.coming
    assert f"1er{NBSP}janvier{NBSP}2027" in coming
    assert "arrêté 12" in coming
    house.world.clock.advance(days=60)
    assert house.world.do(lambda uow, ports: parameters.at(uow.session, ports.clock.now())).payment_period == timedelta(
        days=20
    )


@pytest.mark.parametrize(
    ("value", "day", "field"), [("0", "", "value"), ("40", "01/01/2020", "day"), ("40", "x", "day")]
)
def test_what_makes_no_sense_is_refused_by_its_field(house: House, value: str, day: str, field: str) -> None:
    with pytest.raises(FormError) as refused:
        house.do(settling.change, PERIOD, typed(value, day))
    assert set(refused.value.fields) == {field}


def test_a_rate_begins_and_ends_by_the_hand_that_signed(house: House) -> None:
    house.do(settling.add_rate, parse(RateTyped, {"rate": "8", "rate_day": "01/01/2027"}))
    (row,) = [row for row in rate_rows(house.do(settling.listed)) if row.percent == "8"]
    assert house.administrator.name in row.trace
    house.do(settling.end_rate, parse(RateEnded, {"rate": "6", "end_day": "31/12/2026"}))
    (ended,) = [row for row in rate_rows(house.do(settling.listed)) if row.percent == "6"]
    assert "31" in ended.coming
    assert not ended.can_end
    assert [entry.action for entry in house.logged()] == ["tgc-rate.added", "tgc-rate.ended"]


@pytest.mark.parametrize(("rate", "day", "field"), [("99", "", "rate"), ("8", "01/01/1999", "rate_day")])
def test_a_rate_that_makes_no_sense_is_refused_by_its_field(house: House, rate: str, day: str, field: str) -> None:
    with pytest.raises(FormError) as refused:
        house.do(settling.add_rate, parse(RateTyped, {"rate": rate, "rate_day": day}))
    assert set(refused.value.fields) == {field}


def test_a_bank_is_added_changed_and_taken_out(house: House) -> None:
    for name in ("Banque du Lagon", "Banque des Lagons"):
        house.do(settling.keep_bank, parse(BankTyped, {"bank": "12345", "bank_name": name, "bic": "lago ncnn"}))
    known = {bank.code: (bank.name, bank.bic) for bank in house.do(settling.listed).banks}
    assert known["12345"] == ("Banque des Lagons", "LAGONCNN")
    traces = {row.digits: row.trace for row in bank_rows(house.do(settling.listed))}
    assert house.administrator.name in traces["12345"]
    house.do(settling.remove_bank, "12345")
    assert "12345" not in {bank.code for bank in house.do(settling.listed).banks}
    assert [entry.action for entry in house.logged()] == ["bank.kept", "bank.kept", "bank.removed"]


def test_a_bank_needs_five_digits_and_a_whole_bic() -> None:
    with pytest.raises(FormError) as refused:
        parse(BankTyped, {"bank": "1234", "bank_name": "", "bic": "ABC"})
    assert set(refused.value.fields) == {"bank", "bank_name", "bic"}


def test_only_an_administrator_who_proved_it_lately_changes_a_value(house: House) -> None:
    with pytest.raises(ForbiddenError):
        house.world.do(settling.change, house.agent, PERIOD, typed("45"))
    late = factories.signed_in(house.world, house.administrator, ago=timedelta(minutes=11))
    with pytest.raises(ProofNeededError):
        house.world.do(settling.change, late, PERIOD, typed("45"))
