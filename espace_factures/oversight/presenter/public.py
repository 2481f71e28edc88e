"""What anybody is told of the delays, in one sentence."""

from espace_factures.core.words import counted
from espace_factures.invoices.expecting.rules import FEWEST
from espace_factures.oversight.rules.figures import THE_PROVINCE, Step
from espace_factures.oversight.service.dashboard import Figures


def lead_words(found: Figures, period_days: int) -> str:
    """Half of the invoices, eight in ten, and the period that the Province gives itself; honest when there are few."""
    period = f"La Province a {counted(period_days, 'jour')} pour donner l’ordre de payer."
    rows = [row for row in found.delays if row.step is Step.WHOLE and row.direction_id == THE_PROVINCE]
    if not rows or rows[0].invoices < FEWEST:
        paid = counted(rows[0].invoices if rows else 0, "facture payée", "factures payées")
        return f"{paid} en 90 jours : trop peu pour en dire un délai. {period}"
    usual, most = counted(rows[0].median_days, "jour"), counted(rows[0].most_days, "jour")
    return f"La moitié des factures sont payées en {usual}, et 8 sur 10 en {most}. {period}"
