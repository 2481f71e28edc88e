"""What the server writes down: never a cookie, a password, a code, nor what people deposit."""

import uuid

import httpx

from espace_factures import routes
from espace_factures.web.session import COOKIE
from tests.hostile.planting import House, Victim
from tests.sockets import cookie_of, sign_in


def test_the_log_holds_nothing_private(house: House, victim: Victim) -> None:
    password, client = f"Mot-de-passe {uuid.uuid4().hex}", sign_in(house.url, victim.actor.email)
    cookie = cookie_of(client)
    headers = {"Origin": house.url, "Cookie": cookie}
    httpx.post(house.url + routes.POST_SIGN_IN, data={"email": "x@y.nc", "password": password}, headers=headers)
    tab = house.tab()
    tab.closes()
    unknown_events(house, cookie, password)
    written = house.server.log.read_text(errors="replace")
    assert cookie.removeprefix(f"{COOKIE}=") not in written
    assert password not in written
    assert not [mark for mark in victim.marks_of() if mark in written]


def unknown_events(house: House, cookie: str, password: str) -> None:
    """What the framework would log in full."""
    from tests.sockets import Tab

    tab = Tab(house.url, cookie)
    tab.says("reflex___state____state.nothing", {"form": {"password": password}})
    tab.says("nothing", {"password": password})
    tab.sends('42/_event,["nothing",{}]')
    tab.reads_everything()
    tab.closes()
