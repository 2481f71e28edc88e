"""The agents’ queues."""
