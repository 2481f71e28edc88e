"""Tokens: made by managers, shown once, told to all of them, dead as soon as one says so."""

from datetime import date, timedelta

import pytest

from espace_factures.api import rules as api_rules
from espace_factures.api.forms import NewToken, ticked_places, ticked_scopes
from espace_factures.api.presenter.board import view
from espace_factures.api.rules import Scope
from espace_factures.api.service import tokens
from espace_factures.app.forms import parse
from espace_factures.core.errors import FormError, NotFoundError, ProofNeededError
from espace_factures.establishments.forms import Rights
from espace_factures.establishments.rules import MemberRole
from espace_factures.establishments.service import members
from tests import factories
from tests.api.conftest import Program, a_program
from tests.invoices.conftest import Office

READ = frozenset({Scope.INVOICES_READ})


def make(office: Office, until: date, maker=None) -> str:
    form = NewToken(program="Caisse", scopes=READ, places=frozenset({office.place.id}), expires_on=until)
    return office.world.do(tokens.make, maker or office.supplier, form)


def board(office: Office):
    return office.world.do(tokens.board, office.supplier)


def test_only_a_hash_of_a_token_is_kept(office: Office, program: Program) -> None:
    kept = office.world.rows("SELECT * FROM api_tokens")
    assert program.secret.startswith(api_rules.BEFORE)
    assert program.secret not in str(kept)
    assert program.secret[len(api_rules.BEFORE) : -8] not in str(office.world.rows("SELECT * FROM audit_entries"))


def test_every_manager_is_told_of_a_token(office: Office) -> None:
    other = factories.a_member(office.world, office.place)
    a_program(office.world, office.supplier, office.place)
    told = office.world.rows("SELECT account_id FROM notices WHERE title LIKE '%accès pour logiciel%'")
    assert {row.account_id for row in told} == {office.supplier.account_id, other.account_id}


def test_a_token_asks_a_fresh_proof(office: Office) -> None:
    old = factories.signed_in(office.world, office.supplier, ago=timedelta(hours=1))
    with pytest.raises(ProofNeededError):
        make(office, date(2026, 12, 31), old)


@pytest.mark.parametrize("until", [date(2026, 11, 17), date(2027, 11, 19)])
def test_a_token_lasts_a_year_at_most(office: Office, until: date) -> None:
    with pytest.raises(FormError) as refused:
        make(office, until, factories.signed_in(office.world, office.supplier))
    assert "expires_on" in refused.value.fields


def test_a_token_does_not_outlast_who_makes_it(office: Office) -> None:
    until = date(2026, 11, 30)
    passing = factories.a_member(office.world, office.place, expires_on=until)
    with pytest.raises(FormError):
        make(office, until + timedelta(days=1), factories.signed_in(office.world, passing))


def test_who_does_not_manage_makes_none(office: Office) -> None:
    clerk = factories.a_member(office.world, office.place, role=MemberRole.DEPOSITOR)
    with pytest.raises(NotFoundError):
        make(office, date(2026, 12, 31), factories.signed_in(office.world, clerk))


def test_all_that_is_missing_from_a_token_is_told_at_once() -> None:
    with pytest.raises(FormError) as refused:
        parse(NewToken, {"program": "", "expires_on": ""})
    assert set(refused.value.fields) == {"program", "scopes", "places", "expires_on"}


def test_what_is_ticked_is_read_by_name() -> None:
    raw = {"portee_ribs:lire": "on", "portee_autre": "on", "place_12": "on", "program": "Caisse"}
    assert ticked_scopes(raw) == {Scope.RIBS_READ}
    assert ticked_places(raw) == {12}


def test_a_revoked_token_opens_nothing_at_once(office: Office, program: Program) -> None:
    assert program.get("/etablissements").status_code == 200
    office.world.do(tokens.revoke, office.supplier, board(office).lines[0].token.public_id)
    answer = program.get("/etablissements")
    assert (answer.status_code, answer.json()["code"]) == (401, "token-over")
    assert office.world.rows("SELECT 1 FROM audit_entries WHERE action = 'token.refused'")


def test_an_expired_token_opens_nothing(office: Office, program: Program) -> None:
    office.world.clock.advance(days=60)
    assert program.get("/etablissements").status_code == 401


def test_a_stranger_revokes_nothing(office: Office, program: Program) -> None:
    place = factories.an_establishment(office.world)
    stranger = factories.a_member(office.world, place)
    with pytest.raises(NotFoundError):
        office.world.do(tokens.revoke, stranger, board(office).lines[0].token.public_id)


def test_a_manager_learns_of_no_establishment_that_is_not_theirs(office: Office) -> None:
    hidden = factories.an_establishment(office.world, name="AUTRE AFFAIRE SARL")
    factories.a_member(office.world, hidden, office.supplier)
    other = factories.a_member(office.world, office.place)
    both = frozenset({office.place.id, hidden.id})
    form = NewToken(program="Comptabilité", scopes=READ, places=both, expires_on=date(2026, 12, 31))
    office.world.do(tokens.make, factories.signed_in(office.world, office.supplier), form)
    (row,) = view(office.world.do(tokens.board, other)).rows
    assert row.places == f"{office.place.name}, 1\u00a0autre établissement"
    assert row.is_living
    office.world.do(tokens.revoke, other, row.id)
    told = office.world.rows("SELECT subject, text FROM mails WHERE recipient = :email", email=other.email)
    assert len(told) == 2
    assert not [mail for mail in told if hidden.name in str(mail)]


def test_a_token_leaves_with_the_manager_who_made_it(office: Office) -> None:
    maker = factories.a_member(office.world, office.place)
    program = a_program(office.world, maker, office.place)
    row = office.world.rows("SELECT id FROM memberships WHERE account_id = :id", id=maker.account_id)[0]
    office.world.do(members.change_rights, office.supplier, row.id, Rights(role=MemberRole.DEPOSITOR))
    assert program.get("/etablissements").status_code == 401


def test_a_program_is_no_member_that_people_see(office: Office, program: Program) -> None:
    sheet = office.world.do(members.board_of, office.supplier, "").sheets[0]
    assert [account.full_name for _, account in sheet.members] == [office.supplier.name]
