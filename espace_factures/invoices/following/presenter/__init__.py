"""Invoices ready to read, in French."""
