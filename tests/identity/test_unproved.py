"""An address that nobody proved reserves nothing, and tells nobody whether it is known."""

import pytest
from sqlmodel import Session

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.core.errors import DomainError, Refusal
from espace_factures.identity.forms import NewPassword
from espace_factures.identity.models import Account
from espace_factures.identity.service import sessions, sign_in
from espace_factures.identity.service.recipients import recipient_of
from espace_factures.identity.service.sign_in import Attempt
from espace_factures.privacy.rules import leaving
from espace_factures.privacy.service import deletion
from espace_factures.profile.service import contacts
from tests.conftest import World
from tests.identity.given import (
    activate,
    active,
    another,
    asks_again,
    code_sent,
    signs_in,
    signs_up,
)
from tests.identity.squatting import EMAIL, HERE, NEW, THEIRS, names, recovers, resets, squats, texted


def test_a_sign_up_by_sms_goes_the_same_way_whether_the_address_is_somebodys_or_not(world: World) -> None:
    """The page, the SMS and the session are the same: nobody learns anything by them."""
    active(world)
    assert names(world, squats(world)) == "Mallory"
    assert names(world, signs_in(world, THEIRS)) == "Mallory"
    assert names(world, signs_in(world)) == "Élodie"


def test_the_owner_is_told_once_a_day_that_somebody_signs_up_with_their_address(world: World) -> None:
    active(world)
    for number in ("91.11.11", "91.11.12", "91.11.13"):
        squats(world, number)
    told = world.rows("SELECT recipient FROM mails WHERE subject = 'Vous avez déjà un compte provincial'")
    assert told == [(EMAIL,)]


def test_the_owner_signs_up_signs_in_and_recovers_while_the_squatter_is_there(world: World) -> None:
    squats(world)
    assert names(world, active(world)) == "Élodie"
    assert names(world, signs_in(world)) == "Élodie"
    changed = resets(world, recovers(world), code_sent(world))
    assert names(world, world.do(sessions.enter, changed.ticket, HERE)) == "Élodie"
    assert names(world, signs_in(world, NEW)) == "Élodie"
    assert names(world, signs_in(world, THEIRS)) == "Mallory"


def test_a_sign_up_by_mail_that_never_ended_leaves_the_address_free(world: World) -> None:
    signs_up(world, password=THEIRS, first_name="Mallory")
    assert names(world, active(world)) == "Élodie"


def test_each_code_of_a_forgotten_password_opens_the_account_it_was_sent_to(world: World) -> None:
    active(world)
    squats(world)
    ticket = recovers(world)
    assert code_sent(world) != texted(world, "+687911111")
    changed = resets(world, ticket, texted(world, "+687911111"))
    assert names(world, world.do(sessions.enter, changed.ticket, HERE)) == "Mallory"
    assert names(world, signs_in(world)) == "Élodie"


def test_a_code_sent_to_one_spends_the_ticket_of_both(world: World) -> None:
    active(world)
    squats(world)
    ticket = recovers(world)
    resets(world, ticket, texted(world, "+687911111"))
    assert isinstance(resets(world, ticket, code_sent(world), "encore une autre phrase"), Refusal)


def test_a_recovery_has_five_tries_however_many_go_by_the_address(world: World) -> None:
    active(world)
    squats(world)
    ticket = recovers(world)
    sent = {code_sent(world), texted(world, "+687911111")}
    wrong = next(code for code in ("0000", "1111", "2222") if code not in sent)
    for _ in range(5):
        resets(world, ticket, wrong)
    assert all(isinstance(resets(world, ticket, code), Refusal) for code in sent)


def test_a_recovery_whose_password_is_refused_can_be_typed_again(world: World) -> None:
    active(world)
    ticket = recovers(world)
    refused = resets(world, ticket, code_sent(world), "mon nom est wamytan oui")
    assert isinstance(refused, Refusal)
    assert refused.field == "password"
    assert not isinstance(resets(world, ticket, code_sent(world)), Refusal)


