"""A parameter is changed from an instant on, a TGC rate begins and ends; what makes no sense is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from espace_factures.core.errors import DomainError
from espace_factures.organisation import presenter as organisation_presenter
from espace_factures.organisation.rules.parameters import Parameters
from espace_factures.organisation.service import changing, parameters, rates
from tests.conftest import World

PERIOD, SIZE = "payment-period-days", "largest-document-megabytes"
TODAY = date(2026, 11, 18)


def in_force(world: World, days: int = 0) -> Parameters:
    """The parameters in so many days."""
    settled, now = world.do(parameters.listed)
    return settled.at(now + timedelta(days=days))


def set_to(world: World, name: str, value: str, day: str = "", text: str = "") -> list[str]:
    """Set a parameter; what the operator reads."""
    return list(organisation_presenter.change_lines(world.do(changing.set_parameter, name, value, day, text)))


def listed(world: World) -> list[str]:
    """What `list-parameters` says."""
    return [
        line.replace("\u00a0", " ") for line in organisation_presenter.parameter_lines(*world.do(parameters.listed))
    ]


def audited(world: World) -> list[tuple[str, str]]:
    """What the audit log says of them."""
    return [tuple(row) for row in world.rows("SELECT action, subject FROM audit_entries ORDER BY id")]


def test_a_value_counts_at_once_and_keeps_the_rule_of_the_former(world: World) -> None:
    set_to(world, PERIOD, "45")
    assert in_force(world).payment_period == timedelta(days=45)
    assert in_force(world).payment_text.startswith("délibération 136/CP, art. 71")
    assert audited(world) == [("parameter.set", f"parameter:{PERIOD}")]


def test_the_log_says_what_it_was(world: World) -> None:
    set_to(world, PERIOD, "45", text="délibération 999")
    (entry,) = world.rows("SELECT details FROM audit_entries")
    assert entry.details == {
        "value": 45,
        "before": 30,
        "from": "2026-11-18T01:00:00+00:00",
        "text": "délibération 999",
    }


def test_a_value_waits_for_its_day_and_the_past_keeps_its_own(world: World) -> None:
    set_to(world, PERIOD, "45", "01/12/2026")
    assert [in_force(world, days).payment_period.days for days in (-1, 0, 12, 13)] == [30, 30, 30, 45]


def test_a_value_to_come_is_said_after_the_one_in_force(world: World) -> None:
    set_to(world, SIZE, "40", "2026-12-01")
    lines = listed(world)
    place = lines.index("largest-document-megabytes : 25 Mo (plus gros fichier)")
    assert lines[place + 1] == "  à partir du 1er déc. 2026 à 0 h 00 : 40 Mo"
    assert "à partir du 1er" in set_to(world, SIZE, "30")[1]


def test_a_value_to_come_may_be_corrected(world: World) -> None:
    for value in ("40", "35"):
        set_to(world, SIZE, value, "2026-12-01")
    assert in_force(world, 20).largest_document == 35


def test_the_same_value_changes_nothing(world: World) -> None:
    assert "Rien n’a changé" in set_to(world, SIZE, "25")[0]
    assert audited(world) == []


@pytest.mark.parametrize(
    ("name", "value", "day", "sentence"),
    [
        ("payment-period", "45", "", "Paramètre inconnu : payment-period. Choisissez parmi payment-period-days,"),
        (PERIOD, "trente", "", "Écrivez un nombre entier, de 1 à 365 jours."),
        (PERIOD, "0", "", "Écrivez un nombre entier, de 1 à 365 jours."),
        (PERIOD, "-5", "", "Écrivez un nombre entier, de 1 à 365 jours."),
        (PERIOD, "٣٠", "", "Écrivez un nombre entier, de 1 à 365 jours."),
        (PERIOD, "9" * 5000, "", "Écrivez un nombre entier, de 1 à 365 jours."),
        (SIZE, "51", "", "Écrivez un nombre entier, de 1 à 50 Mo."),
        ("rib-cooling-off-hours", "1", "", "Écrivez un nombre entier, de 12 à 720 heures."),
        (PERIOD, "45", "17/11/2026", "Cette date est passée"),
        (PERIOD, "45", "demain", "Écrivez une date comme 18/11/2026"),
        (PERIOD, "45", "01/12/2062", "Cette date est dans plus de cinq ans"),
    ],
)
def test_what_makes_no_sense_is_refused_in_french_and_changes_nothing(
    world: World, name: str, value: str, day: str, sentence: str
) -> None:
    before = in_force(world)
    with pytest.raises(DomainError) as refused:
        set_to(world, name, value, day)
    assert refused.value.sentence.replace("\u00a0", " ").startswith(sentence)
    assert (in_force(world), audited(world)) == (before, [])


def rates_on(world: World, day: date) -> list[str]:
    """The TGC rates of an invoice of that day."""
    return [str(rate.normalize()) for rate in in_force(world).rates_on(day)]


@pytest.mark.parametrize("typed", ["8", "8 %", "8,0", "8.00"])
def test_a_rate_begins_on_its_day(world: World, typed: str) -> None:
    world.do(rates.add, typed, "01/01/2027")
    assert rates_on(world, date(2026, 12, 31)) == ["3", "6", "11", "22"]
    assert rates_on(world, date(2027, 1, 1)) == ["3", "6", "8", "11", "22"]
    assert listed(world)[-3:] == [
        "TGC 8 %, à partir du 1er janvier 2027",
        "TGC 11 %, depuis le 1er octobre 2018",
        "TGC 22 %, depuis le 1er octobre 2018",
    ]
    assert audited(world) == [("tgc-rate.added", "tgc-rate:8")]


def test_a_rate_ends_after_its_last_day_and_may_begin_again(world: World) -> None:
    world.do(rates.end, "6", "31/12/2026")
    assert rates_on(world, date(2026, 12, 31)) == ["3", "6", "11", "22"]
    assert rates_on(world, date(2027, 1, 1)) == ["3", "11", "22"]
    world.do(rates.add, "6", "01/01/2028")
    assert rates_on(world, date(2028, 1, 1)) == ["3", "6", "11", "22"]


def test_a_rate_that_has_not_begun_is_withdrawn(world: World) -> None:
    world.do(rates.add, "8", "01/01/2027")
    assert world.do(rates.end, "8", "") is None
    assert rates_on(world, date(2027, 1, 1)) == ["3", "6", "11", "22"]
    assert audited(world)[-1] == ("tgc-rate.withdrawn", "tgc-rate:8")


@pytest.mark.parametrize(
    ("percent", "day", "sentence"),
    [
        ("huit", "", "Écrivez un taux en pour cent"),
        ("0", "", "Écrivez un taux en pour cent"),
        ("-8", "", "Écrivez un taux en pour cent"),
        ("80", "", "Écrivez un taux en pour cent, comme 8 ou 5,5 ; 30 au plus"),
        ("5,555", "", "Écrivez un taux en pour cent"),
        ("6", "", "TGC 6 % commence le 1er octobre 2018 : il est déjà enregistré"),
        ("8", "30/09/2018", "La TGC commence le 1er octobre 2018"),
        ("8", "31/02/2027", "Écrivez une date comme 18/11/2026"),
    ],
)
def test_a_rate_that_makes_no_sense_is_refused(world: World, percent: str, day: str, sentence: str) -> None:
    with pytest.raises(DomainError) as refused:
        world.do(rates.add, percent, day)
    assert refused.value.sentence.replace("\u00a0", " ").startswith(sentence)
    assert in_force(world).rates_on(TODAY) == (Decimal(3), Decimal(6), Decimal(11), Decimal(22))


def test_a_rate_to_come_is_not_added_twice(world: World) -> None:
    world.do(rates.add, "8", "01/01/2027")
    with pytest.raises(DomainError, match="déjà enregistré"):
        world.do(rates.add, "8", "01/12/2026")


def test_a_rate_that_is_not_in_force_has_no_end(world: World) -> None:
    with pytest.raises(DomainError, match="n’est pas en vigueur"):
        world.do(rates.end, "8", "")


def test_a_rate_does_not_end_before_it_began(world: World) -> None:
    with pytest.raises(DomainError, match="donnez une date qui suit"):
        world.do(rates.end, "6", "30/09/2018")


def test_some_rate_is_left_every_day(world: World) -> None:
    for percent in ("3", "6", "11"):
        world.do(rates.end, percent, "31/12/2026")
    with pytest.raises(DomainError, match="Il ne resterait aucun taux"):
        world.do(rates.end, "22", "31/12/2026")
