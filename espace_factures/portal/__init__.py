"""Home, démarches, help, search and statements."""
