"""Pieces of screen that show invoices."""
