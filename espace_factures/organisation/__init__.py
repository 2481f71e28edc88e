"""The directions of the Province, the agents who work for them, and their roles."""