def test_nothing_of_the_squatters_account_is_written_to_the_address(world: World) -> None:
    squatter = world.do(sessions.authenticate, squats(world).token)
    mails = world.rows("SELECT 1 FROM mails")
    new = NewPassword(password=NEW, confirmation=NEW)
    world.do(contacts.change_password, squatter, THEIRS, new)
    assert world.rows("SELECT 1 FROM mails") == mails
    (text,) = world.rows("SELECT body FROM texts WHERE recipient = '+687911111' ORDER BY id DESC LIMIT 1")
    assert "mot de passe a été changé" in text.body
    with Session(world.engine) as session:
        assert recipient_of(session.get_one(Account, squatter.account_id)).email == ""


def test_the_squatter_who_leaves_takes_nothing_of_the_owner_along(world: World) -> None:
    """What was written to the address, its counters and its live code stay."""
    squatter = world.do(sessions.authenticate, squats(world).token)
    active(world)
    for _ in range(3):
        signs_in(world, "pas le bon mot de passe")
    ticket, kept = recovers(world), world.rows("SELECT id FROM mails ORDER BY id")
    tried = world.rows("SELECT key, hits FROM rate_buckets WHERE key LIKE 'sign-in%' ORDER BY key")
    world.do(deletion.delete, squatter, THEIRS, leaving.WORD)
    assert world.rows("SELECT id FROM mails ORDER BY id") == kept
    assert world.rows("SELECT key, hits FROM rate_buckets WHERE key LIKE 'sign-in%' ORDER BY key") == tried
    assert not isinstance(resets(world, ticket, code_sent(world)), Refusal)


def test_the_squatter_who_changes_password_closes_no_code_of_the_owner(world: World) -> None:
    squatter = world.do(sessions.authenticate, squats(world).token)
    active(world)
    ticket = recovers(world)
    world.do(contacts.change_password, squatter, THEIRS, NewPassword(password=NEW, confirmation=NEW))
    assert not isinstance(resets(world, ticket, code_sent(world)), Refusal)


def test_the_squatters_wrong_codes_and_sms_use_up_nothing_of_the_owners(world: World) -> None:
    for number in range(limits.most(Limit.CODES) + 2):
        ticket = signs_up(world, mobile=f"91.22.{number:02d}", preferred_contact="sms", first_name="Mallory")
        for _ in range(3):
            activate(world, ticket, another(texted(world, f"+6879122{number:02d}")))
    assert names(world, active(world)) == "Élodie"


def test_between_two_sign_ins_of_their_own_the_squatter_tries_no_more_passwords_of_the_owner(world: World) -> None:
    """A right password begins the count again for its owner alone."""
    active(world)
    squats(world)
    outcomes = []
    for number in range(2 * limits.most(Limit.SIGN_IN)):
        outcomes.append(world.do(sign_in.sign_in, Attempt(EMAIL, f"essai numéro {number}"), HERE))
        world.do(sign_in.sign_in, Attempt(EMAIL, THEIRS), HERE)
    assert limits.TOO_MANY in {outcome.sentence for outcome in outcomes}


def test_the_squatters_browser_is_not_known_for_the_owner(world: World) -> None:
    """A known browser has counters of its own: each one that the squatter opens would have as many tries again."""
    assert squats(world).email == ""
    assert signs_in(world, THEIRS).email == ""
    assert active(world).email == EMAIL


def test_a_resent_code_goes_to_whoever_the_first_went_to(world: World) -> None:
    active(world)
    squats(world)
    ticket = recovers(world)
    world.clock.advance(seconds=31)
    again = asks_again(world, ticket)
    assert not isinstance(resets(world, again, code_sent(world)), Refusal)


def test_too_many_codes_asked_for_an_address_are_refused_alike_for_all(world: World) -> None:
    active(world)
    squats(world)
    for _ in range(limits.most(Limit.CODES) - 1):
        recovers(world)
    with pytest.raises(DomainError, match="Trop d’essais"):
        recovers(world)
