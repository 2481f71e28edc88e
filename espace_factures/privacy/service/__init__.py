"""Use cases of taking one's data away and of leaving."""
