"""A request of the desk, as the second agent reads it."""

from dataclasses import dataclass

from espace_factures.core.calendar import moment
from espace_factures.profile.rules import PAPERS
from espace_factures.reception.rules import GESTURES, PURPOSES
from espace_factures.reception.service.asking import Waiting


@dataclass(frozen=True, slots=True)
class ReceptionRow:
    """Whom it is for, about what, and who saw them."""

    number: int
    person: str
    email: str
    why: str
    about: str
    paper: str
    trace: str
    gesture: str
    is_mine: bool


def reception_row(found: Waiting, agent: int) -> ReceptionRow:
    """`agent` is who reads."""
    return ReceptionRow(
        number=found.row.id,
        person=found.person.full_name,
        email=found.person.shown_email,
        why=PURPOSES[found.row.purpose],
        about=found.about,
        paper=PAPERS[found.row.paper],
        trace=f"Reçue par {found.asker} le {moment(found.row.asked_at)}",
        gesture=GESTURES[found.row.purpose],
        is_mine=found.row.asked_by == agent,
    )
