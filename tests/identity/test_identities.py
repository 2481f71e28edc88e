"""NC Connect: an identity opens the account it is linked to, and is linked only after proof of the e-mail."""

from espace_factures.app.forms import parse
from espace_factures.core.ports import Identity
from espace_factures.identity.forms import SignUp
from espace_factures.identity.service import identities, sign_up
from espace_factures.identity.service.codes import WRONG
from espace_factures.identity.service.identities import Stranger, ToLink
from espace_factures.identity.service.sessions import Device, Opened, ToProve
from tests import factories
from tests.conftest import World
from tests.identity.given import ADDRESS, TYPED, activate, another, code_sent, send_codes
from tests.profile.given import protects

HERE = Device("Firefox", ADDRESS)


def comes(world: World, identity: Identity):
    """Somebody comes back from the provider."""
    outcome = world.do(identities.recognise, identity, HERE)
    send_codes(world)
    return outcome


def links(world: World, identity: Identity, email: str):
    """The same, and the code typed."""
    outcome = comes(world, identity)
    assert isinstance(outcome, ToLink)
    return world.do(identities.confirm, outcome.ticket, code_sent(world, email), HERE)


def who(email: str, subject: str = "sujet-1") -> Identity:
    """Somebody whom the provider knows."""
    return Identity("https://nc-connect.example", subject, email, is_email_verified=True)


def test_an_address_without_account_is_a_stranger(world: World) -> None:
    assert comes(world, who("inconnue@exemple.nc")) == Stranger()


def test_a_pending_account_is_nobodys_yet(world: World) -> None:
    assert comes(world, who(factories.an_account(world, active=False).email)) == Stranger()


def test_an_address_said_to_be_verified_is_still_proved_by_a_code(world: World) -> None:
    email = factories.an_account(world).email
    outcome = comes(world, who(email))
    assert isinstance(outcome, ToLink)
    assert world.do(identities.confirm, outcome.ticket, another(code_sent(world, email)), HERE) == WRONG
    assert world.rows("SELECT 1 FROM identities") == []


def test_once_linked_the_identity_opens_the_account(world: World) -> None:
    email = factories.an_account(world).email
    assert isinstance(links(world, who(email), email), Opened)
    assert isinstance(comes(world, who("")), Opened)


def test_another_subject_with_the_same_address_is_not_the_same_person(world: World) -> None:
    email = factories.an_account(world).email
    links(world, who(email), email)
    assert isinstance(comes(world, who(email, "sujet-2")), ToLink)


def test_another_issuer_with_the_same_subject_is_not_the_same_person(world: World) -> None:
    email = factories.an_account(world).email
    links(world, who(email), email)
    assert comes(world, Identity("https://autre.example", "sujet-1")) == Stranger()


def test_the_second_factor_is_still_asked(world: World) -> None:
    actor, _ = protects(world)
    assert isinstance(links(world, who(actor.email), actor.email), ToProve)


def test_a_stranger_who_signs_up_is_linked_once_their_code_is_typed(world: World) -> None:
    identity = who(TYPED["email"])
    ticket = world.do(sign_up.sign_up, parse(SignUp, TYPED), "", ADDRESS, identity)
    send_codes(world)
    assert comes(world, identity) == Stranger()
    assert isinstance(activate(world, ticket, code_sent(world)), Opened)
    assert isinstance(comes(world, identity), Opened)


def test_an_account_that_never_proved_its_address_is_not_its_owners(world: World) -> None:
    squatter = factories.an_account(world, email_proved_at=None, preferred_contact="sms", mobile="+687751234")
    assert comes(world, who(squatter.email)) == Stranger()
