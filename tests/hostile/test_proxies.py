"""Behind a proxy everybody keeps their own address: who tries too much is counted alone, and nobody is locked out."""

import base64
import json
from urllib.parse import urlsplit

import httpx
from altcha import v2

from espace_factures import routes
from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.core.access import Actor
from espace_factures.identity.state.recovery import RecoveryState
from espace_factures.web.session import COOKIE
from tests.factories import PASSWORD
from tests.hostile.planting import House
from tests.sockets import Tab, event_name

ATTACKER, HONEST = "203.0.113.66", "198.51.100.20"


def test_a_hundred_and_one_sign_ins_stop_nobody(house: House, neighbour: Actor) -> None:
    for number in range(limits.most(Limit.SIGN_IN_FROM) + 1):
        signs_in(house, f"inventee{number}@exemple.nc", ATTACKER)
    elsewhere = signs_in(house, neighbour.email, HONEST)
    assert elsewhere.cookies.get(COOKIE)
    assert {"refus=robot", "verifier=1"} <= asked_of(signs_in(house, neighbour.email, ATTACKER))
    assert signs_in(house, neighbour.email, ATTACKER, proof(house, ATTACKER)).cookies.get(COOKIE)


def test_a_session_and_its_gestures_bear_the_address_behind_the_proxy(house: House, neighbour: Actor) -> None:
    signs_in(house, neighbour.email, f"198.51.100.99, {HONEST}")
    rows = house.rows("SELECT address FROM auth_sessions WHERE account_id = :id", id=neighbour.account_id)
    assert (HONEST,) in rows
    assert ("198.51.100.99",) not in rows


def test_a_socket_is_counted_by_the_same_address_as_a_request(house: House) -> None:
    tab = Tab(house.url, forwarded="2001:db8:5:5:1:2:3:4")
    tab.goes_to(routes.FORGOTTEN_PASSWORD)
    tab.says(event_name(RecoveryState.submit), {"form": {"email": "personne@exemple.nc", "captcha": "faux"}})
    tab.reads_everything()
    tab.closes()
    assert house.rows("SELECT hits FROM rate_buckets WHERE key = 'recovery:2001:db8:5:5::/64'") == [(1,)]


def signs_in(house: House, email: str, forwarded: str, answer: str = "") -> httpx.Response:
    """A try by a proxy's client."""
    form = {"email": email, "password": PASSWORD, "captcha": answer}
    headers = {"Origin": house.url, "X-Forwarded-For": forwarded}
    return httpx.post(f"{house.url}{routes.POST_SIGN_IN}", data=form, headers=headers, timeout=60)


def asked_of(answer: httpx.Response) -> set[str]:
    """What the page that the answer leads to is told."""
    return set(urlsplit(answer.headers["location"]).query.split("&"))


def proof(house: House, forwarded: str) -> str:
    """What the browser of a patient person finds."""
    asked = httpx.get(f"{house.url}{routes.CAPTCHA_CHALLENGE}", headers={"X-Forwarded-For": forwarded}).json()
    solution = v2.solve_challenge(v2.Challenge.from_dict(asked))
    assert solution is not None
    return base64.b64encode(json.dumps({"challenge": asked, "solution": solution.to_dict()}).encode()).decode()
