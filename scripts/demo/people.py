"""The demonstration's accounts, all with the same password."""

from datetime import date
from typing import Final

from sqlmodel import select

from espace_factures.core.access import Actor, Role
from espace_factures.identity.models import Account
from espace_factures.identity.service import appointments
from espace_factures.identity.service.passwords import hash_password
from scripts.demo.places import DIRECTIONS
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
    ("comptable2", "Mme", "Vaimiti", "Lenoir", Role.ACCOUNTANT),
    ("admin", "Mme", "Claire", "Boano", Role.ADMIN),
)


def write(stage: Stage) -> dict[str, Actor]:
    """The accounts, by the name before the @."""
    password_hash = hash_password(PASSWORD)
    stage.clock.days_ago(200)
    return {row[0]: _write_one(stage, row, password_hash, f"+6877500{n:02d}") for n, row in enumerate(PEOPLE, 10)}


def _write_one(
    stage: Stage,
    row: tuple[str, str, str, str, Role | None],
    password_hash: str,
    mobile: str,
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
            mobile=mobile,
            mobile_proved_at=stage.clock.now(),
            terms_accepted_at=stage.clock.now(),
            created_at=stage.clock.now(),
        )
    )
    if role:
        served = [code for code, _ in DIRECTIONS] if role is Role.INVOICE_AGENT else []
        stage.do(appointments.give_role, email, role, served)
    roles = frozenset({Role.USER, role} if role else {Role.USER})
    return Actor(account.id, 0, account.full_name, account.email, roles)
