"""Where one goes after signing in: the page that was wanted, if it is of this portal, else where one's work is."""

import re
from typing import Final

from espace_factures import routes
from espace_factures.core.access import GRANTS, Actor, Permission

LOCAL_PATH = re.compile(r"^/(?![/\\])[A-Za-z0-9._~/?=&%+:@,;!$'()*-]*$")

WORK: Final = (
    (Permission.ADMINISTRATION_RULE, routes.ADMIN),
    (Permission.INVOICE_REVIEW, routes.ADMIN_INVOICES),
    (Permission.HABILITATION_DECIDE, routes.ADMIN_HABILITATIONS),
)
"""What an agent comes for, by right."""


def home_of(actor: Actor | None) -> str:
    """The page of the actor's own work, whatever they must do before they may open it."""
    rights = {right for role in actor.roles for right in GRANTS[role]} if actor else set()
    return next((page for right, page in WORK if right in rights), routes.INVOICES_HOME)


def safe_return(wanted: str | None, default: str = routes.INVOICES_HOME) -> str:
    """The wanted address when it is a page of ours, otherwise `default`."""
    path = (wanted or "").strip()
    if len(path) > 500 or not LOCAL_PATH.match(path) or path.startswith(routes.BACKSTAGE):
        return default
    return path
