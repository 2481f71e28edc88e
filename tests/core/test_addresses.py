"""Whose address it is, behind the proxies that one trusts, and what a limit counts."""

import pytest

from espace_factures.core.addresses import client_address, network_of, trusted_proxies

PEER, CLIENT = "10.0.0.2", "203.0.113.7"


@pytest.mark.parametrize(
    ("setting", "peer", "forwarded", "address"),
    [
        ("none", PEER, "", PEER),
        ("none", PEER, CLIENT, PEER),
        ("1", PEER, CLIENT, CLIENT),
        ("1", PEER, f"198.51.100.1, {CLIENT}", CLIENT),
        ("2", PEER, f"198.51.100.1, {CLIENT}, 10.0.0.3", CLIENT),
        ("2", PEER, CLIENT, PEER),
        ("1", PEER, "", PEER),
        ("1", PEER, "pas une adresse", PEER),
        ("1", PEER, f"{CLIENT}:4321", CLIENT),
        ("1", PEER, "[2001:db8::7]:4321", "2001:db8::7"),
        ("1", PEER, f"::ffff:{CLIENT}", CLIENT),
        ("10.0.0.0/8", PEER, f"198.51.100.1, {CLIENT}, 10.0.0.3", CLIENT),
        ("10.0.0.0/8, 127.0.0.1", "127.0.0.1", CLIENT, CLIENT),
        ("10.0.0.0/8", CLIENT, "198.51.100.1", CLIENT),
        ("10.0.0.0/8", PEER, "198.51.100.1, pas une adresse, 10.0.0.3", "10.0.0.3"),
        ("10.0.0.0/8", PEER, "10.0.0.9", "10.0.0.9"),
        ("1", "", "", ""),
    ],
)
def test_the_address_is_the_peers_or_what_trusted_proxies_say(
    setting: str, peer: str, forwarded: str, address: str
) -> None:
    assert client_address(peer, forwarded, trusted_proxies(setting)) == address


@pytest.mark.parametrize("setting", ["", "0", "10", "-1", "deux", "10.0.0.1/8", "10.0.0.0/8,", "none, 10.0.0.0/8"])
def test_a_setting_that_nobody_can_read_is_refused(setting: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        trusted_proxies(setting)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        (CLIENT, CLIENT),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (f"::ffff:{CLIENT}", CLIENT),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_a_limit_counts_an_ipv4_address_or_the_64_of_an_ipv6_one(address: str, network: str) -> None:
    assert network_of(address) == network
