"""The log is found again by person, act, thing and period, a page at a time, by administrators alone."""

from typing import Any

import pytest

from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import ForbiddenError
from espace_factures.core.words import plain
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding
from espace_factures.invoices.rules import Status
from espace_factures.oversight.forms import read_filters
from espace_factures.oversight.presenter.journal import choices, exported, journal_rows, newer_place, older_place
from espace_factures.oversight.rules.journal import PAGE_SIZE, THEMES, Theme, theme_of
from espace_factures.oversight.service import journal
from espace_factures.oversight.service.journal import Lines
from tests import factories
from tests.conftest import World
from tests.invoices.conftest import Office
from tests.loops import finished


def page(world: World, actor: Actor, **asked: str) -> Lines:
    """A page of the log, as its address asks it."""
    return world.do(journal.listed, actor, read_filters(asked).search())


def acts(found: Lines) -> list[str]:
    """What its lines say was done."""
    return [str(entry.action) for entry in found.entries]


def written(world: World, actor: Actor, action: Action, subject: str, **details: Any) -> None:
    """A line of the log, a minute after the one before it."""
    world.clock.advance(minutes=1)
    world.do(audit_service.record, actor, action, subject, **details)


async def all_of(actor: Actor, **asked: str) -> list[Lines]:
    """Everything that an export hands over."""
    return [part async for part in journal.taken(actor, read_filters(asked).search())]


@pytest.mark.parametrize("role", [None, Role.INVOICE_AGENT, Role.ACCOUNTANT, Role.HABILITATION_AGENT])
def test_only_an_administrator_reads_the_log(world: World, role: Role | None) -> None:
    someone = factories.an_agent(world, role) if role else factories.an_account(world)
    with pytest.raises(ForbiddenError):
        page(world, someone)
    with pytest.raises(ForbiddenError):
        finished(all_of(someone))


def test_the_newest_line_comes_first_and_pages_neither_lose_nor_repeat_any(world: World, watcher: Actor) -> None:
    for number in range(PAGE_SIZE + 5):
        written(world, watcher, Action.BANK_KEPT, f"bank:{number}")
    first = page(world, watcher)
    second = page(world, watcher, place=older_place(first))
    subjects = [entry.subject for entry in (*first.entries, *second.entries)]
    assert subjects == [f"bank:{number}" for number in reversed(range(PAGE_SIZE + 5))]
    assert (newer_place(first), older_place(second)) == ("", "")
    again = page(world, watcher, place=newer_place(second))
    assert [entry.id for entry in again.entries] == [entry.id for entry in first.entries]


def test_lines_of_one_instant_are_all_found(world: World, watcher: Actor) -> None:
    for number in range(PAGE_SIZE + 5):
        world.do(audit_service.record, watcher, Action.BANK_KEPT, f"bank:{number}")
    first = page(world, watcher)
    second = page(world, watcher, place=older_place(first))
    assert len({entry.id for entry in (*first.entries, *second.entries)}) == PAGE_SIZE + 5


def test_a_person_is_found_as_author_and_as_subject_once_each(world: World, watcher: Actor) -> None:
    someone = factories.an_account(world, first_name="Noémie", last_name="Kaïla")
    other = factories.an_account(world, first_name="Paul", last_name="Autre")
    written(world, someone, Action.EMAIL_CHANGED, f"account:{someone.account_id}")
    written(world, watcher, Action.AGENT_SUSPENDED, f"account:{someone.account_id}")
    written(world, other, Action.EMAIL_CHANGED, f"account:{other.account_id}")
    found = page(world, watcher, qui="kaila noemie")
    assert acts(found) == ["agent.suspended", "account.email_changed"]
    assert acts(page(world, watcher, qui=someone.email)) == acts(found)
    assert page(world, watcher, qui="Personne d’ici").entries == []


def test_a_name_that_too_many_people_bear_is_asked_better(world: World, watcher: Actor) -> None:
    for _ in range(21):
        factories.an_account(world, last_name="Wamytan")
    assert page(world, watcher, qui="wamytan").is_vague


