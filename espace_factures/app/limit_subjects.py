"""Whose tries a limit counts."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from espace_factures.core.addresses import network_of, range_of


class Subject(StrEnum):
    """What follows the name in a key."""

    NETWORK = "IPv4 address or IPv6 /64"
    RANGE = "IPv4 /24 or IPv6 /64"
    EVERYBODY = "the whole portal"
    EMAIL = "e-mail"
    EMAIL_AND_SOURCE = "e-mail, from a known browser or a network"
    PROVED_OF_BROWSER = "what the code proves, each known browser apart"
    PURPOSE_AND_PROVED = "purpose of the code, what it proves, each known browser apart"
    MOBILE = "mobile"
    ACCOUNT = "account"
    ACCOUNT_OF_BROWSER = "account, each known browser or open session apart"
    ALARM = "alarm"
    DIGEST = "digest of what serves once"
    ACCOUNT_AND_WEEK = "account, week"
    PROGRAM = "token of a program"


COUNTED: Final[Mapping[Subject, Callable[[object], str]]] = {Subject.NETWORK: network_of, Subject.RANGE: range_of}
