"""Use cases of the demandes."""
