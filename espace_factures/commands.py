"""What an operator types to give a portal its people and its data: one command, one use case, one transaction."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from espace_factures import database
from espace_factures.core.access import Role
from espace_factures.core.errors import DomainError, FormError
from espace_factures.settings import settings
from espace_factures.terminal import say

AGENTS: Final = [str(role) for role in Role if role is not Role.USER]


def appoint(*words: str) -> int:
    """The first administrator."""
    from espace_factures.identity.service import appointments

    email = _parsed("appoint", words, "email").email
    return _told(email, Role.ADMIN, lambda: _do(appointments.appoint, email))


def grant_role(*words: str) -> int:
    """A role, and the directions that an agent works for."""
    from espace_factures.identity.service import appointments

    parser = _parser("grant-role", "email")
    parser.add_argument("role", choices=AGENTS)
    parser.add_argument("--direction", nargs="+", default=[], metavar="CODE")
    given = parser.parse_args(words)
    role = Role(given.role)
    return _told(given.email, role, lambda: _do(appointments.give_role, given.email, role, given.direction))


def add_direction(*words: str) -> int:
    """A direction of the Province, or another name for it."""
    from espace_factures.organisation.service import directions

    given = _parsed("add-direction", words, "code", "name")
    is_changed = _do(directions.add, given.code, given.name)
    say(f"Direction {given.code} : {'enregistrée' if is_changed else 'inchangée'}.")
    return 0


def import_orders(*words: str) -> int:
    """Bons de commande from a CSV file; 1 when a row was refused, the others are kept."""
    from espace_factures.orders.service import importing

    report = _do(importing.import_orders, Path(_parsed("import-orders", words, "file").file).read_bytes())
    say("\n".join(report.lines()))
    return int(bool(report.refused))


def import_registry(*words: str) -> int:
    """The registry's local copy, from its bulk JSON export."""
    from espace_factures.establishments.service.import_registry import import_registry as use_case

    count = _do(use_case, Path(_parsed("import-registry", words, "file").file))
    say(f"{count} établissements")
    return 0


COMMANDS: Final[dict[str, Callable[..., int]]] = {
    "appoint": appoint,
    "grant-role": grant_role,
    "add-direction": add_direction,
    "import-orders": import_orders,
    "import-registry": import_registry,
}


def _told(email: str, role: Role, give: Callable[[], Any]) -> int:
    """Give the role, then say what became of it."""
    from espace_factures.identity.service.appointments import Appointment

    sentences = {
        Appointment.GRANTED: f"{email} a désormais le rôle « {role} » ; un courriel le lui dit.",
        Appointment.OFFERED: f"{email} n’a pas encore de compte confirmé : un courriel l’invite à en créer un. "
        f"Le rôle « {role} » lui sera donné dès que cette adresse sera confirmée.",
        Appointment.UNCHANGED: f"{email} a déjà le rôle « {role} » : rien n’a changé.",
    }
    say(sentences[give()])
    return 0


def _do(use_case: Callable[..., Any], *given: Any) -> Any:
    """The use case on the database of the settings, brought to the latest schema; a refusal ends the command."""
    from espace_factures import wiring
    from espace_factures.app.run import execute

    os.environ["DATABASE_URL"] = database.migrate()
    settings.cache_clear()
    wiring.configure()
    try:
        return execute(use_case, *given)
    except DomainError as error:
        sentences = error.fields.values() if isinstance(error, FormError) else [error.sentence]
        raise SystemExit("\n".join(sentences)) from None


def _parsed(command: str, words: Sequence[str], *names: str) -> Any:
    return _parser(command, *names).parse_args(words)


def _parser(command: str, *names: str) -> ArgumentParser:
    parser = ArgumentParser(prog=f"{Path(sys.executable).name} -m espace_factures {command}")
    for name in names:
        parser.add_argument(name)
    return parser
