"""The demonstration's accounts, all with the same password."""

from datetime import date
from typing import Final

from sqlmodel import select

from espace_factures.core.access import Actor, Role
from espace_factures.identity.models import Account
from espace_factures.identity.service.passwords import hash_password
from espace_factures.organisation.models import AccountRole, AgentDirection, Direction
from scripts.demo.stage import Stage

PASSWORD: Final = "Demonstration-2026!"
DOMAIN: Final = "demo.example"
PEOPLE: Final = (
    ("usager", "M.", "Jean", "Dupond", None),
    ("gestionnaire", "Mme", "Élodie", "Wamytan", None),
    ("habilitations", "Mme", "Hélène", "Kasarhérou", Role.HABILITATION_AGENT),
    ("habilitations2", "M.", "Marc", "Tidjine", Role.HABILITATION_AGENT),
    ("factures", "Mme", "Sandrine", "Lepeu", Role.INVOICE_AGENT),
    ("comptable", "M.", "Olivier", "Naisseline", Role.ACCOUNTANT),
    ("admin", "Mme", "Claire", "Boano", Role.ADMIN),
)


def write(stage: Stage, directions: list[Direction]) -> dict[str, Actor]:
    """The accounts, by the name before the @."""
    password_hash = hash_password(PASSWORD)
    stage.clock.days_ago(200)
    return {row[0]: _write_one(stage, row, password_hash, directions) for row in PEOPLE}


def _write_one(
    stage: Stage,
    row: tuple[str, str, str, str, Role | None],
    password_hash: str,
    directions: list[Direction],
) -> Actor:
    name, civility, first_name, last_name, role = row
    email = f"{name}@{DOMAIN}"
    account = stage.first(select(Account).where(Account.email == email)) or stage.add(
        Account(
            email=email,
            civility=civility,
            first_name=first_name,
            last_name=last_name,
            birth_date=date(1985, 3, 12),
            password_hash=password_hash,
            activated_at=stage.clock.now(),
            email_proved_at=stage.clock.now(),
            terms_accepted_at=stage.clock.now(),
            created_at=stage.clock.now(),
        )
    )
    account_id = account.id
    if role and not stage.first(select(AccountRole).where(AccountRole.account_id == account_id)):
        stage.add(AccountRole(account_id=account_id, role=role))
    if role is Role.INVOICE_AGENT:
        _work_for(stage, account_id, directions)
    roles = frozenset({Role.USER, role} if role else {Role.USER})
    return Actor(account_id, 0, account.full_name, account.email, roles)


def _work_for(stage: Stage, account_id: int, directions: list[Direction]) -> None:
    for direction in directions:
        known = AgentDirection.account_id == account_id, AgentDirection.direction_id == direction.id
        if not stage.first(select(AgentDirection).where(*known)):
            stage.add(AgentDirection(account_id=account_id, direction_id=direction.id))
