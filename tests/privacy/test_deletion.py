"""Leaving: refused while something would be left behind; else what must be gone is gone, what must stay stays."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest

from espace_factures.app import sealed
from espace_factures.app.sealed import Use
from espace_factures.core.access import Role
from espace_factures.core.errors import DomainError, FormError, Refusal
from espace_factures.establishments.rules import MemberRole
from espace_factures.identity.forms import Address
from espace_factures.identity.service import passwords
from espace_factures.identity.service.recovery import start
from espace_factures.identity.service.sending import deliver
from espace_factures.identity.service.sessions import authenticate
from espace_factures.notifications.jobs import send_mail
from espace_factures.organisation.models import AgentInvitation
from espace_factures.privacy import jobs as privacy_jobs
from espace_factures.privacy.rules import leaving
from espace_factures.privacy.service import deletion, exports
from tests import factories
from tests.conftest import World
from tests.identity.given import activate, code_sent, signs_in, signs_up
from tests.loops import finished
from tests.privacy import given
from tests.privacy.given import EMAIL, MOBILE, Life

RIGHT = factories.PASSWORD, leaving.WORD
GONE = "compte-supprime-{}@invalid"


@pytest.fixture
def life(world: World) -> Life:
    return given.a_life(world)


@pytest.fixture
def left(world: World, life: Life) -> Life:
    """They left."""
    given.makes(world, life.me)
    world.do(deletion.delete, life.me, *RIGHT)
    return life


def refusal(world: World, actor: Any, *typed: str) -> str:
    """The sentence of a refusal, which the page shows beforehand too."""
    with pytest.raises(DomainError) as refused:
        world.do(deletion.delete, actor, *(typed or RIGHT))
    assert world.rows("SELECT deleted_at FROM accounts WHERE id = :id", id=actor.account_id) == [(None,)]
    return refused.value.sentence


def test_the_only_manager_is_told_which_place_and_what_to_do(world: World) -> None:
    me = factories.a_member(world, factories.an_establishment(world, name="ATELIER DU LAGON"))
    factories.a_member(world, factories.an_establishment(world, name="SECOND"), me)
    assert world.do(deletion.obstacle, me) == refusal(world, me)
    assert refusal(world, me) == (
        "Vous êtes le seul gestionnaire d’ATELIER DU LAGON et SECOND : nommez d’abord un autre gestionnaire, "
        "dans « Gérer mes établissements »."
    )


def test_the_only_lasting_manager_is_told_so(world: World) -> None:
    place = factories.an_establishment(world)
    me = factories.a_member(world, place)
    factories.a_member(world, place, expires_on=world.clock.now().date().replace(year=2099))
    assert "le seul gestionnaire sans date de fin" in refusal(world, me)


def test_the_only_manager_of_one_of_two_places_of_one_name_is_refused(world: World) -> None:
    me = factories.a_member(world, factories.an_establishment(world, name="JUMEAUX", ridet="0000001001"))
    twin = factories.an_establishment(world, name="JUMEAUX", ridet="0000001002")
    factories.a_member(world, twin, me)
    factories.a_member(world, twin)
    assert "JUMEAUX" in refusal(world, me)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.USER])
def test_an_agent_is_sent_to_an_administrator(world: World, role: Role) -> None:
    assert refusal(world, factories.an_account(world, role)) == leaving.AGENT


@pytest.mark.parametrize("status", ["deposee", "complement", "completee"])
def test_a_habilitation_to_be_decided_is_to_be_withdrawn_first(world: World, status: str) -> None:
    me = factories.an_account(world)
    reference = given.a_habilitation(world, me, factories.an_establishment(world), status)
    assert refusal(world, me) == (
        f"Votre demande d’habilitation {reference} n’est pas encore décidée : retirez-la d’abord."
    )


@pytest.mark.parametrize("word", ["", "supprimer", "SUPPRIME"])
def test_the_word_is_asked_under_its_field(world: World, word: str) -> None:
    with pytest.raises(FormError) as refused:
        world.do(deletion.delete, factories.an_account(world), factories.PASSWORD, word)
    assert refused.value.fields == {"confirmation": leaving.ASK_WORD}


def test_the_present_password_is_asked_under_its_field(world: World) -> None:
    with pytest.raises(FormError) as refused:
        world.do(deletion.delete, factories.an_account(world), "not the password", leaving.WORD)
    assert list(refused.value.fields) == ["current"]


def test_a_member_who_is_not_the_only_manager_may_leave(world: World) -> None:
    place = factories.an_establishment(world)
    factories.a_member(world, place)
    follower = factories.a_member(world, place, role=MemberRole.FOLLOWER)
    world.do(deletion.delete, follower, *RIGHT)
    assert world.rows("SELECT ended_at FROM memberships WHERE account_id = :id", id=follower.account_id) != [(None,)]


def test_the_person_is_anonymised(world: World, left: Life) -> None:
    row = world.rows("SELECT * FROM accounts WHERE id = :id", id=left.me.account_id)[0]._mapping
    assert (row["email"], row["civility"]) == (GONE.format(left.me.account_id), "")
    born = sealed.decrypt(world.ports.settings.keys, Use.BIRTH_DATE, row["birth_date"])
    assert (row["first_name"], row["last_name"], born) == ("Compte", "supprimé", "1900-01-01")
    empty = "mobile", "mobile_proved_at", "email_proved_at", "activated_at"
    assert [row[name] for name in empty] == [None] * 4
    assert (row["totp_sealed"], row["totp_step"], row["deleted_at"]) == ("", 0, world.clock.now())


OWN = "passkeys recovery_codes identities subscriptions notices verification_codes demande_readings"
OWN += " demande_visits fresh_decisions habilitation_drafts invoice_drafts exports words_under_way"


@pytest.mark.parametrize("table", OWN.split())
def test_what_was_hers_alone_is_gone(world: World, left: Life, table: str) -> None:
    assert world.rows(f"SELECT * FROM {table} WHERE account_id = :id", id=left.me.account_id) == []


def test_codes_asked_for_her_address_without_an_account_are_gone(world: World, left: Life) -> None:
    assert world.rows("SELECT * FROM verification_codes") == []


def test_her_address_and_number_are_nowhere_but_on_the_last_mail(world: World, left: Life) -> None:
    found = [
        (table, column)
        for table, column in world.rows(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
            "AND data_type IN ('character varying', 'text', 'jsonb') AND table_name NOT LIKE 'pg_%'"
        )
        for word in (EMAIL, MOBILE)
        if world.rows(f'SELECT 1 FROM "{table}" WHERE "{column}"::text LIKE :word', word=f"%{word}%")
    ]
    assert found == [("mails", "recipient")]
    assert world.rows("SELECT subject FROM mails WHERE recipient = :to", to=EMAIL) == [
        ("Votre compte provincial est supprimé",)
    ]


def test_her_name_is_nowhere_but_in_what_she_wrote(world: World, left: Life) -> None:
    authors = world.rows("SELECT author FROM messages UNION SELECT author FROM demande_events ORDER BY 1")
    assert [author for (author,) in authors] == ["Compte supprimé", left.colleague.name, "Province Sud"]


def test_the_last_mail_leaves_and_is_forgotten_a_day_later(world: World, left: Life) -> None:
    finished(send_mail(world.rows("SELECT id FROM mails WHERE recipient = :to", to=EMAIL)[0][0]))
    assert [(mail.to, mail.subject) for mail in world.mailer.sent] == [(EMAIL, "Votre compte provincial est supprimé")]
    finished(privacy_jobs.purge(0))
    assert len(world.rows("SELECT * FROM mails WHERE recipient = :to", to=EMAIL)) == 1
    world.clock.advance(days=1)
    finished(privacy_jobs.purge(0))
    assert world.rows("SELECT * FROM mails WHERE recipient = :to", to=EMAIL) == []


def test_her_sessions_are_closed_and_forget_from_where(world: World, left: Life) -> None:
    assert world.do(authenticate, given.TOKEN) is None
    rows = world.rows("SELECT device, address FROM auth_sessions WHERE account_id = :id", id=left.me.account_id)
    assert set(rows) == {("", "")}


def test_the_files_go_after_the_commit_by_a_job(world: World, life: Life) -> None:
    given.makes(world, life.me)
    keys = [row[0] for row in world.rows("SELECT storage_key FROM documents WHERE demande_id IS NULL")]
    keys += [row[0] for row in world.rows("SELECT storage_key FROM exports")]
    world.do(deletion.delete, life.me, *RIGHT)
    assert all(world.outside.files.read(key) for key in keys)
    asked = world.rows("SELECT args FROM procrastinate_jobs WHERE task_name = :name", name=deletion.FORGET_FILES.name)
    assert sorted(asked[0][0]["keys"]) == sorted(keys)
    finished(privacy_jobs.forget_files(**asked[0][0]))
    for key in keys:
        with pytest.raises(KeyError):
            world.outside.files.read(key)


def test_an_export_under_way_ends_in_nothing(world: World, life: Life) -> None:
    world.do(exports.ask, life.me)
    public_id = world.rows("SELECT public_id FROM exports")[0][0]
    world.do(deletion.delete, life.me, *RIGHT)
    finished(privacy_jobs.make_export(public_id))
    assert world.rows("SELECT * FROM exports") == []


def test_a_zip_stored_by_a_job_that_died_goes_with_the_person(world: World, life: Life) -> None:
    world.do(exports.ask, life.me)
    public_id = world.rows("SELECT public_id FROM exports")[0][0]
    world.do(deletion.delete, life.me, *RIGHT)
    world.outside.files.put(exports.key_of(public_id), b"a ZIP")
    finished(privacy_jobs.make_export(public_id))
    with pytest.raises(KeyError):
        world.outside.files.read(exports.key_of(public_id))


def test_invoices_ribs_and_demandes_stay_with_their_files(world: World, left: Life) -> None:
    for table, count in (("invoices", 2), ("ribs", 1), ("demandes", 4), ("habilitations", 1), ("messages", 5)):
        assert world.rows(f"SELECT count(*) FROM {table}") == [(count,)]
    for (key,) in world.rows("SELECT storage_key FROM documents WHERE demande_id IS NOT NULL"):
        assert world.outside.files.read(key)


def test_a_credit_note_stays_with_its_invoice_and_its_draft_goes(world: World, life: Life) -> None:
    given.a_credit_note(world, life.me, life.invoice)
    world.do(deletion.delete, life.me, *RIGHT)
    assert world.rows("SELECT number, draft_id FROM credit_notes") == [("A-1", None)]
    assert world.rows("SELECT 1 FROM documents WHERE name = 'avoir.pdf'")


def test_what_is_her_colleagues_stays(world: World, left: Life) -> None:
    mine = {"id": left.colleague.account_id}
    assert world.rows("SELECT email, deleted_at FROM accounts WHERE id = :id", **mine) == [("jeanne@exemple.nc", None)]
    assert world.rows("SELECT ended_at FROM memberships WHERE account_id = :id", **mine) == [(None,)]
    assert len(world.rows("SELECT * FROM invoice_drafts WHERE account_id = :id", **mine)) == 1


def test_the_log_says_that_she_left_and_keeps_what_it_said(world: World, left: Life) -> None:
    rows = world.rows("SELECT action FROM audit_entries WHERE account_id = :id ORDER BY id", id=left.me.account_id)
    assert [action for (action,) in rows] == ["session.closed", "export.asked", "account.deleted"]


@pytest.mark.parametrize("email", [EMAIL, "compte-supprime-1@invalid"])
def test_nobody_signs_in_to_a_deleted_account(world: World, left: Life, email: str) -> None:
    assert isinstance(signs_in(world, factories.PASSWORD, email), Refusal)
    assert isinstance(signs_in(world, leaving.NO_PASSWORD, email), Refusal)
    assert not passwords.is_right(leaving.NO_PASSWORD, leaving.NO_PASSWORD)


def test_nobody_recovers_a_deleted_account(world: World, left: Life) -> None:
    for email in (EMAIL, GONE.format(left.me.account_id)):
        world.do(start, Address.model_construct(email=email), "", "192.0.2.1")
    for (code_id,) in world.rows("SELECT id FROM verification_codes"):
        world.do(deliver, code_id)
    assert world.rows("SELECT * FROM verification_codes WHERE account_id IS NOT NULL") == []
    assert world.rows("SELECT * FROM mails WHERE is_secret") == []


def test_her_address_may_sign_up_anew_and_starts_from_nothing(world: World, left: Life) -> None:
    ticket = signs_up(world)
    activate(world, ticket, code_sent(world))
    rows = world.rows("SELECT id FROM accounts WHERE email = :email", email=EMAIL)
    assert rows
    assert rows[0][0] != left.me.account_id
    assert world.rows("SELECT * FROM memberships WHERE account_id = :id", id=rows[0][0]) == []


def test_a_second_leaving_finds_nobody(world: World, left: Life) -> None:
    with pytest.raises(FormError):
        world.do(deletion.delete, left.me, *RIGHT)


def test_two_managers_who_leave_at_once_leave_one(world: World) -> None:
    place = factories.an_establishment(world)
    managers = [factories.a_member(world, place) for _ in range(2)]

    def leave(actor: Any) -> None:
        with suppress(DomainError):
            world.do(deletion.delete, actor, *RIGHT)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(leave, managers))
    assert world.rows("SELECT count(*) FROM accounts WHERE deleted_at IS NOT NULL") == [(1,)]


def test_the_address_leaves_the_role_that_was_offered_and_withdrawn(world: World, life: Life) -> None:
    invitation = {"email": EMAIL, "role": Role.ADMIN, "sent_at": world.clock.now(), "valid_until": world.clock.now()}
    given.keep(world, AgentInvitation(**invitation, closed_at=world.clock.now()))
    world.do(deletion.delete, life.me, *RIGHT)
    assert world.rows("SELECT 1 FROM agent_invitations WHERE email = :e", e=EMAIL) == []
