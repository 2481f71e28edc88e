"""From one item of a queue to the next, under the filters and in the order that one came from."""

from dataclasses import dataclass, replace

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor
from espace_factures.core.ports import Inside
from espace_factures.demandes.rules import Kind
from espace_factures.queues.repository import held, slices
from espace_factures.queues.rules import MOST_AT_ONCE, Query
from espace_factures.queues.service import listing


@dataclass(frozen=True, slots=True)
class Walk:
    """Where an item stands among those of its list, from 1; 0 once it left them. The references beside it, if any."""

    position: int = 0
    total: int = 0
    previous: str = ""
    following: str = ""


def walk(uow: Reading, ports: Inside, actor: Actor, kind: Kind, query: Query, reference: str) -> Walk:
    """The neighbours of an item; of one that a decision took out of the list, those of the place where it was."""
    scope = listing.scope_of(uow, ports, actor, kind)
    rows = slices.page(uow.session, scope, replace(query, place=None), MOST_AT_ONCE)
    references = [row.reference for row in rows]
    if reference in references:
        here = references.index(reference)
        before, after = references[:here], references[here + 1 :]
    else:
        found = held.found(uow.session, scope, reference)
        here = sum(slices.stands_before(query, row, found) for row in rows) if found else 0
        before, after = references[:here], references[here:]
    position = here + 1 if reference in references else 0
    return Walk(position, len(references), before[-1] if before else "", after[0] if after else "")
