"""What makes the value of a setting safe enough for production: keys drawn at random, no plain text on the way."""

import ipaddress
from typing import Final
from urllib.parse import parse_qs, urlsplit

SHORTEST_KEY: Final = 32
FEWEST_LETTERS: Final = 10
TLS_SCHEMES: Final = frozenset({"https", "smtps", "smtp+starttls", "rediss", "s3", "file"})
TLS_MODES: Final = frozenset({"require", "verify-ca", "verify-full"})


def is_strong(key: bytes) -> bool:
    """Whether a key is long enough, and not one letter again and again."""
    return len(key) >= SHORTEST_KEY and len(set(key)) >= FEWEST_LETTERS


def is_private(url: str) -> bool:
    """Whether nobody on the network can read what goes to this address: encrypted, or it never leaves the machine."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    host = parts.hostname or query.get("host", [""])[0]
    if parts.scheme in TLS_SCHEMES or query.get("sslmode", [""])[0] in TLS_MODES:
        return query.get("scheme", ["https"])[0] == "https" or _is_here(host)
    return _is_here(host)


def _is_here(host: str) -> bool:
    """A Unix socket, or the machine itself."""
    if host in {"", "localhost"} or host.startswith("/"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