def test_an_act_and_the_acts_of_a_theme(world: World, watcher: Actor) -> None:
    written(world, watcher, Action.SESSION_OPENED, "account:1")
    written(world, watcher, Action.RIGHT_REFUSED, "/administration")
    written(world, watcher, Action.BANK_KEPT, "bank:17499")
    assert acts(page(world, watcher, quoi="session.opened")) == ["session.opened"]
    assert acts(page(world, watcher, quoi="acces")) == ["right.refused", "session.opened"]
    assert acts(page(world, watcher, quoi="administration")) == ["bank.kept"]


def test_a_reference_gives_the_whole_life_of_an_invoice(office: Office, watcher: Actor) -> None:
    reference, another = office.deposits(), office.deposits()
    office.decides(reference, Status.TAKEN)
    office.world.do(deciding.say, office.agent, Kind.INVOICE, reference, "Bonjour")
    office.world.do(deciding.say, office.agent, Kind.INVOICE, reference, "Entre nous", is_internal=True)
    found = page(office.world, watcher, objet=reference.lower().replace("-", " "))
    assert acts(found) == ["demandes.note", "demandes.message", "facture.status", "facture.deposited"]
    assert all(entry.subject != another for entry in found.entries)
    assert "Entre nous" not in str([entry.details for entry in found.entries])


def test_a_period_takes_its_whole_last_day_in_noumea(world: World, watcher: Actor) -> None:
    written(world, watcher, Action.BANK_KEPT, "bank:1")
    world.clock.advance(days=1)
    written(world, watcher, Action.BANK_KEPT, "bank:2")
    assert len(page(world, watcher, du="2026-11-18", au="2026-11-18").entries) == 1
    assert len(page(world, watcher, du="18/11/2026", au="19/11/2026").entries) == 2
    assert page(world, watcher, du="2026-11-20").entries == []


def test_what_is_taken_away_is_all_there_and_is_in_the_log(
    world: World, watcher: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "AT_ONCE", 7)
    for number in range(20):
        written(world, watcher, Action.BANK_KEPT, f"bank:{number}")
    parts = finished(all_of(watcher))
    rows = [row for part in parts for row in exported(part)]
    assert len(parts) > 2
    assert len({row[0] for row in rows}) == len(rows) == 21
    assert [entry.action for entry in page(world, watcher, quoi="journal.exported").entries] == [
        Action.JOURNAL_EXPORTED
    ]


def test_what_was_typed_in_a_filter_is_not_written(world: World, watcher: Actor) -> None:
    finished(all_of(watcher, qui="Secret de quelqu’un"))
    assert "Secret" not in str(world.rows("SELECT details FROM audit_entries"))


def test_names_stand_for_numbers_and_somebody_who_left_stays_a_number(world: World, watcher: Actor) -> None:
    gone = factories.an_account(world, first_name="Ancien", deleted_at=world.clock.now())
    place = factories.an_establishment(world, name="EXEMPLE")
    written(world, gone, Action.MEMBERSHIP_ENDED, f"establishment:{place.id}", account=watcher.account_id)
    (row,) = journal_rows(page(world, watcher, quoi="membership.ended"))
    assert "Ancien" not in row.who
    assert str(gone.account_id) in row.who
    assert (row.subject, plain(row.details)) == ("EXEMPLE", f"personne : {watcher.name}")


@pytest.mark.parametrize(
    "query", [{"place": "apres_hier_3"}, {"place": "avant_2026-11-18T00:00:00_2"}, {"du": "demain"}, {"quoi": "rien"}]
)
def test_an_address_that_makes_no_sense_narrows_nothing(world: World, watcher: Actor, query: dict[str, str]) -> None:
    written(world, watcher, Action.BANK_KEPT, "bank:1")
    assert len(page(world, watcher, **query).entries) == 1


def test_each_act_has_one_theme_and_is_offered() -> None:
    assert {theme_of(action) for action in Action} == set(Theme)
    assert {choice.value for choice in choices()} == {"", *THEMES, *Action}
