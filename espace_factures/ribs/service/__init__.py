"""Use cases of the RIBs."""
