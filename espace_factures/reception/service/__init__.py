"""Use cases of the desk, but the account itself."""
