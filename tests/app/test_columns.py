"""Closed sets in the tables: members in the code, text in the database, and nothing outside of the set."""

import pytest
from sqlalchemy.exc import StatementError

from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.ports import Inside
from espace_factures.identity.models import Account
from espace_factures.identity.rules.people import Contact
from tests import factories
from tests.conftest import World


def contact_of(uow: Reading, _ports: Inside, account_id: int) -> Contact:
    return uow.session.get_one(Account, account_id).preferred_contact


def prefer(uow: UnitOfWork, _ports: Inside, account_id: int, contact: Contact) -> None:
    uow.session.get_one(Account, account_id).preferred_contact = contact


@pytest.mark.parametrize("contact", Contact)
def test_a_member_goes_in_and_comes_out(world: World, contact: Contact) -> None:
    actor = factories.an_account(world)
    world.do(prefer, actor.account_id, contact)
    assert world.do(contact_of, actor.account_id) is contact
    assert world.rows("SELECT preferred_contact FROM accounts") == [(str(contact),)]


def test_a_value_outside_of_the_set_is_not_written(world: World) -> None:
    actor = factories.an_account(world)
    with pytest.raises(StatementError, match="pigeon"):
        world.do(prefer, actor.account_id, "pigeon")
    assert world.do(contact_of, actor.account_id) is Contact.EMAIL


def test_a_value_outside_of_the_set_is_not_read_as_a_member(world: World) -> None:
    actor = factories.an_account(world)
    with world.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE accounts SET preferred_contact = 'pigeon'")
    with pytest.raises(ValueError, match="pigeon"):
        world.do(contact_of, actor.account_id)
