"""What protects an account, as « Profil » lists it."""

from dataclasses import dataclass

from espace_factures.core.calendar import moment
from espace_factures.identity.models import AuthSession, Passkey
from espace_factures.profile.service import devices


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A passkey of the list."""

    number: int
    name: str
    trace: str


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A signed-in browser."""

    number: int
    device: str
    trace: str
    is_here: bool


def key_row(key: Passkey) -> KeyRow:
    """The name of a key, and when it came."""
    return KeyRow(key.id, key.name, f"Ajoutée le {moment(key.created_at)}")


def session_row(row: AuthSession, here: int) -> SessionRow:
    """What a browser says it is, and when it was seen; `here` is the session of the page."""
    return SessionRow(
        number=row.id,
        device=devices.name_of(row.device),
        trace=f"Vue le {moment(row.last_seen_at)} · ouverte le {moment(row.created_at)}",
        is_here=row.id == here,
    )
