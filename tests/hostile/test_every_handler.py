"""Every handler, called by whoever should not, in every way: nothing foreign is seen or changed."""

import inspect
import json
from collections.abc import Iterator
from typing import Any

import pytest

from espace_factures import routes
from espace_factures.web.forms import Form
from espace_factures.web.guard import FRAMEWORK
from tests.architecture.handlers import Handler, every_handler
from tests.hostile.conftest import House, Victim
from tests.sockets import Tab

STRANGERS = (
    "visitor",
    "neighbour",
    "invoice agent of another direction",
    "habilitation agent",
    "accountant",
    "administrator",
)
ODD = ("", "\x00", "²", "-1", "9" * 40, "1' OR '1'='1", "../../etc/passwd", "%", "é" * 6000)
SHAPES: tuple[Any, ...] = (None, 7, True, [], {}, [{"a": [1]}], {"number": {"$ne": ""}}, "texte")
VOLATILE = ("rate_buckets", "auth_sessions", "reference_counters", "procrastinate", "mails", "audit_entries")
OWNED = ("invoices", "ribs", "memberships", "messages", "documents", "request_events", "invoice_drafts", "notices")


@pytest.mark.parametrize("stranger", STRANGERS)
def test_whatever_a_stranger_calls_he_sees_and_changes_nothing(
    stranger: str, house: House, victim: Victim, strangers: Any
) -> None:
    actor, closed = strangers[stranger]
    marks = victim.marks_of(*closed)
    before = possessions(house)
    seen: list[str] = []
    for handler in every_handler():
        text = frames_of_calling(house.tab(actor), handler, victim)
        seen += [f"{handler.name} showed {mark}" for mark in marks if mark in text]
    assert not seen
    if closed == strangers["visitor"][1]:
        assert before <= possessions(house), "what belongs to the supplier was changed"
        assert not intrusions(house, victim, before)


def test_the_same_walk_shows_the_supplier_what_is_his(house: House, victim: Victim) -> None:
    tab, shown = house.tab(victim.actor), ""
    for handler in every_handler():
        if handler.page and not handler.load:
            for address in addresses_to(handler, victim):
                tab.goes_to(address)
                tab.says(handler.name)
            shown += tab.reads_everything()
    tab.closes()
    assert [kind for kind in victim.marks if not any(mark in shown for mark in victim.marks_of(kind))] == []


def frames_of_calling(tab: Tab, handler: Handler, victim: Victim) -> str:
    """All that came while the handler was called in every way, on pages that show the supplier's objects."""
    for address in addresses_to(handler, victim):
        tab.goes_to(address)
        if handler.load:
            tab.says(handler.load)
        for payload in foreign_payloads(handler, victim):
            tab.says(handler.name, payload)
    for payload in odd_payloads(handler, victim):
        tab.says(handler.name, payload)
    tab.reads_everything()
    tab.closes()
    return "\n".join(tab.frames)


def addresses_to(handler: Handler, victim: Victim) -> Iterator[str]:
    """The handler's own page, at the supplier's objects."""
    page = handler.page or routes.HOME
    for kind in ("invoice", "rib", "habilitation"):
        yield routes.with_query(
            page,
            ref=victim.names[kind],
            brouillon=victim.names["draft"],
            remplace=victim.names["invoice"],
            etablissement=str(victim.establishment_id),
            direction=str(victim.direction.id),
            id=str(victim.establishment_id),
        )


def foreign_payloads(handler: Handler, victim: Victim) -> Iterator[dict[str, Any]]:
    """Each of the supplier's identifiers, in every argument and every field."""
    for value in [*victim.names.values(), str(victim.establishment_id)]:
        yield {name: every_field(value) if is_form(handler, name) else value for name in names_of(handler)}


def odd_payloads(handler: Handler, victim: Victim) -> Iterator[dict[str, Any]]:
    """Odd texts, wrong shapes, arguments that do not exist."""
    for value in ODD:
        yield {name: every_field(value) if is_form(handler, name) else value for name in names_of(handler)}
    for shape in SHAPES:
        yield dict.fromkeys(names_of(handler), shape)
    yield {"actor": {"account_id": victim.actor.account_id}, "self": 1}


def names_of(handler: Handler) -> list[str]:
    """The arguments it declares."""
    return [name for name in inspect.signature(handler.fn).parameters if name != "self"]


def is_form(handler: Handler, name: str) -> bool:
    """Whether the argument is a form."""
    return "dict" in str(handler.fn.__annotations__.get(name, ""))


def every_field(value: str) -> dict[str, str]:
    """A form whose every field says the same, choices aside."""
    fields = {name for form in forms() for name in form.model_fields}
    return dict.fromkeys([*fields, "message", "comment", "answer"], value) | {"status": "prise-en-charge"}


def forms() -> Iterator[type[Form]]:
    """Every form of the product."""
    queue = list(Form.__subclasses__())
    while queue:
        form = queue.pop()
        queue += form.__subclasses__()
        yield form


def possessions(house: House) -> set[str]:
    """Every row of every table that matters, as text."""
    tables = house.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
    kept = [name for (name,) in tables if not name.startswith(VOLATILE)]
    return {
        f"{table} {json.dumps(row, sort_keys=True)}"
        for table in kept
        for (row,) in house.rows(f'SELECT to_jsonb(t) FROM "{table}" t')
    }


def intrusions(house: House, victim: Victim, before: set[str]) -> list[str]:
    """New rows hung on what the supplier owns."""
    theirs = {
        row for (row,) in house.rows("SELECT id FROM requests WHERE account_id = :id", id=victim.actor.account_id)
    }
    found: list[str] = []
    for line in possessions(house) - before:
        table, _, text = line.partition(" ")
        row = json.loads(text)
        is_theirs = row.get("establishment_id") == victim.establishment_id or row.get("request_id") in theirs
        if table in OWNED and is_theirs:
            found.append(line)
    return found


def test_framework_handlers_are_the_only_ones_without_declared_access() -> None:
    undeclared = {handler.name.rsplit(".", 1)[-1] for handler in every_handler() if not handler.is_declared}
    assert undeclared <= FRAMEWORK | {"setvar"}
