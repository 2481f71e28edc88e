"""Directions, and what would leave people waiting for nobody, ready to read."""

from collections.abc import Sequence
from dataclasses import dataclass

from espace_factures import routes
from espace_factures.administration.repository import MOST
from espace_factures.administration.service.alarms import Alarms
from espace_factures.administration.service.directions import Served
from espace_factures.core.access import Role
from espace_factures.core.choice import Choice
from espace_factures.core.words import counted, plural
from espace_factures.organisation.rules.agents import ROLE_LABELS


@dataclass(frozen=True, slots=True)
class DirectionRow:
    """A direction of the list."""

    number: int
    short: str
    name: str
    people: tuple[Choice, ...]
    """The address of each one's sheet, and their name."""
    waiting: str
    state: str
    tone: str
    is_active: bool
    is_orphan: bool


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is wrong, why it matters, and where it is put right."""

    title: str
    words: str
    action: str
    href: str


def direction_row(served: Served) -> DirectionRow:
    """Its name, who serves it, what waits."""
    direction = served.direction
    state, tone = ("Sans agent", "refused") if served.is_orphan else ("Ouverte", "done")
    if not served.is_orphan and not direction.is_active:
        state, tone = "Fermée", "neutral"
    return DirectionRow(
        number=direction.id,
        short=direction.code,
        name=direction.name,
        people=tuple(
            Choice(routes.with_query(routes.ADMIN_AGENT, id=str(number)), name) for number, name in served.people
        ),
        waiting=_waiting(served.waiting),
        state=state,
        tone=tone,
        is_active=direction.is_active,
        is_orphan=served.is_orphan,
    )


def lead_words(rows: list[DirectionRow]) -> str:
    """« 9 directions ouvertes · 1 sans agent »."""
    orphans = sum(row.is_orphan for row in rows)
    words = counted(sum(row.is_active for row in rows), "direction ouverte", "directions ouvertes")
    return f"{words} · {orphans} sans agent" if orphans else words


def alarm_rows(alarms: Alarms) -> list[Alarm]:
    """The directions first."""
    orphans = [_orphans(alarms.orphans)] if alarms.orphans else []
    return [*orphans, *(_missing(role, count) for role, count in alarms.missing.items())]


def _orphans(found: Sequence[Served]) -> Alarm:
    """One alert, however many they are."""
    names, waiting = ", ".join(one.direction.name for one in found), sum(one.waiting for one in found)
    held = names if len(found) == 1 else counted(len(found), "direction")
    title = f"{held} {plural(len(found), 'n’a', 'n’ont')} pas d’agent."
    why = f"{_waiting(waiting)}, que personne ne voit." if waiting else "Ce qu’on y dépose n’attend personne."
    words = why if len(found) == 1 else f"{names}. {why}"
    return Alarm(title, words, "Voir les directions", routes.ADMIN_DIRECTIONS)


def _missing(role: Role, count: int) -> Alarm:
    why = {
        Role.HABILITATION_AGENT: "Un RIB est validé par deux agents différents : aucun nouveau RIB ne peut servir.",
        Role.ACCOUNTANT: "Qui mandate ne paie pas : aucune facture ne peut être payée.",
    }
    held = counted(count, ROLE_LABELS[role]) if count else f"Aucun {ROLE_LABELS[role]}"
    return Alarm(f"{held} : il en faut deux.", why[role], "Inviter un agent", routes.ADMIN_AGENT_NEW)


def _waiting(count: int) -> str:
    if count >= MOST:
        return f"{counted(MOST, 'facture')} ou plus en cours"
    return f"{counted(count, 'facture')} en cours" if count else ""
