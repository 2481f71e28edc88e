"""Function factories: each makes one thing whole, with what it needs around it."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from espace_factures.core.access import Actor, Role
from espace_factures.establishments.models import Establishment, Membership
from espace_factures.establishments.rules import MemberRole
from espace_factures.identity.models import Account, AuthSession
from espace_factures.identity.service.passwords import hash_password
from espace_factures.orders.models import Order
from espace_factures.organisation.models import AccountRole, AgentDirection, Direction
from tests.conftest import World

PASSWORD = "Demonstration-2026!"
PASSWORD_HASH = hash_password(PASSWORD)
_numbers = itertools.count(1)


def an_account(world: World, *roles: Role, email: str = "", active: bool = True, **details: Any) -> Actor:
    """An active account; returns who acts with it."""
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
