"""Somebody tries to keep another out of their account, through the real doors: they keep out only themselves."""

import httpx

from espace_factures import routes
from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.core.access import Actor, Role
from espace_factures.identity.service.browsers import COOKIE as BROWSER
from espace_factures.web.session import COOKIE
from tests import factories
from tests.hostile.planting import House
from tests.hostile.test_proxies import proof

HOME, ELSEWHERE = "198.51.100.90", "192.0.2.90"


def test_wrong_passwords_from_everywhere_keep_no_agent_out_of_their_own_browser(house: House) -> None:
    """F13: ten wrong passwords locked an agent out for a quarter of an hour, and all agents could be kept out."""
    agent = factories.an_agent(house, Role.ACCOUNTANT)  # type: ignore[arg-type]
    first = signs_in(house, agent, HOME)
    assert first.cookies.get(COOKIE)
    browser = {BROWSER: first.cookies[BROWSER]}
    for number in range(limits.most(Limit.SIGN_IN_TO) + 2):
        address = f"203.0.{number}.90"
        signs_in(house, agent, address, password="pas le bon mot", answer=proof(house, address))
    refused = signs_in(house, agent, ELSEWHERE, answer=proof(house, ELSEWHERE))
    assert "refus=essais" in refused.headers["location"]
    assert signs_in(house, agent, HOME, cookies=browser).cookies.get(COOKIE)


def test_the_cookie_of_a_known_browser_cannot_be_read_by_a_page_nor_sent_from_elsewhere(house: House) -> None:
    actor = factories.an_account(house)  # type: ignore[arg-type]
    answer = signs_in(house, actor, HOME)
    cookie = next(line for line in answer.headers.get_list("set-cookie") if line.startswith(BROWSER))
    assert {"httponly", "secure", "samesite=lax", "path=/"} <= {part.strip().lower() for part in cookie.split(";")}
    assert actor.email not in cookie


def test_the_cookie_of_a_known_browser_opens_nothing_by_itself(house: House) -> None:
    actor = factories.an_account(house)  # type: ignore[arg-type]
    browser = {BROWSER: signs_in(house, actor, HOME).cookies[BROWSER]}
    assert httpx.get(house.url + routes.PROFILE, cookies=browser).status_code == 303
    wrong = signs_in(house, actor, HOME, password="pas le bon mot", cookies=browser)
    assert not wrong.cookies.get(COOKIE)


def signs_in(
    house: House,
    actor: Actor,
    forwarded: str,
    *,
    password: str = factories.PASSWORD,
    answer: str = "",
    cookies: dict[str, str] | None = None,
) -> httpx.Response:
    """A try by somebody behind the proxy."""
    headers = {"Origin": house.url, "X-Forwarded-For": forwarded}
    if cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    form = {"email": actor.email, "password": password, "captcha": answer}
    return httpx.post(house.url + routes.POST_SIGN_IN, data=form, headers=headers)
