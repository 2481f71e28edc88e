"""The cookie by which a browser is known again: it opens nothing, and keeps others from locking its people out."""

from datetime import timedelta
from typing import Final

from espace_factures.app import sealed
from espace_factures.core.ports import Inside
from espace_factures.identity.rules.browsers import Browser

COOKIE: Final = "__Host-appareil"
LIFETIME: Final = timedelta(days=365)


def recognised(ports: Inside, cookie: str) -> Browser:
    """What the cookie says; an unknown browser when it is not ours."""
    values = sealed.unseal(ports.settings.keys, COOKIE, cookie, ports.clock.now()) if cookie else None
    return Browser(str(values["mark"]), dict(values["since"])) if values else Browser()


def remembered(ports: Inside, browser: Browser, email: str) -> str:
    """The cookie of a browser from which the person of this address has just signed in."""
    now = ports.clock.now()
    known = browser.having_seen(email, now, ports.chance.token()[:16])
    return sealed.seal(ports.settings.keys, COOKIE, {"mark": known.mark, "since": known.since}, now, LIFETIME)
