"""Use cases of those who watch."""
