"""Pieces of screen that every kind of demande shares."""
