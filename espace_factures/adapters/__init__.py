"""One class per outside system."""
