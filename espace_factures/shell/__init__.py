"""The frame of every page: it knows the person and the addresses."""
