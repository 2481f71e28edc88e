"""The states of the demandes: the person's pages, and what every kind's pages share."""
