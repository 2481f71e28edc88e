"""The directions of the Province."""

from espace_factures.app import topics
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError
from espace_factures.core.ports import Inside
from espace_factures.organisation import repository
from espace_factures.organisation.models import Direction


def add(uow: UnitOfWork, ports: Inside, code: str, name: str, *, by: Actor | None = None) -> bool:
    """Add a direction, or give it another name; whether something changed."""
    code, name = code.strip(), " ".join(name.split())
    if not code or not name or code.split() != [code]:
        raise DomainError("Donnez un code sans espace, puis le nom de la direction.", "direction-unnamed")
    known = repository.direction_by_code(uow.session, code)
    if known is not None and (known.name, known.is_active) == (name, True):
        return False
    direction = known or Direction(code=code, name=name)
    direction.name, direction.is_active = name, True
    uow.session.add(direction)
    uow.session.flush()
    action = Action.DIRECTION_RENAMED if known else Action.DIRECTION_ADDED
    audit_service.record(uow, ports, by, action, f"direction:{code}", name=name)
    uow.notify(topics.agents())
    return True
