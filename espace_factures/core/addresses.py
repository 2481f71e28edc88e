"""IP addresses: who is calling behind the proxies that one trusts, and the network that a limit counts."""

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

NONE: Final = "none"
MOST_HOPS: Final = 9
ONE_LINE: Final = 64
"""The prefix that an IPv6 subscriber is given at least: any of its 2^64 addresses is the same person's."""

ONE_BLOCK: Final = 24
"""The smallest range of IPv4 that is routed: one customer may rent it whole."""


@dataclass(frozen=True, slots=True)
class Proxies:
    """Which proxies tell the truth in X-Forwarded-For: as many as stand before us, or those of these networks."""

    hops: int = 0
    networks: tuple[Network, ...] = ()

    def trusts(self, address: Address) -> bool:
        """Whether a proxy of ours has this address."""
        return any(address in network for network in self.networks)


def trusted_proxies(text: str) -> Proxies:
    """What the setting says: `none`, a number of hops, or networks between commas; raises ValueError."""
    words = text.strip().lower()
    if words == NONE:
        return Proxies()
    if words.isascii() and words.isdigit():
        if not 1 <= int(words) <= MOST_HOPS:
            raise ValueError(f"a number of proxies is between 1 and {MOST_HOPS}")
        return Proxies(hops=int(words))
    return Proxies(networks=tuple(ipaddress.ip_network(one.strip()) for one in words.split(",")))


def client_address(peer: str, forwarded: str, proxies: Proxies) -> str:
    """Whose address it is: the peer's, or what the trusted proxies say of it in X-Forwarded-For."""
    if proxies.hops:
        entries = [entry for entry in forwarded.split(",") if entry.strip()]
        found = _parsed(entries[-proxies.hops]) if len(entries) >= proxies.hops else None
        return str(found or _parsed(peer) or peer)
    return str(_last_untrusted(peer, forwarded, proxies) or peer)


def network_of(address: object) -> str:
    """What a limit counts: the IPv4 address, or the /64 of an IPv6 one; anything else as it stands."""
    found = _parsed(str(address))
    if not isinstance(found, ipaddress.IPv6Address):
        return str(found or address)
    return str(ipaddress.ip_network((found, ONE_LINE), strict=False))


def range_of(address: object) -> str:
    """What a guesser of codes has at hand: the /24 of an IPv4 address, the /64 of an IPv6 one."""
    found = _parsed(str(address))
    if not isinstance(found, ipaddress.IPv4Address):
        return network_of(address)
    return str(ipaddress.ip_network((found, ONE_BLOCK), strict=False))


def is_inner(address: str) -> bool:
    """Whether the address is of this machine or of a private network: where a proxy stands, not a person."""
    found = _parsed(address)
    return found is not None and (found.is_private or found.is_loopback)


def _last_untrusted(peer: str, forwarded: str, proxies: Proxies) -> Address | None:
    """The first that is no proxy of ours, from us outwards; a word that is no address ends the walk."""
    last = None
    for entry in _outwards(peer, forwarded):
        found = _parsed(entry)
        if found is None:
            return last
        last = found
        if not proxies.trusts(found):
            return last
    return last


def _outwards(peer: str, forwarded: str) -> Iterator[str]:
    yield peer
    yield from reversed([entry for entry in forwarded.split(",") if entry.strip()])


def _parsed(text: str) -> Address | None:
    """The address, without the port that some proxies add; an IPv4 one written as IPv6 is an IPv4 one."""
    words = text.strip()
    if words.startswith("["):
        words = words[1:].partition("]")[0]
    elif words.count(":") == 1:
        words = words.partition(":")[0]
    try:
        found = ipaddress.ip_address(words.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
