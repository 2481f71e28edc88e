"""The drop-box of an établissement: an address that nobody guesses, changed when too many know it."""

import re
from typing import Final

from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.ports import Inside
from espace_factures.establishments import repository
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.establishments.service import standing

BEFORE: Final = "depot-"
ADDRESS: Final = re.compile(BEFORE + r"(?P<box>[0-9a-f]{12})@(?P<domain>[a-z0-9.-]+)")


def address_of(ports: Inside, place: Establishment) -> str:
    """Where its members send their invoices; empty while no mail is received."""
    domain = ports.settings.box_domain
    return f"{BEFORE}{place.box}@{domain}" if domain else ""


def place_at(uow: Reading, ports: Inside, address: str) -> Establishment | None:
    """Whose drop-box an address is."""
    found = ADDRESS.fullmatch(address.lower())
    if found is None or found["domain"] != ports.settings.box_domain:
        return None
    return repository.with_box(uow.session, found["box"])


def renew(uow: UnitOfWork, ports: Inside, actor: Actor, establishment_id: int) -> None:
    """Give the drop-box another address: the former one receives nothing more."""
    actor.require(Permission.ESTABLISHMENT_USE)
    standing.require(uow, actor, establishment_id, MemberRight.MANAGE)
    repository.another_box(uow.session, establishment_id)
    audit_service.record(uow, ports, actor, Action.BOX_CHANGED, f"establishment:{establishment_id}")
    uow.notify(topics.establishment(establishment_id))
