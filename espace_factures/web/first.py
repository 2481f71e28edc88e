"""What somebody has to do before anything else: say what opens their account, or protect it."""

from espace_factures import routes
from espace_factures.core.access import Actor


def first_page(actor: Actor, wanted: str) -> str:
    """The only page that is open to them, which then leads on; nothing when every page is."""
    if actor.must_review:
        return routes.with_query(routes.OPENINGS, suite=wanted)
    return routes.with_query(routes.PROTECTION, suite=wanted) if actor.lacks_factor else ""
