"""Whether a RIB may receive money now: validated, and past its pause."""

from datetime import datetime
from typing import Final

from espace_factures.core.calendar import moment
from espace_factures.core.errors import DomainError
from espace_factures.ribs.models import Rib
from espace_factures.ribs.rules import Status

MISSING: Final = "Aucun RIB n’est choisi pour cette facture : un gestionnaire de l’établissement doit en choisir un."
LOST: Final = "Le RIB de cette facture n’est pas validé : un gestionnaire de l’établissement doit en choisir un autre."


def fault(rib: Rib | None, now: datetime) -> DomainError | None:
    """Why nothing may be paid on it now, or nothing."""
    if rib is None:
        return DomainError(MISSING, "rib-missing")
    if rib.status is not Status.VALIDATED or rib.usable_from is None:
        return DomainError(LOST, "rib-lost")
    if rib.usable_from > now:
        return DomainError(
            f"Le RIB de cette facture ne peut servir qu’à partir du {moment(rib.usable_from)}.", "rib-paused"
        )
    return None
