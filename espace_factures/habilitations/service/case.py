"""The habilitation as a kind of demande: who decides it, what accepting it opens, who is told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from espace_factures import routes
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.ports import Inside, RegistryRecord
from espace_factures.demandes.rules import Kind, Turn
from espace_factures.demandes.service import cases, kinds
from espace_factures.demandes.service.dossiers import Dossier
from espace_factures.demandes.service.kinds import Case, CaseKind, Move
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Membership
from espace_factures.establishments.rules import MemberRole
from espace_factures.establishments.service import standing
from espace_factures.habilitations import messages, repository, rules
from espace_factures.habilitations.forms import HabilitationDecision
from espace_factures.habilitations.models import Habilitation
from espace_factures.habilitations.rules import STAGES, Status
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.models import Account
from espace_factures.identity.service.recipients import recipient_of
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox

AUTHOR: Final = "Province Sud – habilitations"
OWN: Final = (
    "Vous ne pouvez pas décider de votre propre habilitation, ni de celle d’une entreprise dont vous êtes ou étiez "
    "membre il y a moins d’un an : un autre agent s’en charge."
)
TOLD: Final = "Décision enregistrée. La personne en est avertie."


@dataclass(frozen=True, slots=True)
class Panel:
    """The person who asks and, for agents, the registry, the members and the other demandes of the RIDET."""

    account: Account
    registry: RegistryRecord | None = None
    members: Sequence[tuple[Membership, Account]] = ()
    others: Sequence[repository.Row] = ()


HabilitationDossier = Dossier[Habilitation, Panel]


def _is_own(uow: Reading, ports: Inside, actor: Actor, case: Case[Habilitation]) -> bool:
    return kinds.is_author(uow, actor, case) or standing.is_near(uow, ports, actor, case.item.ridet)


def _apply(uow: UnitOfWork, ports: Inside, _actor: Actor, case: Case[Habilitation], move: Move) -> None:
    if move.wanted in rules.DECISIONS:
        case.item.decided_at = ports.clock.now()
    if move.wanted is Status.ACCEPTED:
        _open_access(uow, ports, case)


def _open_access(uow: UnitOfWork, ports: Inside, case: Case[Habilitation]) -> None:
    """Make the person a member, the first one a manager; the present managers are told."""
    row = case.item
    place = standing.register(uow, row.ridet, row.name, row.address, row.activity)
    account = identity_repository.by_id(uow.session, row.account_id)
    letter = messages.joined(place.name, account.full_name, ports.settings.origin + routes.ESTABLISHMENTS)
    managers = standing.manager_recipients(uow, place.id)
    outbox.tell(uow, ports, Event.HABILITATION, managers, letter, letter.subject, routes.ESTABLISHMENTS)
    standing.add_member(uow, ports, place.id, account.id, position=row.position, department=row.department)
    row.establishment_id = case.demande.establishment_id = place.id


def _tell(uow: UnitOfWork, ports: Inside, case: Case[Habilitation], move: Move) -> None:
    row, status, page = case.item, Status(move.wanted), kinds.page_of(Kind.HABILITATION, case.demande.reference)
    comment = move.form.comment if move.form else ""
    letter = messages.decided(
        status,
        row.name,
        case.demande.reference,
        rules.LIFE.explain(move.reason, comment, move.why),
        ports.settings.origin + (routes.INVOICES_HOME if status is Status.ACCEPTED else page),
        manages=status is Status.ACCEPTED and _manages(uow, row),
    )
    title = f"Habilitation pour {row.name} : {STAGES[status].label.lower()}"
    told = [recipient_of(identity_repository.by_id(uow.session, row.account_id))]
    outbox.tell(uow, ports, Event.HABILITATION, told, letter, title, page)


def _manages(uow: Reading, row: Habilitation) -> bool:
    member = establishments_repository.membership(uow.session, row.establishment_id or 0, row.account_id)
    return member is not None and member.role == MemberRole.MANAGER


async def beside_registry(actor: Actor, dossier: HabilitationDossier) -> HabilitationDossier:
    """The dossier with what the registry knows, asked while nothing is held."""
    found = await standing.look_up(actor, dossier.item.ridet)
    return replace(dossier, panel=replace(dossier.panel, registry=found.record))


def _panel(uow: Reading, _ports: Inside, _actor: Actor, case: Case[Habilitation], as_agent: bool) -> Panel:
    row, account = case.item, identity_repository.by_id(uow.session, case.item.account_id)
    if not as_agent:
        return Panel(account)
    place = establishments_repository.by_ridet(uow.session, row.ridet)
    return Panel(
        account=account,
        members=establishments_repository.members(uow.session, place.id) if place else (),
        others=repository.others(uow.session, row.ridet, row.id),
    )


HABILITATION: Final = CaseKind(
    kind=Kind.HABILITATION,
    life=rules.LIFE,
    right=Permission.HABILITATION_DECIDE,
    title="Habilitations",
    page=routes.HABILITATION_FOLLOW,
    agent_page=routes.ADMIN_HABILITATION,
    queue_page=routes.ADMIN_HABILITATIONS,
    onward=("Voir la demande d’habilitation", ""),
    lost="Cette demande est introuvable.",
    own=OWN,
    form=HabilitationDecision,
    find=repository.find_readable,
    is_own=_is_own,
    follows=kinds.is_author,
    acts=kinds.is_author,
    author=kinds.signed(AUTHOR),
    apply=_apply,
    tell=_tell,
    tell_message=cases.tell_author,
    panel=_panel,
    acting={Turn.AGENT: Permission.HABILITATION_DECIDE},
    recorded=kinds.saying(dict.fromkeys(rules.DECISIONS, TOLD)),
)
