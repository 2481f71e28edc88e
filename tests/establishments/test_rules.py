"""What keeps an établissement managed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_factures.establishments import rules as establishments_rules
from espace_factures.establishments.rules import MEMBER_GRANTS, MemberRight, MemberRole, Standing

SOON = date(2026, 12, 31)
MANAGER = Standing(MemberRole.MANAGER)
TEMPORARY = Standing(MemberRole.MANAGER, SOON)
DEPOSITOR = Standing(MemberRole.DEPOSITOR)

standings = st.builds(Standing, st.sampled_from(MemberRole), st.none() | st.dates())


def test_the_last_manager_cannot_go() -> None:
    assert establishments_rules.manager_fault([MANAGER, DEPOSITOR], [DEPOSITOR]) == establishments_rules.LAST_MANAGER


def test_the_last_manager_cannot_be_given_a_last_day() -> None:
    assert establishments_rules.manager_fault([MANAGER], [TEMPORARY]) == establishments_rules.LAST_LASTING_MANAGER


def test_a_manager_may_go_when_another_stays() -> None:
    assert establishments_rules.manager_fault([MANAGER, MANAGER], [MANAGER]) == ""


def test_an_etablissement_without_a_manager_is_not_blocked() -> None:
    assert establishments_rules.manager_fault([DEPOSITOR], []) == ""


@given(st.lists(standings, max_size=4), st.lists(standings, max_size=4))
def test_no_change_that_is_allowed_loses_the_management(before: list[Standing], after: list[Standing]) -> None:
    def is_managed(members: list[Standing]) -> bool:
        return any(MemberRight.MANAGE in MEMBER_GRANTS[member.role] for member in members)

    if is_managed(before) and establishments_rules.manager_fault(before, after) == "":
        assert is_managed(after)


@pytest.mark.parametrize(
    ("held", "offered", "kept"),
    [(MANAGER, DEPOSITOR, MANAGER), (DEPOSITOR, TEMPORARY, MANAGER), (TEMPORARY, TEMPORARY, TEMPORARY)],
)
def test_who_is_a_member_already_keeps_the_better_of_two_rights(
    held: Standing, offered: Standing, kept: Standing
) -> None:
    assert establishments_rules.better(held, offered) == kept


def test_a_right_lasts_through_its_last_day() -> None:
    assert not establishments_rules.is_over(SOON, SOON)
    assert establishments_rules.is_over(SOON, date(2027, 1, 1))
