"""Where a demande stands in the agents' queues once it moved: whose turn it is, how old it is, who follows it."""

from datetime import datetime
from enum import StrEnum

from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Turn
from espace_factures.demandes.service.kinds import CaseKind


def stand(declared: CaseKind, demande: Demande, status: StrEnum, now: datetime, follower: int | None) -> None:
    """Put it in the queue of its status; whoever decides follows it, until another service has to go on."""
    before, after = demande.turn, declared.life.turn(status)
    demande.stage, demande.turn = str(status), after
    _keep_time(demande, now, is_stopped=after is Turn.PERSON)
    if {before, after} == {Turn.AGENT, Turn.PAYER} or status in declared.freeing:
        demande.assignee_id = None
    elif demande.assignee_id is None:
        demande.assignee_id = follower


def _keep_time(demande: Demande, now: datetime, *, is_stopped: bool) -> None:
    """The clock stops while it is its person's turn."""
    if demande.clock_stopped_at is not None and not is_stopped:
        demande.clock_from += now - demande.clock_stopped_at
        demande.clock_stopped_at = None
    if is_stopped and demande.clock_stopped_at is None:
        demande.clock_stopped_at = now
