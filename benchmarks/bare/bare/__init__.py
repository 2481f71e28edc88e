"""One page, twenty-five rows, one button."""
