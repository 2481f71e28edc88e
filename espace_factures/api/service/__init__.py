"""Who calls, and what is kept of it."""
