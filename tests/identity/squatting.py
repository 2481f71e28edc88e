"""Somebody who goes by an address that is not theirs, and its owner."""

import re
from typing import Any

from espace_factures.identity.forms import Address, NewPassword
from espace_factures.identity.service import recovery, sessions
from espace_factures.identity.service.sessions import Device, Opened
from tests.conftest import World
from tests.identity.given import (
    ADDRESS,
    DEVICE,
    TYPED,
    activate,
    send_codes,
    signs_up,
)

EMAIL = TYPED["email"]
THEIRS = "la phrase du squatteur, longue"
NEW = "une nouvelle phrase, bien longue"
HERE = Device(DEVICE, ADDRESS)


def texted(world: World, mobile: str) -> str:
    """The last code sent to a number."""
    bodies = world.rows("SELECT body FROM texts WHERE recipient = :to ORDER BY id", to=mobile)
    found = re.search(r"code est (\d{4})", bodies[-1].body)
    assert found
    return found.group(1)


def squats(world: World, number: str = "91.11.11", password: str = THEIRS) -> Any:
    """Somebody signs up by SMS with an address that is not theirs; returns their session."""
    ticket = signs_up(world, mobile=number, preferred_contact="sms", password=password, first_name="Mallory")
    return activate(world, ticket, texted(world, f"+687{number.replace('.', '')}"))


def recovers(world: World) -> str:
    """« Mot de passe oublié » with the address; returns the ticket."""
    ticket = world.do(recovery.start, Address(email=EMAIL), "", ADDRESS)
    send_codes(world)
    return ticket


def resets(world: World, ticket: str, code: str, password: str = NEW) -> Any:
    """Type the code and another password."""
    return world.do(recovery.reset, ticket, code, NewPassword(password=password, confirmation=password), HERE)


def names(world: World, outcome: Any) -> str:
    """Whose session it is."""
    assert isinstance(outcome, Opened), outcome
    return world.do(sessions.authenticate, outcome.token).name.split()[0]
