"""What protects an account, as « Profil » lists it."""

from dataclasses import dataclass
from typing import Final

from espace_factures.core.calendar import moment
from espace_factures.identity.models import AuthSession, Passkey
from espace_factures.profile.rules import PAPERS
from espace_factures.profile.service import devices
from espace_factures.profile.service.openings import Kind, Opening
from espace_factures.profile.service.restoring import Waiting


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


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """Something that opens the account, to keep or not."""

    name: str
    label: str
    trace: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class RestorationRow:
    """A person seen at a point d'accueil, whose second factor another agent may take away."""

    number: int
    person: str
    email: str
    paper: str
    trace: str
    is_mine: bool


NAMES: Final = {Kind.CODE: "Application de codes", Kind.KEY: "Clé d’accès", Kind.LINK: "NC Connect"}


def opening_row(found: Opening) -> OpeningRow:
    """What it is, and when it came; kept by itself only when it was there at the last safe sign-in."""
    if found.kind is Kind.SESSION:
        label = f"Session ouverte : {devices.name_of(found.label)}"
    else:
        label = NAMES[found.kind] + (f" « {found.label} »" if found.label else "")
    since = "Nouveau depuis votre dernière connexion sûre : le" if found.is_new else "Depuis le"
    return OpeningRow(found.name, label, f"{since} {moment(found.added_at)}", not found.is_new)


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


def restoration_row(found: Waiting, agent: int) -> RestorationRow:
    """Whom it is for, and who saw them; `agent` is who reads."""
    asked = f"Reçue par {found.asker} le {moment(found.row.asked_at)}"
    person, paper = found.person, PAPERS[found.row.paper]
    return RestorationRow(found.row.id, person.full_name, person.shown_email, paper, asked, found.row.asked_by == agent)
