"""Bank details of an établissement."""
