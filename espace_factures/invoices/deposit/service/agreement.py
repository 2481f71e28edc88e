"""Whether all that a deposit can be held against agrees: what the document says, the bon de commande, the findings."""

from typing import Final

from espace_factures.core.documents import Level
from espace_factures.demandes.models import Demande
from espace_factures.invoices.models import Invoice, InvoiceDraft
from espace_factures.invoices.rules import alarm
from espace_factures.orders.models import Order

READ: Final = ("number", "issued_on", "total_ht", "total_ttc")
"""What must have been read in the document, and be sent as it was read."""


def mark(demande: Demande, draft: InvoiceDraft, invoice: Invoice, order: Order | None) -> None:
    """Write on the demande its gravest finding, and whether it may be attested at one look; the sums add up by now."""
    codes = {str(finding["code"]) for finding in invoice.findings}
    demande.alert, demande.alert_tone = alarm(codes, has_rib=invoice.rib_id is not None)
    demande.agrees = order is not None and _is_as_read(draft, invoice) and not _has_findings(invoice)


def _is_as_read(draft: InvoiceDraft, invoice: Invoice) -> bool:
    sent = {
        "number": invoice.number,
        "issued_on": invoice.issued_on.isoformat(),
        "total_ht": str(invoice.total_ht),
        "total_ttc": str(invoice.total_ttc),
    }
    return all(draft.sources.get(name) and draft.values.get(name) == sent[name] for name in READ)


def _has_findings(invoice: Invoice) -> bool:
    """Rates, mentions, twins, IBAN: a finding is more than a hint to whoever deposits."""
    return any(finding["level"] != Level.INFO for finding in invoice.findings)
