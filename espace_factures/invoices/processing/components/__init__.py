"""Pieces of the screen where agents process an invoice."""
