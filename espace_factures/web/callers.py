"""Who calls: the one place that tells a client's address, for native routes and sockets alike."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

import structlog
from starlette.datastructures import Headers

from espace_factures.core.addresses import Proxies, client_address, is_inner

log = structlog.get_logger()


@dataclass(slots=True)
class Callers:
    """Says where requests come from, and once that the setting of proxies hides it."""

    proxies: Proxies
    has_warned: bool = False

    def name(self, scope: MutableMapping[str, Any]) -> str:
        """The client's address, written in the scope: whatever is below reads it there."""
        peer, port = scope.get("client") or ("", 0)
        forwarded = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
        self._warn(peer, forwarded)
        address = client_address(peer, forwarded, self.proxies)
        scope["client"] = (address, port)
        return address

    def _warn(self, peer: str, forwarded: str) -> None:
        """A proxy stands there, and nobody said so: everybody would have its address, and its limits."""
        is_blind = not self.proxies.hops and not self.proxies.networks
        if is_blind and forwarded and is_inner(peer) and not self.has_warned:
            self.has_warned = True
            log.warning("callers.proxy_not_trusted", setting="TRUSTED_PROXIES")
