"""The audit log, verified from its beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from espace_factures.commands.running import parser, ready
from espace_factures.terminal import say

if TYPE_CHECKING:
    from espace_factures.audit.service.verifying import Walk


def verify_journal(*words: str) -> int:
    """Says whether each entry is still what was sealed; 1 when it is not, with the place where the chain breaks."""
    from espace_factures.app.run import answer
    from espace_factures.audit.rules.chain import Head
    from espace_factures.audit.service import verifying

    command = parser("verify-journal")
    command.add_argument("--head", default=str(Head()), metavar="PLACE:EMPREINTE")
    place, _, kept = command.parse_args(words).head.partition(":")
    ready()
    expected = Head(int(place) if place.isdigit() else 0, kept)
    walk = verifying.Walk(Head())
    while not (walk.is_done or walk.broken):
        walk = answer(verifying.walk, walk.head, expected)
    waiting = answer(verifying.waiting)
    say(_verdict(walk, waiting))
    return int(bool(walk.broken or waiting))


def _verdict(walk: Walk, waiting: int) -> str:
    if walk.broken:
        return f"Le journal est rompu après la place {walk.head.position}, à l’entrée {walk.entry_id} : {walk.broken}."
    lines = [f"Le journal est intact : {walk.head.position} entrées scellées. Tête : {walk.head}"]
    if waiting:
        lines.append(f"{waiting} entrées de plus de dix minutes n’ont pas de sceau : le portail tourne-t-il ?")
    return "\n".join(lines)
