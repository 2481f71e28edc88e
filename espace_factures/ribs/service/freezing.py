"""« Je n'ai pas demandé ce changement »: the RIB is frozen at once, and agents look into it."""

from dataclasses import dataclass

from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Role
from espace_factures.core.ports import Inside
from espace_factures.core.rib import masked
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, kinds
from espace_factures.demandes.service.kinds import Case, Move
from espace_factures.establishments import repository as establishments_repository
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service.recipients import recipient_of
from espace_factures.notifications.service import outbox
from espace_factures.ribs import messages, repository
from espace_factures.ribs.models import Rib
from espace_factures.ribs.rules import FREEZABLE, Status
from espace_factures.ribs.service import warning
from espace_factures.ribs.service.case import RIB
from espace_factures.ribs.service.leaning import payments


@dataclass(frozen=True, slots=True)
class Suspect:
    """The RIB of a link, as its page says it before anything is done."""

    place: str
    number: str
    is_frozen: bool
    is_over: bool
    """It receives nothing any more, whatever is clicked."""


def suspected(uow: Reading, ports: Inside, token: str) -> Suspect:
    """What the link of a warning would freeze; following the link does nothing by itself."""
    rib_id, _ = warning.meaning(uow, ports, token)
    rib = repository.by_id(uow.session, rib_id)
    place = establishments_repository.by_id(uow.session, rib.establishment_id)
    is_frozen = rib.status is Status.FROZEN
    return Suspect(place.name, masked(rib.iban), is_frozen, not is_frozen and rib.status not in FREEZABLE)


def freeze(uow: UnitOfWork, ports: Inside, token: str) -> None:
    """Freeze the RIB of a link; twice is once."""
    rib_id, account_id = warning.meaning(uow, ports, token)
    repository.lock_place(uow.session, repository.by_id(uow.session, rib_id).establishment_id)
    rib = repository.by_id(uow.session, rib_id, fresh=True)
    if rib.status not in FREEZABLE:
        return
    account = identity_repository.by_id(uow.session, account_id)
    # Nobody signed in: histories name no one, the log keeps whose contact it was.
    warned = Actor(account.id, 0, messages.WARNED, account.email, frozenset())
    waiting = payments.lose(uow, ports, warned, rib)
    demande = repository.demande_of(uow.session, rib)
    deciding.make(uow, ports, warned, RIB, Case(demande, rib), Move(Status.FROZEN, messages.WARNED))
    _tell(uow, ports, rib, demande.reference, waiting)


def _tell(uow: UnitOfWork, ports: Inside, rib: Rib, reference: str, waiting: int) -> None:
    place = establishments_repository.by_id(uow.session, rib.establishment_id)
    letter = messages.frozen(place.name, masked(rib.iban), waiting)
    warning.warn(uow, ports, place.id, letter)
    page = kinds.agent_page_of(Kind.RIB, reference)
    alert = messages.to_look_into(place.name, masked(rib.iban), waiting, ports.settings.origin + page)
    for agent in identity_repository.with_role(uow.session, Role.HABILITATION_AGENT):
        outbox.warn(uow, ports, recipient_of(agent), alert, page)
