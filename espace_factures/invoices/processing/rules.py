"""« Prêtes à attester »: what an invoice is held against as it is attested at one look; each rule has its sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from espace_factures.core.money import francs
from espace_factures.invoices.rules import Status

BEFORE_ATTESTATION: Final = frozenset({Status.DEPOSITED, Status.REDIRECTED, Status.TAKEN})
"""Where the supplier's words or files of later days are not waiting for eyes."""


@dataclass(frozen=True, slots=True)
class Facts:
    """An invoice as things stand; `left` is what its bon de commande still bears, this invoice counted."""

    status: Status
    agreed_at_deposit: bool
    is_unread: bool
    order: str
    is_order_open: bool
    is_order_here: bool
    left: int
    rib_fault: str
    signal: str


Rule = Callable[[Facts], str]


def agrees_as_deposited(facts: Facts) -> str:
    """Amounts, rates, mentions and bon de commande, held against each other at the deposit."""
    return "" if facts.agreed_at_deposit else "Le dépôt a relevé un point à vérifier : ouvrez la facture."


def waits_for_attestation(facts: Facts) -> str:
    """Nobody suspended or completed it since."""
    is_waiting = facts.status in BEFORE_ATTESTATION
    return "" if is_waiting else "Cette facture a changé de statut : ouvrez-la avant de décider."


def has_enough_left(facts: Facts) -> str:
    """The bon de commande bears it."""
    return "" if facts.left >= 0 else f"Le bon de commande {facts.order} est dépassé de {francs(-facts.left)}."


def is_on_an_open_order(facts: Facts) -> str:
    """The bon de commande is not closed."""
    return "" if facts.is_order_open else f"Le bon de commande {facts.order} est clos."


def is_on_an_order_of_the_direction(facts: Facts) -> str:
    """The bon de commande is of the direction that attests."""
    return "" if facts.is_order_here else f"Le bon de commande {facts.order} est celui d’une autre direction."


def is_paid_on_a_valid_rib(facts: Facts) -> str:
    """The RIB may receive money now."""
    return facts.rib_fault


def is_read(facts: Facts) -> str:
    """The supplier's words were read."""
    return "Le fournisseur a écrit : lisez son message avant d’attester." if facts.is_unread else ""


def shows_no_fraud(facts: Facts) -> str:
    """No severe sign of fraud, computed as things stand."""
    return facts.signal


RULES: Final[tuple[Rule, ...]] = (
    waits_for_attestation,
    agrees_as_deposited,
    is_read,
    is_on_an_open_order,
    is_on_an_order_of_the_direction,
    has_enough_left,
    is_paid_on_a_valid_rib,
    shows_no_fraud,
)


def against(facts: Facts) -> str:
    """The first thing that does not agree, in a sentence; nothing when all does."""
    return next((said for rule in RULES if (said := rule(facts))), "")
