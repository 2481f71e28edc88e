"""Calls every handler on pages that show somebody's objects, in every way one can think of."""

import inspect
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from espace_factures import routes
from espace_factures.app.forms import Form
from espace_factures.core.access import Actor
from espace_factures.demandes.rules import Kind
from espace_factures.web.guard import policy_of
from tests.architecture.handlers import Handler, every_handler
from tests.hostile.planting import House, Victim

ODD = ("", "\x00", "²", "9" * 40, "1' OR '1'='1", "../../etc/passwd", "é" * 400)
"""The longest is in many fields at once, and the whole must pass the door of the socket: 64 kB."""
SHAPES: tuple[Any, ...] = (None, 7, [{"a": [1]}], {"number": {"$ne": ""}}, "texte")
FIELDS = ("establishment", "order", "direction", "rib", "total_ttc", "issued_on", "no_order", "attachments")
VOLATILE = ("rate_buckets", "auth_sessions", "verification_codes")
MOST_MESSAGES = 80
"""In one tab: a socket that sends many more at once is closed."""
FIELDS_AT_ONCE = 40

ALL_KINDS = ("invoice", "rib", "habilitation")
KINDS = {"invoices": "invoice", "ribs": "rib", "habilitations": "habilitation"}

Payloads = Callable[[Handler], Iterable[dict[str, Any]]]


def walk(
    house: House, actor: Actor | None, shown: Victim, payloads: Payloads, *, own_kind: bool = False
) -> dict[str, str]:
    """All that came, by state, while its handlers were called; one that is closed to the actor is called once."""
    heard: dict[str, str] = {}
    for state, handlers in by_state().items():
        gestures = [gesture for handler in handlers for gesture in gestures_of(handler, actor, payloads)]
        for address in addresses_to(handlers[0], shown, own_kind=own_kind):
            for start in range(0, len(gestures), MOST_MESSAGES):
                said = say_all(house, actor, address, handlers, gestures[start : start + MOST_MESSAGES])
                heard[state] = heard.get(state, "") + said
    return heard


def by_state() -> dict[str, list[Handler]]:
    """The handlers of each state."""
    found: dict[str, list[Handler]] = defaultdict(list)
    for handler in every_handler():
        found[handler.name.rsplit(".", 1)[0]].append(handler)
    return found


def gestures_of(handler: Handler, actor: Actor | None, payloads: Payloads) -> list[tuple[str, dict[str, Any]]]:
    """What is sent to a handler."""
    policy = policy_of(handler.name)
    every = [(handler.name, payload) for payload in payloads(handler)]
    return every if policy and policy.admits(actor) else every[:1]


def say_all(
    house: House, actor: Actor | None, address: str, handlers: list[Handler], gestures: list[tuple[str, dict[str, Any]]]
) -> str:
    """One tab: load the page, then each gesture."""
    tab = house.tab(actor)
    tab.goes_to(address)
    for name in {handler.load for handler in handlers} - {""}:
        tab.says(name)
    for name, payload in gestures:
        tab.says(name, payload)
    tab.reads_everything()
    tab.closes()
    return "\n".join(tab.frames)


def addresses_to(handler: Handler, owner: Victim, *, own_kind: bool = False) -> Iterator[str]:
    """The handler's own page at the owner's objects: of every kind, or of the kind its feature handles."""
    page = handler.page or routes.HOME
    own = [kind for feature, kind in KINDS.items() if f"___{feature}___" in handler.name] if own_kind else []
    for kind in (own or ALL_KINDS) if handler.page else ALL_KINDS[:1]:
        yield routes.with_query(
            page,
            ref=owner.names[kind],
            brouillon=owner.names["draft"],
            remplace=owner.names["invoice"],
            etablissement=str(owner.establishment_id),
            direction=str(owner.direction.id),
            id=str(owner.establishment_id),
        )


def foreign_payloads(handler: Handler, victim: Victim) -> Iterator[dict[str, Any]]:
    """Each of the supplier's identifiers, in every argument and every field."""
    for value in [*victim.names.values(), str(victim.establishment_id)]:
        yield from everywhere(handler, value)


def odd_payloads(handler: Handler, victim: Victim) -> Iterator[dict[str, Any]]:
    """Odd texts, wrong shapes, arguments that do not exist; known fields where a field is named."""
    names = names_of(handler)
    for value in ODD if names else ():
        yield from everywhere(handler, value)
    for shape in SHAPES if names else ():
        yield dict.fromkeys(names, shape)
    if "name" in names:
        yield from ({"name": field, "value": value} for field in FIELDS for value in ODD[2:4])
    yield {"actor": {"account_id": victim.actor.account_id}, "self": 1}


def everywhere(handler: Handler, value: str) -> Iterator[dict[str, Any]]:
    """One text in every argument, and in every field where the argument is a form."""
    names = names_of(handler)
    forms = {name for name in names if is_form(handler, name)}
    for part in every_field(value) if forms else [{}]:
        yield {name: part if name in forms else value for name in names}


def names_of(handler: Handler) -> list[str]:
    """The arguments it declares."""
    return [name for name in inspect.signature(handler.fn).parameters if name != "self"]


def is_form(handler: Handler, name: str) -> bool:
    """Whether the argument is a form."""
    return "dict" in str(handler.fn.__annotations__.get(name, ""))


def every_field(value: str) -> Iterator[dict[str, str]]:
    """Forms whose every field says the same, choices aside, each as large as a frame may be."""
    fields = sorted({name for form in every_form() for name in form.model_fields} | {"message", "comment", "answer"})
    for start in range(0, len(fields), FIELDS_AT_ONCE):
        yield dict.fromkeys(fields[start : start + FIELDS_AT_ONCE], value) | {"status": "prise-en-charge"}


def every_form() -> Iterator[type[Form]]:
    """Every form of the product."""
    queue = list(Form.__subclasses__())
    while queue:
        form = queue.pop()
        queue += form.__subclasses__()
        if form.__module__.startswith("espace_factures."):
            yield form


def possessions(house: House, owner: Victim, shared_out: Collection[Kind] = ()) -> set[str]:
    """Every row that belongs to a supplier, as text; but who follows the kinds that agents share out."""
    tables = house.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
    demandes = house.rows("SELECT id FROM demandes WHERE account_id = :id", id=owner.actor.account_id)
    marks = {
        ("account_id", owner.actor.account_id),
        ("establishment_id", owner.establishment_id),
        *(("demande_id", number) for (number,) in demandes),
    }
    return {
        f"{table} {json.dumps(row | ({'assignee_id': None} if row.get('kind') in shared_out else {}), sort_keys=True)}"
        for (table,) in tables
        if not table.startswith(VOLATILE)
        for (row,) in house.rows(f'SELECT to_jsonb(t) FROM "{table}" t')
        if marks & {(name, value) for name, value in row.items() if isinstance(value, int)}
    }
