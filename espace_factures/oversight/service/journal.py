"""« Journal »: who did what, when, from where, for administrators; what they take away is in it too."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.models import AuditEntry
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.ports import Inside
from espace_factures.core.typed import identifier
from espace_factures.demandes.rules import references
from espace_factures.establishments.models import Establishment
from espace_factures.identity.models import Account
from espace_factures.oversight.repository import journal
from espace_factures.oversight.rules.journal import AT_ONCE, MOST_PEOPLE, PAGE_SIZE, Place, Search

RIGHT: Final = Permission.ADMINISTRATION_RULE
ACCOUNT, ESTABLISHMENT, DOCUMENT, DIRECTION = "account:", "establishment:", "document:", "direction:"


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers of some lines name."""

    people: Mapping[int, Account]
    places: Mapping[int, Establishment]
    documents: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of the log, the newest first, and whether there are others on each side."""

    entries: Sequence[AuditEntry]
    names: Names
    has_newer: bool = False
    has_older: bool = False
    is_vague: bool = False
    """Whether the person that was asked for is too many people."""


def listed(uow: Reading, _ports: Inside, actor: Actor, search: Search) -> Lines:
    """A page of the log."""
    actor.require(RIGHT)
    found, is_vague = _found(uow, search, PAGE_SIZE + 1)
    is_newer, is_more = search.place is not None and search.place.is_newer, len(found) > PAGE_SIZE
    shown = found[:PAGE_SIZE][::-1] if is_newer else found[:PAGE_SIZE]
    return Lines(
        entries=shown,
        names=names_of(uow, shown),
        has_newer=is_more if is_newer else search.place is not None,
        has_older=is_newer or is_more,
        is_vague=is_vague,
    )


async def taken(actor: Actor, search: Search) -> AsyncIterator[Lines]:
    """The log from its newest line on, in parts; that it was taken is written before its first line leaves."""
    actor.require(RIGHT)
    await run(_taken, actor, search)
    place: Place | None = None
    while True:
        part = await read(_part, actor, replace(search, place=place))
        yield part
        if len(part.entries) < AT_ONCE:
            return
        place = Place(part.entries[-1].at, part.entries[-1].id)


def names_of(uow: Reading, entries: Iterable[AuditEntry]) -> Names:
    """What stands behind the numbers of these lines."""
    entries = list(entries)
    subjects = [entry.subject for entry in entries]
    ids = {entry.account_id for entry in entries if entry.account_id} | {*map(identifier, _after(ACCOUNT, subjects))}
    ids |= {number for entry in entries for number in map(identifier, _told(entry))}
    places = {*map(identifier, _after(ESTABLISHMENT, subjects))}
    return Names(
        people=journal.people_by_id(uow.session, ids - {0}) if ids - {0} else {},
        places=journal.places_by_id(uow.session, places - {0}) if places - {0} else {},
        documents=journal.documents_by_id(uow.session, files) if (files := _after(DOCUMENT, subjects)) else {},
    )


def _told(entry: AuditEntry) -> list[object]:
    """The accounts that the details of a line name."""
    return [entry.details.get(name, 0) for name in ("account", "asked_by", "to")]


def _after(prefix: str, subjects: Iterable[str]) -> set[str]:
    return {subject.removeprefix(prefix) for subject in subjects if subject.startswith(prefix)}


def _part(uow: Reading, _ports: Inside, actor: Actor, search: Search) -> Lines:
    actor.require(RIGHT)
    found, _ = _found(uow, search, AT_ONCE)
    return Lines(found, names_of(uow, found))


def _found(uow: Reading, search: Search, limit: int) -> tuple[list[AuditEntry], bool]:
    people: list[int] = []
    if search.person:
        number = identifier(search.person.removeprefix("n°").strip())
        people = [number] if number else [row.id for row in journal.people(uow.session, search.person)]
        if not people or len(people) > MOST_PEOPLE:
            return [], len(people) > MOST_PEOPLE
    return journal.lines(uow.session, search, people, _subjects(search.reference), limit), False


def _subjects(typed: str) -> list[str]:
    """The things that a search may name: a reference, a direction, a document, or a subject as an export says it."""
    if not typed:
        return []
    return list(dict.fromkeys([*references(typed), typed, DIRECTION + typed.upper(), DOCUMENT + typed]))


def _taken(uow: UnitOfWork, ports: Inside, actor: Actor, search: Search) -> None:
    """Which filters, never what was typed in them."""
    asked = {"person": bool(search.person), "reference": bool(search.reference), "actions": len(search.actions)}
    period = [f"{day:%Y-%m-%d}" if day else "" for day in (search.since, search.until)]
    audit_service.record(uow, ports, actor, Action.JOURNAL_EXPORTED, "journal", **asked, period=" / ".join(period))
