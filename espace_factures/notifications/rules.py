"""What people may be told, and where: each event by each channel, as they wish."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Event(StrEnum):
    """What happened; security notices are no event: nobody can switch them off."""

    INVOICE = "statut-facture"
    MESSAGE = "message"
    RIB = "rib"
    HABILITATION = "habilitation"
    RECAP = "recapitulatif"
    REPLY = "reponse-usager"


class Channel(StrEnum):
    """Where it is told."""

    EMAIL = "courriel"
    SMS = "sms"
    PORTAL = "portail"


EVENTS: Final[Mapping[Event, str]] = {
    Event.INVOICE: "Statut d’une facture",
    Event.MESSAGE: "Message d’un agent",
    Event.RIB: "Changement de RIB",
    Event.HABILITATION: "Habilitation et membres",
    Event.RECAP: "Récapitulatif de la semaine",
    Event.REPLY: "Message, complément ou retrait d’un usager",
}
CHANNELS: Final[Mapping[Channel, str]] = {
    Channel.EMAIL: "Courriel",
    Channel.SMS: "SMS",
    Channel.PORTAL: "Dans le portail",
}

NOBODY: Final = "@invalid"
"""How the address of a deleted account ends (RFC 2606): nobody is told there."""

OFFERED: Final[Mapping[Event, frozenset[Channel]]] = {
    **{event: frozenset(Channel) for event in Event if event is not Event.RECAP},
    Event.RECAP: frozenset({Channel.EMAIL}),
}
"""A recap is a mail: it says nothing new to the portal, and is too long for an SMS."""

USUAL: Final[Mapping[Channel, bool]] = {Channel.EMAIL: True, Channel.SMS: False, Channel.PORTAL: True}
"""What is on until somebody says otherwise."""
UNUSUAL: Final = frozenset({(Event.REPLY, Channel.EMAIL)})
"""What is the other way round: what a whole direction is told is read in the portal, and by mail if one wishes."""
FOR_AGENTS: Final = frozenset({Event.REPLY})
"""What only those who instruct are told."""


def is_usual(event: Event, channel: Channel) -> bool:
    """Whether somebody who chose nothing is told of the event by this channel."""
    return channel in OFFERED[event] and USUAL[channel] is not ((event, channel) in UNUSUAL)


def wanted(event: Event, channel: Channel, choices: Mapping[tuple[str, str], bool]) -> bool:
    """Whether somebody who made these choices is told of the event by this channel."""
    return channel in OFFERED[event] and choices.get((event, channel), is_usual(event, channel))
