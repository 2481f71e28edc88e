"""The states of the compte provincial, a page each."""
