"""The life of a habilitation, and what a look-up may overwrite."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_factures.app.forms import parse
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import FormError, StaleError
from espace_factures.demandes.rules import OTHER
from espace_factures.habilitations import rules as habilitations_rules
from espace_factures.habilitations.forms import Application, HabilitationDecision
from espace_factures.habilitations.rules import LIFE, REASONS, TRANSITIONS, Status

AGENT = Actor(1, 1, "", "", frozenset({Role.HABILITATION_AGENT}))
CLOSED = [Status.ACCEPTED, Status.REFUSED, Status.WITHDRAWN]
values = st.dictionaries(st.sampled_from(habilitations_rules.FROM_REGISTRY), st.text(max_size=5))


@pytest.mark.parametrize("closed", CLOSED)
@pytest.mark.parametrize("wanted", list(Status))
def test_nothing_follows_a_closed_request(closed: Status, wanted: Status) -> None:
    with pytest.raises(StaleError):
        LIFE.require(AGENT, closed, wanted)


@pytest.mark.parametrize("status", list(Status))
def test_an_agent_is_offered_only_what_the_table_allows(status: Status) -> None:
    assert set(LIFE.moves_of_agent(AGENT, status)) <= TRANSITIONS[status] & habilitations_rules.DECISIONS


def test_somebody_asked_for_a_complement_may_bring_it_to_the_counter() -> None:
    assert LIFE.moves_of_agent(AGENT, Status.INCOMPLETE) == [Status.ACCEPTED, Status.REFUSED]


def test_the_registry_fills_what_is_empty() -> None:
    assert habilitations_rules.fill({"name": ""}, {}, {"name": "LAGON"})["name"] == "LAGON"


def test_a_second_look_up_replaces_what_the_first_one_filled() -> None:
    filled = habilitations_rules.fill({"name": "PREMIER"}, {"name": "PREMIER"}, {"name": "SECOND"})
    assert filled["name"] == "SECOND"


def test_a_look_up_that_finds_nothing_takes_back_what_the_first_one_filled() -> None:
    assert habilitations_rules.fill({"name": "PREMIER"}, {"name": "PREMIER"}, {})["name"] == ""


@given(values, values, values)
def test_what_was_typed_by_hand_is_never_overwritten(
    typed: dict[str, str], before: dict[str, str], found: dict[str, str]
) -> None:
    filled = habilitations_rules.fill(typed, before, found)
    for name, value in typed.items():
        if value not in {"", before.get(name, "")}:
            assert filled[name] == value


@pytest.mark.parametrize("field", ["ridet", "name", "address", "position", "department"])
def test_an_empty_field_is_refused_by_its_name(field: str) -> None:
    full = dict.fromkeys(["name", "address", "position", "department"], "x") | {"ridet": "0047688001"}
    with pytest.raises(FormError) as refusal:
        parse(Application, full | {field: ""})
    assert set(refusal.value.fields) == {field}


@pytest.mark.parametrize("reason", list(REASONS))
def test_only_the_other_reason_asks_for_words(reason: str) -> None:
    faults = HabilitationDecision(status=Status.REFUSED, reason=reason).faults(LIFE)
    assert set(faults) == ({"comment"} if reason == OTHER else set())


def test_a_refusal_without_a_reason_is_refused() -> None:
    assert set(HabilitationDecision(status=Status.REFUSED).faults(LIFE)) == {"reason"}


def test_a_complement_says_what_is_missing() -> None:
    assert set(HabilitationDecision(status=Status.INCOMPLETE).faults(LIFE)) == {"comment"}
