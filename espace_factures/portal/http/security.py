"""/.well-known/security.txt: whom to tell of a weakness of the portal (RFC 9116)."""

from datetime import timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from espace_factures import routes
from espace_factures.app.run import runtime
from espace_factures.web.native import NOT_FOUND, PUBLIC, Native

VALID: Final = timedelta(days=180)
"""RFC 9116 asks for less than a year."""
WORDS: Final = """Contact: {contact}
Expires: {expires:%Y-%m-%dT00:00:00Z}
Preferred-Languages: fr, en
Canonical: {canonical}
"""


async def security_txt(_request: Request) -> Response:
    """GET /.well-known/security.txt: 404 where nobody was named, on a laptop."""
    ports = runtime.ports
    if ports is None or not ports.settings.security_contact:
        return PlainTextResponse(NOT_FOUND, status_code=404)
    contact, expires = ports.settings.security_contact, ports.clock.now() + VALID
    return PlainTextResponse(
        WORDS.format(contact=contact, expires=expires, canonical=ports.settings.origin + routes.SECURITY_TXT)
    )


ROUTES = [Native(routes.SECURITY_TXT, ("GET",), PUBLIC, security_txt)]
