"""From sign-up to an active account; nobody learns whether an address is known."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.core.errors import DomainError, FormError, Refusal
from espace_factures.identity.service import codes, sessions
from espace_factures.identity.service.sessions import Opened
from espace_factures.identity.service.sign_in import ToActivate
from tests.conftest import World
from tests.identity.given import PASSWORD, TYPED, activate, active, another, asks_again, code_sent, signs_in, signs_up


def test_a_sign_up_and_its_code_make_an_active_account(world: World) -> None:
    opened = active(world)
    assert isinstance(opened, Opened)
    actor = world.do(sessions.authenticate, opened.token)
    assert (actor.name, actor.email) == ("Élodie Wamytan", TYPED["email"])
    assert isinstance(signs_in(world), Opened)


def test_before_the_code_the_password_opens_nothing_but_another_code(world: World) -> None:
    signs_up(world)
    outcome = signs_in(world)
    assert isinstance(outcome, ToActivate)
    assert isinstance(activate(world, outcome.ticket, code_sent(world)), Opened)


def test_a_code_opens_nothing_under_another_ticket(world: World) -> None:
    first, second = signs_up(world), signs_up(world, email="autre@exemple.nc")
    assert isinstance(activate(world, second, code_sent(world)), Refusal) or code_sent(world) == code_sent(
        world, "autre@exemple.nc"
    )
    assert isinstance(activate(world, first, code_sent(world)), Opened)


def test_a_code_serves_once(world: World) -> None:
    ticket = signs_up(world)
    code = code_sent(world)
    activate(world, ticket, code)
    assert isinstance(activate(world, ticket, code), Refusal)


def test_a_wrong_code_is_counted_though_it_is_refused(world: World) -> None:
    ticket = signs_up(world)
    assert isinstance(activate(world, ticket, another(code_sent(world))), Refusal)
    step = world.do(codes.step, ticket)
    assert (step.is_live, step.tries_left) == (True, 4)


def test_a_fifth_wrong_code_kills_the_code(world: World) -> None:
    ticket = signs_up(world)
    code = code_sent(world)
    for _ in range(5):
        activate(world, ticket, another(code))
    assert isinstance(activate(world, ticket, code), Refusal)
    assert not world.do(codes.step, ticket).is_live


def test_fifty_wrong_codes_at_once_are_five_tries(world: World) -> None:
    ticket = signs_up(world)
    wrong = another(code_sent(world))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: activate(world, ticket, wrong), range(50)))
    assert world.rows("SELECT tries FROM verification_codes WHERE ticket = :t", t=ticket) == [(5,)]


def test_a_code_lasts_ten_minutes(world: World) -> None:
    ticket = signs_up(world)
    world.clock.advance(minutes=10)
    assert isinstance(activate(world, ticket, code_sent(world)), Refusal)


def test_a_newer_code_replaces_the_older(world: World) -> None:
    old_ticket = signs_up(world)
    old = code_sent(world)
    world.clock.advance(seconds=31)
    ticket = asks_again(world, old_ticket)
    assert isinstance(activate(world, old_ticket, old), Refusal)
    assert isinstance(activate(world, ticket, code_sent(world)), Opened)


def test_another_code_waits_thirty_seconds(world: World) -> None:
    ticket = signs_up(world)
    with pytest.raises(DomainError, match="trente secondes"):
        asks_again(world, ticket)


def test_codes_sent_to_one_account_are_few(world: World) -> None:
    ticket = signs_up(world)
    for _ in range(limits.most(Limit.CODES) - 1):
        world.clock.advance(seconds=31)
        ticket = asks_again(world, ticket)
    world.clock.advance(seconds=31)
    with pytest.raises(DomainError, match="Trop d’essais"):
        asks_again(world, ticket)
    world.clock.advance(hours=1)
    assert asks_again(world, ticket)


def test_a_known_address_answers_like_an_unknown_one(world: World) -> None:
    active(world)
    known, unknown = signs_up(world), signs_up(world, email="inconnue@exemple.nc")
    steps = [world.do(codes.step, ticket) for ticket in (known, unknown)]
    assert (steps[0].is_live, steps[0].tries_left) == (steps[1].is_live, steps[1].tries_left)
    answers = [activate(world, ticket, "0000") for ticket in (known, known, unknown)]
    assert {answer.sentence for answer in answers[:2]} == {
        "Ce n’est pas le code envoyé. Vérifiez les 4\u00a0chiffres du dernier message reçu."
    }
    for ticket in (known, unknown):
        with pytest.raises(DomainError, match="trente secondes"):
            asks_again(world, ticket)
    world.clock.advance(seconds=31)
    for ticket in (known, unknown):
        assert asks_again(world, ticket)


def test_the_owner_of_a_known_address_is_told_and_keeps_everything(world: World) -> None:
    active(world)
    signs_up(world, first_name="Mallory", password="un autre mot de passe")
    subjects = [row[0] for row in world.rows("SELECT subject FROM mails ORDER BY id")]
    assert subjects[-1] == "Vous avez déjà un compte provincial"
    assert isinstance(signs_in(world), Opened)
    assert world.rows("SELECT first_name FROM accounts WHERE activated_at IS NOT NULL") == [("Élodie",)]


def test_no_code_opens_the_account_of_somebody_else(world: World) -> None:
    active(world)
    ticket = signs_up(world, password="un autre mot de passe")
    hashes = [f"{number:04d}" for number in range(5)]
    assert all(isinstance(activate(world, ticket, code), Refusal) for code in hashes)


def test_whoever_signs_up_with_my_address_before_or_after_me_never_chooses_my_password(world: World) -> None:
    signs_up(world, first_name="Mallory", password="une toute autre phrase")
    mine = signs_up(world)
    code = code_sent(world)
    signs_up(world, first_name="Mallory", password="une toute autre phrase")
    assert isinstance(activate(world, mine, code), Opened)
    assert world.rows("SELECT first_name FROM accounts WHERE activated_at IS NOT NULL") == [("Élodie",)]
    assert isinstance(signs_in(world), Opened)
    theirs = signs_in(world, "une toute autre phrase")
    assert isinstance(theirs, ToActivate)
    assert activate(world, theirs.ticket, code_sent(world)) == codes.WRONG


def test_of_eight_sign_ups_of_one_address_at_once_one_at_most_is_its_owner(world: World) -> None:
    def attempt(_: int) -> str:
        try:
            return signs_up(world)
        except DomainError as error:
            return error.sentence

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(attempt, range(8)))
    assert world.rows("SELECT count(*) FROM accounts") == [(limits.most(Limit.CODES),)]
    assert answers.count(limits.TOO_MANY) == 8 - limits.most(Limit.CODES)
    assert world.rows("SELECT 1 FROM accounts WHERE email_proved_at IS NOT NULL") == []


def test_an_address_is_the_same_in_capitals(world: World) -> None:
    active(world, email="Elodie@Exemple.NC")
    assert isinstance(signs_in(world, email=" ELODIE@exemple.nc "), Opened)


def test_a_password_keeps_the_spaces_around_it(world: World) -> None:
    active(world, password=f" {PASSWORD} ")
    assert isinstance(signs_in(world, f" {PASSWORD} "), Opened)
    assert isinstance(signs_in(world, PASSWORD), Refusal)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("civility", "Sir"),
        ("first_name", " "),
        ("last_name", "x" * 81),
        ("birth_date", "31/02/1990"),
        ("birth_date", "17/05/1850"),
        ("birth_date", "19/11/2008"),
        ("email", "pas une adresse"),
        ("email", "a@b"),
        ("mobile", "12"),
        ("password", "court"),
        ("password", "motdepasse123"),
        ("password", "aaaaaaaaaaaaaaaa"),
        ("password", "wamytan wamytan 12"),
        ("password", "x" * 201),
        ("terms", ""),
    ],
)
def test_each_fault_is_told_by_its_field(world: World, field: str, value: str) -> None:
    with pytest.raises(FormError) as refused:
        signs_up(world, **{field: value})
    assert set(refused.value.fields) == {field}
    assert world.rows("SELECT 1 FROM accounts") == []


def test_the_birthday_makes_an_adult(world: World) -> None:
    assert signs_up(world, birth_date="18/11/2008")


def test_a_code_is_kept_as_a_trace_and_its_mail_is_secret(world: World) -> None:
    ticket = signs_up(world)
    kept = world.rows("SELECT code_hash FROM verification_codes WHERE ticket = :t", t=ticket)[0][0]
    assert code_sent(world) not in kept or len(kept) == 64
    assert world.rows("SELECT is_secret FROM mails") == [(True,)]
    assert PASSWORD not in str(world.rows("SELECT password_hash, details FROM accounts, verification_codes"))


def test_who_signs_in_before_activating_too_often_is_told_to_wait(world: World) -> None:
    signs_up(world)
    for _ in range(limits.most(Limit.CODES) - 1):
        assert isinstance(signs_in(world), ToActivate)
        world.clock.advance(minutes=3)
    assert signs_in(world) == Refusal("too-many", limits.TOO_MANY)


def test_the_code_of_somebody_who_prefers_sms_goes_by_sms_each_time(world: World) -> None:
    signs_up(world, preferred_contact="sms")
    outcome = signs_in(world)
    assert isinstance(outcome, ToActivate)
    assert world.do(codes.step, outcome.ticket).mobile == "+687751234"
    assert [row.recipient for row in world.rows("SELECT recipient FROM texts")] == ["+687751234"] * 2
    assert world.rows("SELECT 1 FROM mails") == []
