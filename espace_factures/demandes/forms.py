"""An agent's decision as typed, checked."""

from typing import Any

from espace_factures.app.forms import Comment, Form
from espace_factures.demandes.rules import OTHER, Life


class Decision(Form):
    """What every decision says; a kind adds its own fields."""

    status: str
    reason: str = ""
    comment: Comment = ""

    def faults(self, life: Life[Any]) -> dict[str, str]:
        """What the decision lacks, by field."""
        wanted = life.status(self.status)
        if wanted not in life.explained:
            return {}
        if self.reason not in life.reasons:
            return {"reason": "Choisissez un motif."}
        if self.reason not in life.reasons_for(wanted):
            return {"reason": "Ce motif demande une suspension, pas un rejet."}
        if self.reason == OTHER and not self.comment:
            return {"comment": "Expliquez le motif : le fournisseur lira cette phrase."}
        return {}

    @property
    def words(self) -> str:
        """What the history keeps of it."""
        return self.comment
