"""Use cases of what a person is told."""
