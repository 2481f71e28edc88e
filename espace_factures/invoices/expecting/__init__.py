"""Expecting money: when it should come, the next payment, how long the last ones took."""
