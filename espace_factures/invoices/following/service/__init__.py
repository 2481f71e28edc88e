"""Use cases of following."""
