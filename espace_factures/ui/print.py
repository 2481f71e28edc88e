"""What a sheet of paper says first: whose portal it comes from, when it was printed, and from which address."""

import reflex as rx

from espace_factures.ui.native import script


class PrintHead(rx.Component):
    """A line that only paper shows."""

    library = script("ui/print")
    tag = "PrintHead"
