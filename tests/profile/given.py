"""Accounts that a second factor or a passkey protects."""

from pyotp.totp import TOTP

from espace_factures.core.access import Actor
from espace_factures.profile.service import keys, totp
from tests import factories
from tests.conftest import World
from tests.identity.authenticator import Authenticator

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def otp(world: World, steps: int = 0) -> str:
    """The one-time password of the present period, or of one beside it."""
    return TOTP(SECRET).at(int(world.clock.now().timestamp()) + 30 * steps)


def protects(world: World) -> tuple[Actor, list[str]]:
    """An account that asks for one-time passwords, and its recovery codes; its last period is over."""
    actor = factories.an_account(world)
    recovery = world.do(totp.turn_on, actor, factories.PASSWORD, SECRET, otp(world))
    world.clock.advance(seconds=60)
    return actor, recovery


def adds(world: World, actor: Actor, device: Authenticator | None = None, name: str = "Mon téléphone") -> Authenticator:
    """A key of the account."""
    device = device or Authenticator()
    asked = world.do(keys.registration, actor)
    made = keys.NewKey(device.create(asked.options), name)
    world.do(keys.register, actor, factories.PASSWORD, asked.value, made)
    return device
