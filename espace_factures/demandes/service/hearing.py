"""What the person of a demande writes, adds or takes back reaches those who instruct it."""

from enum import StrEnum

from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import GRANTS, Actor, Role
from espace_factures.core.ports import Inside
from espace_factures.demandes import messages
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Turn
from espace_factures.demandes.service import kinds
from espace_factures.demandes.service.kinds import CaseKind
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service.recipients import recipient_of
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox
from espace_factures.notifications.service.outbox import Recipient
from espace_factures.organisation import repository as organisation_repository


class Sign(StrEnum):
    """What the person did, as it is told."""

    WROTE = "un message de l’usager"
    ANSWERED = "complément reçu"
    CREDITED = "avoir reçu"
    WITHDREW = "retirée par l’usager"


def tell_agents(uow: UnitOfWork, ports: Inside, actor: Actor, demande: Demande, sign: Sign) -> None:
    """Mark it as unread in the queue, and tell each agent who may go on with it."""
    demande.is_unread = True
    page = kinds.agent_page_of(demande.kind, demande.reference)
    told = [one for one in _instructing(uow, demande) if one.account_id not in {actor.account_id, demande.account_id}]
    letter = messages.heard(demande.title, demande.reference, sign, ports.settings.origin + page)
    outbox.tell(uow, ports, Event.REPLY, told, letter, letter.subject, page)


def _instructing(uow: Reading, demande: Demande) -> list[Recipient]:
    """The agents of its direction, and those of the payment while it is with them; suspended agents left aside."""
    declared = kinds.of(demande.kind)
    direction = (demande.direction_id,) if demande.direction_id else ()
    found = set(organisation_repository.acting(uow.session, _roles(declared, Turn.AGENT), direction))
    if demande.turn is Turn.PAYER:
        found.update(organisation_repository.acting(uow.session, _roles(declared, Turn.PAYER)))
    return [recipient_of(account) for account in identity_repository.living(uow.session, found)]


def _roles(declared: CaseKind, turn: Turn) -> list[Role]:
    right = declared.acting[turn]
    return [role for role, rights in GRANTS.items() if right in rights]
