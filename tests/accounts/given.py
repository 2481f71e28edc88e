"""Somebody signing up, and the codes he receives."""

import re
from typing import Any

from espace_factures.accounts import service
from espace_factures.accounts.forms import SignUp
from espace_factures.web.forms import parse
from tests.conftest import World

DEVICE, ADDRESS = "Firefox", "192.0.2.1"
PASSWORD = "quatre mots très calmes"
TYPED = {
    "civility": "Mme",
    "first_name": "Élodie",
    "last_name": "Wamytan",
    "birth_date": "17/05/1990",
    "email": "elodie@exemple.nc",
    "mobile": "75.12.34",
    "preferred_contact": "email",
    "password": PASSWORD,
    "terms": "on",
}


def sign_up(world: World, address: str = ADDRESS, **typed: str) -> str:
    """Sign up; returns the ticket."""
    return world.do(service.sign_up, parse(SignUp, TYPED | typed), address)


def activate(world: World, ticket: str, code: str) -> Any:
    """Type a code."""
    return world.do(service.activate, ticket, code, DEVICE)


def sign_in(world: World, password: str = PASSWORD, email: str = TYPED["email"], address: str = ADDRESS) -> Any:
    """Sign in."""
    return world.do(service.sign_in, email, password, DEVICE, address)


def code_sent(world: World, email: str = TYPED["email"]) -> str:
    """The last code written to an address."""
    texts = world.rows("SELECT text FROM mails WHERE recipient = :to AND subject LIKE '%code%' ORDER BY id", to=email)
    found = re.search(r"Votre code.: (\d{4})", texts[-1][0])
    assert found
    return found.group(1)


def another(code: str) -> str:
    """A code that is not this one."""
    return f"{(int(code) + 1) % 10_000:04d}"


def active(world: World, **typed: str) -> Any:
    """An account signed up and activated, its session open."""
    ticket = sign_up(world, **typed)
    return activate(world, ticket, code_sent(world, typed.get("email", TYPED["email"]).lower()))
