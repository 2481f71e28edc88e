"""Where to go back to after signing in: a page of this portal, whatever the address says."""

import re

from espace_factures import routes

LOCAL_PATH = re.compile(r"^/(?![/\\])[A-Za-z0-9._~/?=&%+:@,;!$'()*-]*$")


def safe_return(wanted: str | None, default: str = routes.INVOICES_HOME) -> str:
    """The wanted address when it is a page of ours, otherwise `default`."""
    path = (wanted or "").strip()
    if len(path) > 500 or not LOCAL_PATH.match(path) or path.startswith(routes.BACKSTAGE):
        return default
    return path
