"""Pages and native routes share one origin, except while developing: there the pages have a server of their own."""

import os

PAGES = os.environ.get("PAGES_ORIGIN", "")
NATIVE = os.environ.get("NATIVE_ORIGIN", "")


def page(path: str) -> str:
    """Where a native route sends the browser to see a page."""
    return f"{PAGES}{path}"


def native(path: str) -> str:
    """Where a page posts a form or finds a file."""
    return f"{NATIVE}{path}"
