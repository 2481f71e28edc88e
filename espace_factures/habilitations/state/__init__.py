"""The states of the pages of habilitations, one a page."""
