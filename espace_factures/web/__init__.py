"""Reflex plumbing without looks."""
