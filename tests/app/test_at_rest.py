"""Whoever copies the files of the database reads neither an IBAN, nor a birth date, nor what was typed; keys change."""

from dataclasses import replace
from datetime import date

import pytest
from cryptography.fernet import InvalidToken
from sqlmodel import select

from espace_factures.app import rotation
from espace_factures.app.reading import Reading
from espace_factures.core.ports import Inside
from espace_factures.identity.models import Account
from tests import factories
from tests.conftest import World

FORMER, PRESENT = b"a former key, of thirty-two bytes", b"the key of today, thirty-two bytes"
BORN = date(1990, 5, 17)


def with_keys(world: World, *keys: bytes) -> None:
    world.use(settings=replace(world.ports.settings, keys=keys))


def birth_date(uow: Reading, _ports: Inside, account_id: int) -> date:
    return uow.session.get_one(Account, account_id).birth_date


def born_then(uow: Reading, _ports: Inside) -> list[int]:
    return list(uow.session.exec(select(Account.id).where(Account.birth_date == BORN)).all())


def change_keys(world: World) -> int:
    """What the command does; returns how many rows it wrote."""
    return sum(rotation.renewed(world.do).values())


def test_a_birth_date_is_read_by_the_code_and_not_in_the_database(world: World) -> None:
    actor = factories.an_account(world, birth_date=BORN)
    assert world.do(birth_date, actor.account_id) == BORN
    assert "1990" not in str(world.rows("SELECT * FROM accounts"))


def test_a_query_on_what_is_encrypted_is_refused_and_not_empty(world: World) -> None:
    with pytest.raises(TypeError, match="trace"):
        world.do(born_then)


def test_a_value_moved_from_another_column_is_not_read(world: World) -> None:
    actor = factories.an_account(world, totp_sealed="1990-05-17")
    with world.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE accounts SET birth_date = totp_sealed")
    with pytest.raises(InvalidToken):
        world.do(birth_date, actor.account_id)


def test_with_a_second_key_the_first_one_still_reads(world: World) -> None:
    with_keys(world, FORMER)
    actor = factories.an_account(world, birth_date=BORN)
    with_keys(world, PRESENT, FORMER)
    assert world.do(birth_date, actor.account_id) == BORN


def test_once_written_again_the_former_key_can_be_thrown_away(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "ROWS", 2)
    with_keys(world, FORMER)
    actors = [factories.an_account(world, email=f"personne{number}@exemple.nc") for number in range(5)]
    with_keys(world, PRESENT, FORMER)
    assert change_keys(world) == 5
    with_keys(world, PRESENT)
    assert [world.do(birth_date, actor.account_id) for actor in actors] == [BORN] * 5


def test_the_former_key_alone_reads_nothing_afterwards(world: World) -> None:
    with_keys(world, FORMER)
    actor = factories.an_account(world)
    with_keys(world, PRESENT, FORMER)
    change_keys(world)
    with_keys(world, FORMER)
    with pytest.raises(InvalidToken):
        world.do(birth_date, actor.account_id)
