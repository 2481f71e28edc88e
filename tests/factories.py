"""Function factories: each makes one thing whole, with what it needs around it."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from espace_factures.core.access import Actor, Role
from espace_factures.core.rib import Rib as BankDetails
from espace_factures.core.rib import iban_of, key_of
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Kind, Turn
from espace_factures.establishments.models import Establishment, Membership
from espace_factures.establishments.rules import MemberRole
from espace_factures.identity.models import Account, AuthSession
from espace_factures.identity.service.passwords import hash_password
from espace_factures.orders.models import Order
from espace_factures.organisation.models import AccountRole, AgentDirection, AgentSuspension, Direction
from espace_factures.ribs.models import Rib
from espace_factures.ribs.rules import Status as RibStatus
from tests.conftest import World

PASSWORD = "Demonstration-2026!"
PASSWORD_HASH = hash_password(PASSWORD)
_numbers = itertools.count(1)


def an_account(world: World, *roles: Role, email: str = "", active: bool = True, **details: Any) -> Actor:
    """An active account whose person proved both contacts; returns who acts with it."""
    number = next(_numbers)
    values = {
        "email": email or f"personne{number}@exemple.nc",
        "civility": "Mme",
        "first_name": "Élodie",
        "last_name": f"Wamytan{number}",
        "birth_date": date(1990, 5, 17),
        "password_hash": PASSWORD_HASH,
        "activated_at": world.clock.now() if active else None,
        "email_proved_at": world.clock.now() if active else None,
        "mobile": f"+68770{number % 10_000:04d}",
        "mobile_proved_at": world.clock.now() if active else None,
        "terms_accepted_at": world.clock.now(),
    }
    account = _save(world, Account(**(values | details)))
    for role in roles:
        _save(world, AccountRole(account_id=account.id, role=role))
    return Actor(account.id, 0, account.full_name, account.email, frozenset({Role.USER, *roles}))


def signed_in(world: World, actor: Actor, *, ago: timedelta = timedelta()) -> Actor:
    """The same person in a session that they opened, and so proved, some time ago."""
    at = world.clock.now() - ago
    made = AuthSession(
        token_hash=f"session {next(_numbers)}",
        account_id=actor.account_id,
        created_at=at,
        last_seen_at=world.clock.now(),
        proved_at=at,
        expires_at=at + timedelta(hours=12),
    )
    return replace(actor, session_id=_save(world, made).id)


def an_establishment(world: World, **details: Any) -> Establishment:
    """An établissement."""
    number = next(_numbers)
    values = {"ridet": f"{number:07d}001", "name": f"EXEMPLE {number} SARL", "address": "10 rue de Sébastopol, Nouméa"}
    return _save(world, Establishment(**(values | details)))


def a_member(
    world: World,
    establishment: Establishment,
    actor: Actor | None = None,
    role: MemberRole = MemberRole.MANAGER,
    **details: Any,
) -> Actor:
    """Someone who may act for the établissement."""
    actor = actor or an_account(world)
    _save(
        world,
        Membership(
            establishment_id=establishment.id,
            account_id=actor.account_id,
            role=role,
            created_at=world.clock.now(),
            **details,
        ),
    )
    return actor


def a_direction(world: World, **details: Any) -> Direction:
    """A direction of the Province."""
    number = next(_numbers)
    return _save(world, Direction(**({"code": f"D{number}", "name": f"Direction {number}"} | details)))


def an_agent(world: World, role: Role, *directions: Direction) -> Actor:
    """An agent, working for the directions."""
    actor = an_account(world, role)
    for direction in directions:
        _save(world, AgentDirection(account_id=actor.account_id, direction_id=direction.id))
    return actor


def suspended(world: World, agent: Actor) -> None:
    """The agent may do nothing more for the Province."""
    by, at = agent.account_id, world.clock.now()
    _save(world, AgentSuspension(account_id=agent.account_id, suspended_by=by, suspended_at=at))


def an_order(world: World, establishment: Establishment, direction: Direction, **details: Any) -> Order:
    """A bon de commande."""
    number = next(_numbers)
    values = {
        "number": f"BC-2026-{number:06d}",
        "establishment_id": establishment.id,
        "direction_id": direction.id,
        "label": "Entretien des locaux",
        "amount": 161_500,
        "ordered_on": date(2026, 10, 1),
    }
    return _save(world, Order(**(values | details)))


def a_rib(world: World, establishment: Establishment, **details: Any) -> Rib:
    """A RIB that two agents validated a month ago, past its pause unless said otherwise."""
    number = next(_numbers)
    at = world.clock.now() - timedelta(days=30)
    owner = details.pop("account_id", 0) or an_account(world).account_id
    agents = [an_agent(world, Role.HABILITATION_AGENT).account_id for _ in range(2)]
    request = Demande(
        reference=f"RI-2025-{number:06d}",
        kind=Kind.RIB,
        title=f"RIB – {establishment.name}",
        status="Validé",
        tone="done",
        account_id=owner,
        establishment_id=establishment.id,
        version=3,
        created_at=at,
        updated_at=at,
        stage=RibStatus.VALIDATED,
        clock_from=at,
    )
    account = f"{number:011d}"
    values = {
        "demande_id": _save(world, request).id,
        "establishment_id": establishment.id,
        "account_id": owner,
        "iban": iban_of(BankDetails("17499", "00010", account, key_of("17499", "00010", account))),
        "bank_name": "BCI",
        "holder": establishment.name,
        "status": RibStatus.VALIDATED,
        "first_validator_id": agents[0],
        "second_validator_id": agents[1],
        "usable_from": at + timedelta(hours=48),
        "submission_key": f"rib {number}",
        "created_at": at,
    }
    return _save(world, Rib(**(values | details)))


def a_waiting_row(place: Establishment, direction: Direction, who: Actor, since: datetime, rank: int) -> Demande:
    """An invoice as its queue knows it, the `rank`th of many: two of them arrived in each hour."""
    at = since + timedelta(hours=rank // 2)
    return Demande(
        reference=f"EF-2026-{rank:06d}",
        kind=Kind.INVOICE,
        title=f"Facture N{rank}",
        status="Déposée",
        tone="progress",
        account_id=who.account_id,
        establishment_id=place.id,
        direction_id=direction.id,
        desk=direction.id,
        created_at=at,
        updated_at=at,
        clock_from=at,
        stage="deposee",
        turn=Turn.AGENT,
        amount=1000 + rank * 7919 % 97,
        label=f"N{rank}",
        words=f"n{rank}",
    )


def save_all(world: World, rows: Sequence[Any]) -> None:
    """Write many rows at once."""
    with Session(world.engine) as session:
        session.add_all(rows)
        session.commit()


def a_pdf(title: str = "Facture") -> bytes:
    """A one-page PDF with a line of text, the same bytes each time."""
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.drawString(72, 720, title)
    canvas.save()
    return buffer.getvalue()


def _save(world: World, row: Any) -> Any:
    with Session(world.engine, expire_on_commit=False) as session:
        session.add(row)
        session.commit()
    return row
