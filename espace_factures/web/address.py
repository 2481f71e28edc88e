"""Reads the page's own address, as the browser tells it: for filters and cursors, never for rights."""

from typing import Any


def query_value(state: Any, name: str, default: str = "") -> str:
    """One value of the query string."""
    return str(state.router.url.query_parameters.get(name) or default)
