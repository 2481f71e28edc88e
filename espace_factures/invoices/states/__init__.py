"""The states of the invoice pages, one a page."""
