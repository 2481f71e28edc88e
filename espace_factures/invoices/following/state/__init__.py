"""The states of the supplier's pages, a page each."""
