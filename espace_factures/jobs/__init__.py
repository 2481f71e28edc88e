"""Work done after the commit."""
