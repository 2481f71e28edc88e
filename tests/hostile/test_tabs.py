"""One tab, several sessions: what a socket shows belongs to the session of its cookie, at every message."""

import contextlib

import pytest
from websockets.exceptions import ConnectionClosed

from espace_factures import routes
from espace_factures.core.access import Actor
from espace_factures.invoices.answering.state import InvoiceState
from espace_factures.web.me import Me
from espace_factures.web.session import COOKIE
from tests.hostile.planting import House, Victim
from tests.sockets import Tab, cookie_of, event_name, sign_in

BROKEN = (
    "",
    "4",
    "9",
    "451-",
    "42/_event,",
    '42/_event,["event"]',
    '42/_event,["event",[]]',
    '42/_event,["event","{"]',
    '42/_event,["event",{"name":7}]',
    '42/_event,["event",{"name":"x","payload":7}]',
    "42/autre,[1]",
    "\x00" * 10,
)
ME, INVOICE = event_name(Me.load), event_name(InvoiceState.load)


def test_a_stolen_token_is_dead_as_soon_as_its_owner_signs_out(house: House, victim: Victim) -> None:
    owner = sign_in(house.url, victim.actor.email)
    stolen = cookie_of(owner)
    tab = open_invoice(house, victim, stolen)
    owner.post(routes.POST_SIGN_OUT)
    tab.says(INVOICE)
    assert routes.SIGN_IN in tab.hears("_redirect")
    tab.frames.clear()
    assert nothing_of(victim, tab.reads_everything())
    again = Tab(house.url, stolen)
    again.goes_to(address_of(victim))
    again.says(INVOICE)
    assert nothing_of(victim, again.reads_everything())
    assert owner.get(f"/documents/{victim.names['document']}", headers={"Cookie": stolen}).status_code == 404
    assert owner.get(routes.INVOICES_HOME, headers={"Cookie": stolen}).status_code == 303


def test_a_tab_that_changes_hands_shows_nothing_of_the_former_session(
    house: House, victim: Victim, neighbour: Actor
) -> None:
    owner = sign_in(house.url, victim.actor.email)
    first = open_invoice(house, victim, cookie_of(owner))
    owner.post(routes.POST_SIGN_OUT)
    first.closes()
    second = Tab(house.url, cookie_of(house.client(neighbour)), token=first.token)
    second.goes_to(routes.INVOICES_HOME)
    second.says(ME)
    assert second.hears(neighbour.email)
    second.reads_everything()
    shown = "\n".join(second.frames)
    assert nothing_of(victim, shown)
    assert victim.actor.email not in shown
    assert first.token in first.frames[0] or first.token == second.token


@pytest.mark.parametrize("who", ["visitor", "neighbour"])
def test_the_token_of_an_open_tab_reads_nothing_in_another_session(
    house: House, victim: Victim, neighbour: Actor, who: str
) -> None:
    owned = open_invoice(house, victim, cookie_of(house.client(victim.actor)))
    thief = house.tab(neighbour if who == "neighbour" else None, token=owned.token)
    thief.goes_to(address_of(victim))
    thief.says(INVOICE)
    thief.reads_everything()
    assert nothing_of(victim, "\n".join(thief.frames))
    owned.says(INVOICE)
    assert not nothing_of(victim, owned.reads_everything() + "\n".join(owned.frames))
    owned.closes()
    thief.closes()


def test_a_tab_left_by_its_owner_wakes_no_more_for_him(house: House, victim: Victim, neighbour: Actor) -> None:
    owner = sign_in(house.url, victim.actor.email)
    first = open_invoice(house, victim, cookie_of(owner))
    first.closes()
    second = Tab(house.url, cookie_of(house.client(neighbour)), token=first.token)
    second.goes_to(routes.INVOICES_HOME)
    second.reads_everything()
    second.frames.clear()
    with house.engine.begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_notify('live', 'demande:{victim.names['invoice']}')")
    second.rests(0.5)
    assert not second.frames
    second.closes()


def test_the_cookie_is_in_no_frame(house: House, victim: Victim) -> None:
    cookie = cookie_of(house.client(victim.actor))
    tab = open_invoice(house, victim, cookie)
    tab.reads_everything()
    assert cookie.removeprefix(f"{COOKIE}=") not in "\n".join(tab.frames)
    tab.closes()


def test_a_var_cannot_be_set_from_outside(house: House, victim: Victim, neighbour: Actor) -> None:
    tab = house.tab(neighbour)
    tab.goes_to(routes.INVOICES_HOME)
    me = ME.rsplit(".", 1)[0]
    root = "reflex___state____state"
    tab.says(f"{me}.setvar", {"var_name": "is_agent", "value": True})
    for name in ("is_agent_rx_state_", "is_agent"):
        tab.says(
            f"{root}.reflex___state____update_vars_internal_state.update_vars_internal",
            {"vars": {f"{me}.{name}": True}},
        )
        tab.says(f"{root}.hydrate_and_load", {"vars": {f"{me}.{name}": True}})
    assert '"is_agent_rx_state_":true' not in tab.reads_everything() + "\n".join(tab.frames)
    tab.closes()


def test_a_flood_of_messages_closes_the_socket(house: House) -> None:
    tab = house.tab()
    with contextlib.suppress(ConnectionClosed):
        for _ in range(2000):
            tab.sends('42/_event,["ping"]')
    assert tab.is_closed_within(10)
    assert house.tab().reads_everything(), "the others are served"


@pytest.mark.parametrize("frame", BROKEN)
def test_a_broken_frame_hurts_only_its_sender(house: House, frame: str) -> None:
    tab = house.tab()
    tab.sends(frame)
    tab.closes()
    other = house.tab()
    assert other.reads_everything()
    other.closes()


def open_invoice(house: House, victim: Victim, cookie: str) -> Tab:
    """The supplier's tab, showing his invoice."""
    tab = Tab(house.url, cookie)
    tab.goes_to(address_of(victim))
    tab.says(ME)
    tab.says(INVOICE)
    tab.hears(next(iter(mark for mark in victim.marks["invoice"] if mark.startswith("NUMERO"))))
    tab.rests()
    return tab


def address_of(victim: Victim) -> str:
    """The page of the supplier's invoice."""
    return routes.with_query(routes.INVOICE, ref=victim.names["invoice"])


def nothing_of(victim: Victim, text: str) -> bool:
    """Whether no mark is in the text."""
    return not any(mark in text for mark in victim.marks_of())
