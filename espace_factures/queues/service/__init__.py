"""Use cases of the queues."""
