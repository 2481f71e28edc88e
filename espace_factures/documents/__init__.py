"""Documents: received, read, kept, served and drawn."""
