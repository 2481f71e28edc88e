"""What waits for a supplier: suspended invoices, RIBs, invitations, messages, asked for at once."""
