"""The RIB as a kind of demande: two agents vouch for it, then it waits before it is used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from espace_factures import routes
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import moment
from espace_factures.core.errors import DomainError
from espace_factures.core.ports import Inside
from espace_factures.core.rib import masked
from espace_factures.demandes.forms import Decision
from espace_factures.demandes.rules import Kind, Turn
from espace_factures.demandes.service import cases, kinds
from espace_factures.demandes.service.dossiers import Dossier
from espace_factures.demandes.service.kinds import Case, CaseKind, Move
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.establishments.service import standing
from espace_factures.identity.service import reach
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox
from espace_factures.organisation.service import parameters
from espace_factures.ribs import messages, repository, rules
from espace_factures.ribs.models import Rib
from espace_factures.ribs.rules import Status
from espace_factures.ribs.service import alerts, warning
from espace_factures.ribs.service.alerts import Alert

AUTHOR: Final = "Province Sud – vérification des RIB"
TWICE: Final = "Vous avez déjà validé ce RIB : la seconde validation revient à un autre agent."


@dataclass(frozen=True, slots=True)
class Panel:
    """The établissement, the alerts, and its other RIBs."""

    place: Establishment
    alerts: list[Alert]
    others: Sequence[repository.Row]


RibDossier = Dossier[Rib, Panel]


def _is_own(uow: Reading, ports: Inside, actor: Actor, case: Case[Rib]) -> bool:
    ridet = standing.ridet_of(uow, case.item.establishment_id)
    return kinds.is_author(uow, actor, case) or standing.is_near(uow, ports, actor, ridet)


def _apply(uow: UnitOfWork, ports: Inside, actor: Actor, case: Case[Rib], move: Move) -> None:
    rib = case.item
    if move.wanted is Status.CHECKED:
        rib.first_validator_id = actor.account_id
    if move.wanted is Status.VALIDATED:
        _vouch(uow, ports, actor, rib)
    if move.wanted in {Status.REPLACED, Status.FROZEN}:
        rib.is_default = False
    if move.wanted is Status.TO_CHECK:
        rib.first_validator_id = rib.second_validator_id = rib.usable_from = None


def _vouch(uow: UnitOfWork, ports: Inside, actor: Actor, rib: Rib) -> None:
    """The second agent makes it usable, after the pause that lets the managers object."""
    if rib.first_validator_id == actor.account_id:
        raise DomainError(TWICE, "rib-validated-twice")
    now = ports.clock.now()
    rib.second_validator_id = actor.account_id
    rib.usable_from = now + _pause(uow, ports, rib)
    rib.is_default = not repository.has_default(uow.session, rib.establishment_id)


def _pause(uow: Reading, ports: Inside, rib: Rib) -> timedelta:
    """Longer when whoever could have asked for this RIB changed a contact, a password or a factor shortly before it."""
    settled = parameters.at(uow.session, ports.clock.now())
    people = standing.lately_managing(uow, ports, rib.establishment_id)
    is_shaken = reach.changed_since(people, rib.created_at - settled.shaken_cooling_off)
    return max(settled.cooling_off, settled.shaken_cooling_off) if is_shaken else settled.cooling_off


def _tell(uow: UnitOfWork, ports: Inside, case: Case[Rib], move: Move) -> None:
    rib, place_id = case.item, case.item.establishment_id
    name = establishments_repository.by_id(uow.session, place_id).name
    if move.wanted is Status.VALIDATED and rib.usable_from:
        letter = messages.validated(name, masked(rib.iban), moment(rib.usable_from))
        warning.warn(uow, ports, place_id, letter, rib)
    elif move.wanted is Status.REFUSED:
        why = rules.LIFE.explain(move.reason, move.comment, move.why)
        letter = messages.refused(name, masked(rib.iban), why, ports.settings.origin + routes.RIBS)
        managers = standing.manager_recipients(uow, place_id)
        outbox.tell(uow, ports, Event.RIB, managers, letter, letter.subject, routes.RIBS)


def _panel(uow: Reading, _ports: Inside, _actor: Actor, case: Case[Rib], _as_agent: bool) -> Panel:
    place = establishments_repository.by_id(uow.session, case.item.establishment_id)
    return Panel(place, alerts.raise_all(uow.session, case.item, place), repository.others_of(uow.session, case.item))


RIB: Final = CaseKind(
    kind=Kind.RIB,
    life=rules.LIFE,
    right=Permission.RIB_VALIDATE,
    title="RIB",
    page=routes.DEMANDE,
    agent_page=routes.ADMIN_RIB,
    queue_page=routes.ADMIN_RIBS,
    onward=("Voir mes RIB", routes.RIBS),
    lost="Ce RIB est introuvable.",
    own="Vous êtes, ou étiez il y a moins d’un an, membre de cette entreprise : un autre agent doit vérifier ce RIB.",
    form=Decision,
    find=repository.find_readable,
    is_own=_is_own,
    follows=kinds.holding(MemberRight.FOLLOW),
    acts=kinds.holding(MemberRight.FOLLOW),
    author=kinds.signed(AUTHOR),
    apply=_apply,
    tell=_tell,
    tell_message=cases.tell_author,
    panel=_panel,
    acting={Turn.AGENT: Permission.RIB_VALIDATE},
    freeing=frozenset({Status.CHECKED}),
    recorded=kinds.saying(
        {
            Status.CHECKED: "Première validation enregistrée. Un autre agent doit faire la seconde.",
            Status.VALIDATED: "RIB validé. Les gestionnaires en sont avertis.",
            Status.TO_CHECK: "Vérification reprise : deux agents valident de nouveau ce RIB.",
            Status.REFUSED: "RIB refusé. Les gestionnaires en sont avertis.",
        }
    ),
)
