"""The log found again, and the figures kept beside the invoices."""
