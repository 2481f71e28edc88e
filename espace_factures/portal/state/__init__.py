"""The states of the portal's own pages."""
