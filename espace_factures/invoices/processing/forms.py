"""An agent's decision as typed, checked."""

from espace_factures.app.forms import Comment, Form, Identifier
from espace_factures.invoices.rules import REASONS, Status


class Decision(Form):
    """An agent's decision as typed."""

    status: Status
    reason: str = ""
    comment: Comment = ""
    direction: Identifier = 0
    admitted: str = ""
    paid_on: str = ""


def decision_faults(form: Decision, needs_reason: bool) -> dict[str, str]:
    """What a decision lacks, by field."""
    faults: dict[str, str] = {}
    if needs_reason and form.reason not in REASONS:
        faults["reason"] = "Choisissez un motif."
    if needs_reason and form.reason == "AUTRE" and not form.comment:
        faults["comment"] = "Expliquez le motif : le fournisseur lira cette phrase."
    if form.status is Status.REDIRECTED and not form.direction:
        faults["direction"] = "Choisissez la direction qui recevra la facture."
    return faults
