"""Expecting money: the next payment, how long the last ones took."""
