"""A second factor that a role asks for is replaced, never only taken away."""

from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError


def refuse_bare(actor: Actor, *, leaves: bool) -> None:
    """Refuse to take away the last factor of somebody who must have one; `leaves` tells whether another stays."""
    if actor.must_protect and not leaves:
        raise DomainError(
            "Votre rôle demande une seconde preuve : ajoutez-en une autre avant de retirer celle-ci.",
            "factor-compulsory",
        )
