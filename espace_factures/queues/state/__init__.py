"""The states of the queues: the list, and one item among those of a list."""
