"""RIBs in the database."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from espace_factures.ribs.models import Rib

VALIDATED = "valide"


def usable(session: Session, establishment_id: int, now: datetime) -> Sequence[Rib]:
    """The validated RIBs whose cooling-off period is over, the default first."""
    rows = select(Rib).where(
        Rib.establishment_id == establishment_id, Rib.status == VALIDATED, col(Rib.usable_from) <= now
    )
    return session.exec(rows.order_by(col(Rib.is_default).desc(), col(Rib.id).desc())).all()


def validated_ibans(session: Session, establishment_id: int) -> list[str]:
    """The IBANs two agents vouched for."""
    rows = select(Rib.iban).where(Rib.establishment_id == establishment_id, Rib.status == VALIDATED)
    return list(session.exec(rows).all())
