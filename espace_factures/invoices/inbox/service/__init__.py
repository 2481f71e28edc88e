"""Use cases of the drop-box."""
