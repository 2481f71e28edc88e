"""An agent's decision on an invoice as typed, checked."""

from typing import Annotated, Any

from pydantic import Field

from espace_factures.app.forms import Identifier
from espace_factures.demandes.forms import Decision
from espace_factures.demandes.rules import LONGEST_REFERENCE, Life
from espace_factures.invoices.rules import Status


class InvoiceDecision(Decision):
    """What some moves ask besides: a direction, an amount, a day, the reference of a mandate or of a payment."""

    direction: Identifier = 0
    admitted: str = ""
    paid_on: str = ""
    mandate: Annotated[str, Field(max_length=LONGEST_REFERENCE)] = ""
    payment: Annotated[str, Field(max_length=LONGEST_REFERENCE)] = ""

    def faults(self, life: Life[Any]) -> dict[str, str]:
        """What the decision lacks, by field."""
        faults = super().faults(life)
        if self.status == Status.REDIRECTED and not self.direction:
            faults["direction"] = "Choisissez la direction qui recevra la facture."
        return faults
