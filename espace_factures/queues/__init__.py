"""The agents' queues: what waits, found, sorted, kept as views and shared out, the same for every kind of demande."""
