"""The states of the administrator's pages."""
