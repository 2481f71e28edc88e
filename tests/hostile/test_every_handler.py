"""Every handler, called by whoever should not, in every way: nothing foreign is seen or changed."""

from typing import Any

import pytest

from espace_factures.core.access import Role
from espace_factures.demandes.rules import Kind
from tests import factories
from tests.architecture.handlers import Handler, every_handler
from tests.hostile.planting import House, Victim, a_supplier
from tests.hostile.walk import addresses_to, foreign_payloads, odd_payloads, possessions, walk

STRANGERS = (
    "visitor",
    "neighbour",
    "invoice agent of another direction",
    "habilitation agent",
    "accountant",
    "administrator",
)
EVERYTHING = ("invoice", "draft", "rib", "habilitation")
INSIDERS = {
    "supplier": (None, EVERYTHING),
    "invoice agent": (Role.INVOICE_AGENT, EVERYTHING),
    "habilitation agent": (Role.HABILITATION_AGENT, ("invoice", "draft")),
    "accountant": (Role.ACCOUNTANT, ("draft", "rib", "habilitation")),
}
SHARED_OUT = {"habilitation agent": (Kind.HABILITATION, Kind.RIB), "accountant": (Kind.INVOICE,)}
"""One queue for all of them: each may follow any."""


@pytest.mark.parametrize("stranger", STRANGERS)
def test_whatever_a_stranger_calls_he_sees_and_changes_nothing(
    stranger: str, house: House, victim: Victim, strangers: Any
) -> None:
    actor, closed = strangers[stranger]
    before, incidents = possessions(house, victim), house.incidents()
    heard = walk(house, actor, victim, lambda handler: foreign_payloads(handler, victim))
    assert marks_in(heard, victim, closed) == []
    assert house.incidents()[len(incidents) :] == []
    if closed == EVERYTHING:
        assert before == possessions(house, victim), "what belongs to the supplier was changed"


@pytest.mark.parametrize("insider", INSIDERS)
def test_whatever_an_insider_calls_on_his_own_pages_reaches_nobody_else(
    insider: str, house: House, victim: Victim
) -> None:
    role, closed = INSIDERS[insider]
    own = a_supplier(house)
    actor = factories.an_agent(house, role, own.direction) if role else own.actor  # type: ignore[arg-type]
    shared_out = SHARED_OUT.get(insider, ())
    before, incidents = possessions(house, victim, shared_out), house.incidents()

    def payloads(handler: Handler) -> list[dict[str, Any]]:
        return [*foreign_payloads(handler, victim), *odd_payloads(handler, victim)]

    heard = walk(house, actor, own, payloads, own_kind=True)
    assert marks_in(heard, victim, closed) == []
    assert before == possessions(house, victim, shared_out)
    assert house.incidents()[len(incidents) :] == []


def test_the_same_walk_shows_the_supplier_what_is_his(house: House, victim: Victim) -> None:
    shown = ""
    for handler in every_handler():
        if handler.page and not handler.load:
            tab = house.tab(victim.actor)
            for address in addresses_to(handler, victim):
                tab.goes_to(address)
                tab.says(handler.name)
            shown += tab.reads_everything()
            tab.closes()
    assert [kind for kind in victim.marks if not any(mark in shown for mark in victim.marks_of(kind))] == []


def marks_in(heard: dict[str, str], victim: Victim, closed: tuple[str, ...]) -> list[str]:
    """Which states showed which marks."""
    return [
        f"{state} showed {mark}" for state, said in heard.items() for mark in victim.marks_of(*closed) if mark in said
    ]
