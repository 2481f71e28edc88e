"""The administrator, the roles of agents, and the sessions that an operator ends."""

from collections.abc import Callable
from typing import Any, Final

from espace_factures.commands.running import parsed, parser, perform
from espace_factures.core.access import Role
from espace_factures.terminal import say

AGENTS: Final = [str(role) for role in Role if role is not Role.USER]


def appoint(*words: str) -> int:
    """The first administrator."""
    from espace_factures.identity.service import appointments

    email = parsed("appoint", words, "email").email
    return _told(email, Role.ADMIN, lambda: perform(appointments.appoint, email))


def grant_role(*words: str) -> int:
    """A role, and the directions that an agent works for."""
    from espace_factures.identity.service import appointments

    reader = parser("grant-role", "email")
    reader.add_argument("role", choices=AGENTS)
    reader.add_argument("--direction", nargs="+", default=[], metavar="CODE")
    given = reader.parse_args(words)
    role = Role(given.role)
    return _told(given.email, role, lambda: perform(appointments.give_role, given.email, role, given.direction))


def close_sessions(*words: str) -> int:
    """Of one person, or of everybody."""
    from espace_factures.identity.service import closing

    reader = parser("close-sessions")
    whose = reader.add_mutually_exclusive_group(required=True)
    whose.add_argument("email", nargs="?")
    whose.add_argument("--everybody", action="store_true")
    given = reader.parse_args(words)
    if given.everybody:
        say(f"Personnes déconnectées : {perform(closing.close_everybodys)}.")
        return 0
    perform(closing.close_of, given.email)
    say(f"Les sessions de {given.email} sont fermées.")
    return 0


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
