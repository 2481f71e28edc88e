"""Somebody signing up, and the codes they receive."""

import re
from typing import Any

from espace_factures.app.forms import parse
from espace_factures.identity.forms import SignUp
from espace_factures.identity.service import codes, sending, sign_in, sign_up
from espace_factures.identity.service.sessions import Device
from espace_factures.identity.service.sign_in import Attempt
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


def signs_up(world: World, address: str = ADDRESS, **typed: str) -> str:
    """Sign up, the code sent; returns the ticket."""
    ticket = world.do(sign_up.sign_up, parse(SignUp, TYPED | typed), "", address)
    send_codes(world)
    return ticket


def asks_again(world: World, ticket: str) -> str:
    """Another code, sent; returns the new ticket."""
    again = world.do(codes.resend, ticket)
    send_codes(world)
    return again


def send_codes(world: World) -> None:
    """What the job does: make and send the codes that wait."""
    for row in world.rows("SELECT id FROM verification_codes WHERE code_hash = '' AND closed_at IS NULL ORDER BY id"):
        world.do(sending.deliver, row.id)


def activate(world: World, ticket: str, code: str) -> Any:
    """Type a code."""
    return world.do(sign_up.activate, ticket, code, Device(DEVICE, ADDRESS))


def signs_in(world: World, password: str = PASSWORD, email: str = TYPED["email"], address: str = ADDRESS) -> Any:
    """Sign in; a code that this sends is sent."""
    outcome = world.do(sign_in.sign_in, Attempt(email, password), Device(DEVICE, address))
    send_codes(world)
    return outcome


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
    ticket = signs_up(world, **typed)
    return activate(world, ticket, code_sent(world, typed.get("email", TYPED["email"]).lower()))
