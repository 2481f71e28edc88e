"""Agents and invitations ready to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from espace_factures import routes
from espace_factures.administration.forms import PREFIX
from espace_factures.administration.rules import NOBODY
from espace_factures.administration.service.seeing import PAGE_SIZE, Agent, Listing, Sheet
from espace_factures.core.access import Role
from espace_factures.core.calendar import long_date, moment, noumea_date, short_date
from espace_factures.core.choice import Choice
from espace_factures.core.words import capital, counted, joined
from espace_factures.organisation.models import AgentInvitation, Direction
from espace_factures.organisation.rules.agents import ROLE_ACTS, ROLE_LABELS, conflict

NOT_LATELY: Final = "Pas depuis 90 jours"
"""Sessions are forgotten then: it may be never."""
ORDER: Final = (Role.INVOICE_AGENT, Role.ACCOUNTANT, Role.HABILITATION_AGENT, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role: what is sent, its name, and what it lets its holder do, or why it cannot be given."""

    value: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Box:
    """A direction to tick."""

    name: str
    label: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class AgentRow:
    """A line of the list."""

    name: str
    email: str
    href: str
    roles: str
    directions: str
    state: str
    tone: str
    last_sign_in: str


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """A role that waits for its reader."""

    number: int
    email: str
    role: str
    words: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class AgentView:
    """The sheet of an agent."""

    name: str = ""
    email: str = ""
    state: str = ""
    tone: str = "neutral"
    since: str = ""
    last_sign_in: str = ""
    factor: str = ""
    has_factor: bool = False
    is_me: bool = False
    is_suspended: bool = False
    is_last_administrator: bool = False
    instructs: bool = False
    reset: str = ""
    """Where the second factor is taken away, by two administrators."""
    directions: str = ""
    orphans: str = ""
    roles: tuple[RoleView, ...] = ()
    givable: tuple[RoleView, ...] = ()
    excluded: tuple[RoleView, ...] = ()


def lead_words(listing: Listing) -> str:
    """« 14 agents · 1 suspendu · 2 invitations en attente »."""
    waiting = len(listing.invitations)
    return joined(
        " · ",
        counted(listing.total, "agent"),
        counted(listing.suspended, "suspendu") if listing.suspended else "",
        f"{counted(waiting, 'invitation')} en attente" if waiting else "",
    )


def position_words(listing: Listing, page: int) -> str:
    """« 51 à 100 sur 200 »; nothing when one page holds them all."""
    first = (page - 1) * PAGE_SIZE + 1
    here = f"{first} à {first + len(listing.agents) - 1} sur {listing.found}"
    return here if listing.found > PAGE_SIZE and listing.agents else ""


def agent_row(agent: Agent) -> AgentRow:
    """Their name, roles, directions, state and last sign-in."""
    state, tone = _state(agent)
    opened = agent.last_sign_in
    return AgentRow(
        name=agent.account.full_name,
        email=agent.account.shown_email,
        href=routes.with_query(routes.ADMIN_AGENT, id=str(agent.account.id)),
        roles=", ".join(_label(role) for role in ORDER if role in agent.roles),
        directions=", ".join(direction.name for direction in agent.directions),
        state=state,
        tone=tone,
        last_sign_in=capital(moment(opened)) if opened else NOT_LATELY,
    )


def invitation_row(row: AgentInvitation, listing: Listing) -> InvitationRow:
    """To whom, for what, until when."""
    last_day, is_over = noumea_date(row.valid_until), row.valid_until <= listing.now
    when = f"expirée le {short_date(last_day)}" if is_over else f"valable jusqu’au {long_date(last_day)}"
    codes = f"{', '.join(row.directions)} · " if row.directions else ""
    return InvitationRow(
        row.id,
        row.email,
        _label(row.role),
        f"{codes}envoyée le {short_date(noumea_date(row.sent_at))}, {when}",
        is_over,
    )


def agent_view(sheet: Sheet, reader: int) -> AgentView:
    """Everything that the page of an agent says."""
    agent, account = sheet.agent, sheet.agent.account
    state, tone = _state(agent)
    opened = agent.last_sign_in
    return AgentView(
        name=account.full_name,
        email=account.shown_email,
        state=state,
        tone=tone,
        since=f"depuis le {moment(agent.suspended_at)}" if agent.suspended_at else "",
        last_sign_in=capital(moment(opened)) if opened else NOT_LATELY,
        factor="Présent" if agent.has_factor else "Aucun",
        has_factor=agent.has_factor,
        is_me=account.id == reader,
        is_suspended=agent.suspended_at is not None,
        is_last_administrator=sheet.is_last_administrator,
        instructs=Role.INVOICE_AGENT in agent.roles,
        reset=routes.with_query(routes.ADMIN_DESK, courriel=account.own_email),
        directions=", ".join(direction.name for direction in agent.directions),
        orphans=", ".join(direction.name for direction in sheet.orphans),
        roles=tuple(RoleView(role, _label(role), ROLE_ACTS[role]) for role in ORDER if role in agent.roles),
        givable=tuple(one for one in _others(agent) if one.words == ROLE_ACTS[Role(one.value)]),
        excluded=tuple(one for one in _others(agent) if one.words != ROLE_ACTS[Role(one.value)]),
    )


def role_choices() -> list[RoleView]:
    """Every role of an agent."""
    return [RoleView(role, _label(role), ROLE_ACTS[role]) for role in ORDER]


def successor_choices(sheet: Sheet) -> list[Choice]:
    """Who may take over, and nobody."""
    people = [Choice(str(one.account_id), one.name) for one in sheet.successors]
    nobody = Choice(NOBODY, "Personne pour l’instant : alerte au tableau de bord")
    return [Choice("", "Choisissez"), *people, nobody]


def boxes(directions: Sequence[Direction], served: Sequence[Direction] = ()) -> list[Box]:
    """Every direction, those served ticked."""
    theirs = {direction.id for direction in served}
    return [Box(f"{PREFIX}{row.id}", row.name, row.id in theirs) for row in directions]


def _others(agent: Agent) -> list[RoleView]:
    others = []
    for role in ORDER:
        if role not in agent.roles:
            why = conflict(role, agent.roles)
            others.append(RoleView(role, _label(role), why.sentence if why else ROLE_ACTS[role]))
    return others


def _label(role: Role) -> str:
    return capital(ROLE_LABELS[role])


def _state(agent: Agent) -> tuple[str, str]:
    if agent.suspended_at:
        return "Suspendu", "waiting"
    return ("Actif", "done") if agent.account.activated_at else ("Compte à confirmer", "neutral")
