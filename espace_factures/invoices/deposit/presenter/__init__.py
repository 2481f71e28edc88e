"""The deposit ready to be shown, in French."""
