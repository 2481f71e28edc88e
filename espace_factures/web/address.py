"""Reads the page's own address, as the browser tells it: for filters and cursors, never for rights."""

from typing import Any, Final

from espace_factures.core.typed import line

LONGEST_VALUE: Final = 512


def query_value(state: Any, name: str, default: str = "") -> str:
    """One value of the query string, cleaned as if it had been typed, and cut where none of ours goes."""
    return line(str(state.router.url.query_parameters.get(name) or default)[:LONGEST_VALUE])
