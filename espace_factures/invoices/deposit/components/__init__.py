"""The pieces of the deposit."""
