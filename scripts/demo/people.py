"""The demonstration's accounts, all with the same password."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlmodel import select

from espace_factures.core.access import Actor, Role
from espace_factures.core.demonstration import ACCOUNTS, DOMAIN, PASSWORD
from espace_factures.identity.models import Account
from espace_factures.identity.service import appointments
from espace_factures.identity.service.passwords import hash_password
from scripts.demo.places import DIRECTIONS
from scripts.demo.stage import Stage


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is, by the name before the @, and the role and directions of an agent."""

    name: str
    civility: str
    first_name: str
    last_name: str
    role: Role | None = None
    directions: tuple[int, ...] = ()


PEOPLE: Final = (
    Person("usager", "M.", "Jean", "Dupond"),
    Person("gestionnaire", "Mme", "Élodie", "Wamytan"),
    Person("fournisseur", "M.", "Patrice", "Lavelua"),
    Person("prestataire", "Mme", "Noëlle", "Gorode"),
    Person("nouvelle", "Mme", "Marie-Ange", "Poadja"),
    Person("habilitations", "Mme", "Hélène", "Kasarhérou", Role.HABILITATION_AGENT),
    Person("habilitations2", "M.", "Marc", "Tidjine", Role.HABILITATION_AGENT),
    Person("factures", "Mme", "Sandrine", "Lepeu", Role.INVOICE_AGENT, (0, 1, 2)),
    Person("factures2", "M.", "Thierry", "Hnawia", Role.INVOICE_AGENT, (1,)),
    Person("factures3", "Mme", "Léa", "Martin", Role.INVOICE_AGENT, (0, 2)),
    Person("comptable", "M.", "Olivier", "Naisseline", Role.ACCOUNTANT),
    Person("comptable2", "Mme", "Vaimiti", "Lenoir", Role.ACCOUNTANT),
    Person("admin", "Mme", "Claire", "Boano", Role.ADMIN),
    Person("admin2", "M.", "Yann", "Le Guen", Role.ADMIN),
)
SINCE_DAYS: Final = 1120


def write(stage: Stage) -> dict[str, Actor]:
    """The accounts, by the name before the @: they came three years ago, but for the newcomer."""
    assert {person.name for person in PEOPLE} == set(ACCOUNTS)
    password_hash = hash_password(PASSWORD)
    actors = {}
    for number, person in enumerate(PEOPLE, 10):
        stage.clock.days_ago(6 if person.name == "nouvelle" else SINCE_DAYS)
        actors[person.name] = _write_one(stage, person, password_hash, f"+6877500{number:02d}")
    return actors


def _write_one(stage: Stage, person: Person, password_hash: str, mobile: str) -> Actor:
    email, now = f"{person.name}@{DOMAIN}", stage.clock.now()
    account = stage.first(select(Account).where(Account.email == email)) or stage.add(
        Account(
            email=email,
            civility=person.civility,
            first_name=person.first_name,
            last_name=person.last_name,
            birth_date=date(1985, 3, 12),
            password_hash=password_hash,
            activated_at=now,
            email_proved_at=now,
            mobile=mobile,
            mobile_proved_at=now,
            terms_accepted_at=now,
            created_at=now,
        )
    )
    if person.role:
        served = [DIRECTIONS[place][0] for place in person.directions]
        stage.do(appointments.give_role, email, person.role, served)
    roles = frozenset({Role.USER, person.role} if person.role else {Role.USER})
    return Actor(account.id, 0, account.full_name, account.email, roles)
