"""An address is its first prover's, at once and alone, and a thief who leaves it gives it back."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from espace_factures.core.errors import Refusal
from espace_factures.core.ports import Identity
from espace_factures.identity.forms import Address
from espace_factures.identity.models import Account
from espace_factures.identity.rules.people import Contact
from espace_factures.identity.service import codes, denial, identities, passwords, sessions
from espace_factures.identity.service.sessions import Opened
from espace_factures.profile.service import contacts
from tests import factories
from tests.conftest import World
from tests.identity.given import (
    PASSWORD,
    activate,
    active,
    code_sent,
    send_codes,
    signs_in,
    signs_up,
)
from tests.identity.squatting import EMAIL, HERE, THEIRS, names, recovers, resets, squats


def test_of_two_proofs_of_one_address_the_first_wins(world: World) -> None:
    first = signs_up(world)
    mine = code_sent(world)
    second = signs_up(world, first_name="Mallory", password=THEIRS)
    theirs = code_sent(world)
    assert names(world, activate(world, first, mine)) == "Élodie"
    assert activate(world, second, theirs) == codes.WORN_OUT
    assert world.rows("SELECT first_name FROM accounts WHERE email_proved_at IS NOT NULL") == [("Élodie",)]


def test_of_two_proofs_at_once_one_wins(world: World) -> None:
    """A person who changes address and one who signs up with it, in the same instant."""
    ticket = signs_up(world)
    code = code_sent(world)
    actor = factories.signed_in(world, factories.an_account(world))
    asked = world.do(contacts.ask_email, actor, Address(email=EMAIL))
    send_codes(world)
    other = code_sent(world)
    with ThreadPoolExecutor(2) as pool:
        sign_up = pool.submit(activate, world, ticket, code)
        change = pool.submit(world.do, contacts.confirm_email, actor, asked, other)
        outcomes = [isinstance(sign_up.result(), Opened), change.result() is None]
    assert sorted(outcomes) == [False, True]
    assert len(world.rows("SELECT 1 FROM accounts WHERE email = :e AND email_proved_at IS NOT NULL", e=EMAIL)) == 1


def test_the_database_itself_gives_an_address_to_one_account(world: World) -> None:
    factories.an_account(world, email=EMAIL)
    with pytest.raises(IntegrityError):
        factories.an_account(world, email=EMAIL)


def test_whoever_proves_an_address_in_their_profile_leaves_the_squatter_without_anything(world: World) -> None:
    squatter = squats(world)
    actor = factories.signed_in(world, factories.an_account(world))
    asked = world.do(contacts.ask_email, actor, Address(email=EMAIL))
    send_codes(world)
    assert world.do(contacts.confirm_email, actor, asked, code_sent(world)) is None
    mallory = world.do(sessions.authenticate, squatter.token)
    with Session(world.engine) as session:
        account = session.get_one(Account, mallory.account_id)
        assert (account.own_email, account.shown_email) == ("", "courriel non confirmé")


def test_the_squatter_who_proves_it_later_proves_nothing_once_it_is_anothers(world: World) -> None:
    squatter = world.do(sessions.authenticate, squats(world).token)
    active(world)
    asked = world.do(contacts.ask_email, squatter, Address(email=EMAIL))
    send_codes(world)
    for code in ("0000", "0001", "0002"):
        assert isinstance(world.do(contacts.confirm_email, squatter, asked, code), Refusal)
    assert names(world, signs_in(world)) == "Élodie"


def test_a_password_takes_as_long_to_weigh_for_five_accounts_as_for_one_or_none(world: World) -> None:
    salt = passwords.salt_of(world.ports, EMAIL)
    made = [
        Account(id=n, email=EMAIL, password_hash=passwords.hash_password(f"{PASSWORD} {n}", salt)) for n in range(5)
    ]

    def seconds(accounts: list[Account]) -> float:
        begun = time.perf_counter()
        assert passwords.whose(accounts, "un mot de passe faux", salt) is None
        return time.perf_counter() - begun

    spans = sorted(min(seconds(made[:many]) for _ in range(7)) for many in (0, 1, 5))
    assert all(longer < 1.7 * shorter for shorter, longer in pairwise(spans))


def test_whoever_moved_to_an_address_has_its_salt_from_the_next_sign_in(world: World) -> None:
    actor = factories.an_account(world, email=EMAIL)
    assert isinstance(signs_in(world, factories.PASSWORD), Opened)
    (kept,) = world.rows("SELECT password_hash FROM accounts WHERE id = :id", id=actor.account_id)
    assert not passwords.is_outdated(kept.password_hash, passwords.salt_of(world.ports, EMAIL))
    assert isinstance(signs_in(world, factories.PASSWORD), Opened)


def test_an_identity_whose_address_is_not_verified_meets_the_same_page_whether_it_is_known_or_not(world: World) -> None:
    active(world)
    came = [
        world.do(identities.recognise, Identity("https://nc-connect.example", subject, email), HERE)
        for subject, email in (("un", EMAIL), ("deux", "inconnue@exemple.nc"))
    ]
    send_codes(world)
    assert [type(outcome) for outcome in came] == [identities.ToLink] * 2
    steps = [world.do(codes.step, outcome.ticket) for outcome in came]
    assert (steps[0].is_live, steps[0].wait) == (steps[1].is_live, steps[1].wait)
    refused = [world.do(identities.confirm, outcome.ticket, "x", HERE) for outcome in came]
    assert refused == [codes.FOUR] * 2


def test_who_was_left_by_their_address_takes_the_account_back_with_one_click(world: World) -> None:
    """A thief in the account changes its address and number, and wants the codes by SMS."""
    thief = factories.signed_in(world, factories.an_account(world, email=EMAIL))
    asked = world.do(contacts.ask_email, thief, Address(email="voleur@exemple.nc"))
    send_codes(world)
    world.do(contacts.confirm_email, thief, asked, code_sent(world, "voleur@exemple.nc"))
    with world.engine.begin() as connection, Session(connection) as session:
        account = session.get_one(Account, thief.account_id)
        account.mobile, account.mobile_proved_at = "+687751234", world.clock.now()
        account.preferred_contact = Contact.SMS
        session.commit()
    (letter,) = world.rows("SELECT text FROM mails WHERE recipient = :e AND subject LIKE '%courriel%changé'", e=EMAIL)
    link = re.search(r"lien=(\S+)", letter.text)
    assert link
    assert world.do(denial.deny, link[1]) == EMAIL
    changed = resets(world, recovers(world), code_sent(world))
    assert world.do(sessions.enter, changed.ticket, HERE).email == EMAIL
    assert world.do(denial.deny, link[1]) == denial.LOST


def test_an_address_given_back_meanwhile_to_another_is_not_taken_from_them(world: World) -> None:
    actor = factories.signed_in(world, factories.an_account(world, email=EMAIL))
    asked = world.do(contacts.ask_email, actor, Address(email="autre@exemple.nc"))
    send_codes(world)
    world.do(contacts.confirm_email, actor, asked, code_sent(world, "autre@exemple.nc"))
    (letter,) = world.rows("SELECT text FROM mails WHERE recipient = :e AND subject LIKE '%courriel%changé'", e=EMAIL)
    link = re.search(r"lien=(\S+)", letter.text)
    assert link
    assert names(world, active(world)) == "Élodie"
    assert world.do(denial.deny, link[1]) == denial.LOST
    assert names(world, signs_in(world)) == "Élodie"
