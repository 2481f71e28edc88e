"""Use cases of the agents."""
