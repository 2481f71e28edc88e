"""Use cases of the deposit."""
