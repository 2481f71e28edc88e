"""The states of the notices and of the subscriptions."""
