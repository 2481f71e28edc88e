"""Use cases of the comptable."""
