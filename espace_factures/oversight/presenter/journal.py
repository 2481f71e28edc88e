"""A line of the log in French: when, who, what, on what, from where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from espace_factures.audit.models import AuditEntry
from espace_factures.audit.rules.actions import LABELS, Action
from espace_factures.core import ridet
from espace_factures.core.access import Role
from espace_factures.core.calendar import NOUMEA, noumea_date, short_date
from espace_factures.core.choice import Choice
from espace_factures.core.typed import identifier
from espace_factures.core.words import NBSP, joined
from espace_factures.organisation.rules.agents import ROLE_LABELS
from espace_factures.oversight.forms import Filters
from espace_factures.oversight.rules.journal import THEMES, Place, theme_of
from espace_factures.oversight.service.journal import ACCOUNT, DIRECTION, DOCUMENT, ESTABLISHMENT, Lines, Names

HEADINGS: Final = (
    "Numéro",
    "Date",
    "Heure (Nouméa)",
    "Personne",
    "Courriel",
    "Compte",
    "Acte",
    "Code",
    "Objet",
    "Détail",
    "Adresse IP",
)
PORTAL: Final = "Le portail"
DETAILS: Final = {
    "account": "personne",
    "after": "devient",
    "asked_by": "demandé par",
    "before": "avant",
    "directions": "directions",
    "expires_on": "jusqu’au",
    "factor": "avec second facteur",
    "name": "nom",
    "paper": "pièce",
    "people": "personnes",
    "period": "période",
    "purpose": "pour",
    "reason": "motif",
    "refused": "refusés",
    "role": "rôle",
    "status": "statut",
    "state": "statut",
    "text": "texte",
    "to": "confiée à",
    "value": "valeur",
}
"""How the details of a line are told; the others keep their own name."""


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A line ready to read."""

    day: str
    hour: str
    who: str
    email: str
    what: str
    details: str
    subject: str
    under: str
    address: str


def journal_rows(found: Lines) -> list[JournalRow]:
    """The lines of a page."""
    return [_row(entry, found.names) for entry in found.entries]


def choices() -> list[Choice]:
    """What one may look for: a theme, then each act under it."""
    chosen = [Choice("", "Tous les actes")]
    for theme, label in THEMES.items():
        acts = [Choice(action, f"{NBSP}– {LABELS[action]}") for action in Action if theme_of(action) is theme]
        chosen += [Choice(theme, label), *acts]
    return chosen


def lead_words(found: Lines, filters: Filters) -> str:
    """What the page shows, in one line."""
    if found.is_vague:
        return "Plus de vingt personnes portent ce nom : ajoutez le prénom, ou le courriel."
    if not found.entries:
        return "Aucune ligne ne correspond." if filters.active else "Le journal est vide."
    newest, oldest = noumea_date(found.entries[0].at), noumea_date(found.entries[-1].at)
    days = short_date(newest) if newest == oldest else f"du {short_date(oldest)} au {short_date(newest)}"
    return f"{len(found.entries)} lignes, {days}" if len(found.entries) > 1 else f"Une ligne, {days}"


def newer_place(found: Lines) -> str:
    """The page of the lines that came after."""
    return (
        str(Place(found.entries[0].at, found.entries[0].id, is_newer=True)) if found.has_newer and found.entries else ""
    )


def older_place(found: Lines) -> str:
    """The page of the lines that came before."""
    return str(Place(found.entries[-1].at, found.entries[-1].id)) if found.has_older and found.entries else ""


def exported(found: Lines) -> list[Sequence[object]]:
    """The same lines for a spreadsheet."""
    return [_exported(entry, _row(entry, found.names, is_whole=True)) for entry in found.entries]


def _exported(entry: AuditEntry, row: JournalRow) -> Sequence[object]:
    local = entry.at.astimezone(NOUMEA)
    subject = joined(" – ", row.subject, row.under)
    return (
        entry.id, f"{local:%Y-%m-%d}", f"{local:%H:%M:%S}", row.who, row.email, entry.account_id or "",
        row.what, str(entry.action), subject, row.details, row.address,
    )  # fmt: skip


def _row(entry: AuditEntry, names: Names, *, is_whole: bool = False) -> JournalRow:
    subject, under = _subject(entry.subject, names)
    who, email = _person(entry.account_id, names) if entry.account_id else (PORTAL, "")
    return JournalRow(
        day=short_date(noumea_date(entry.at)),
        hour=_hour(entry.at),
        who=who,
        email=email,
        what=entry.label,
        details=" · ".join(_details(entry.details if is_whole else _short(entry.details), names)),
        subject=subject,
        under=under,
        address=entry.address,
    )


def _hour(at: datetime) -> str:
    local = at.astimezone(NOUMEA)
    return f"{local.hour}{NBSP}h{NBSP}{local.minute:02d}:{local.second:02d}"


def _person(number: int, names: Names) -> tuple[str, str]:
    account = names.people.get(number)
    if account is None or account.deleted_at is not None:
        return f"Compte supprimé n°{NBSP}{number}", ""
    return account.full_name, account.shown_email


def _subject(subject: str, names: Names) -> tuple[str, str]:
    """The thing, and what tells it apart."""
    prefix, _, rest = subject.partition(":")
    if prefix + ":" == ACCOUNT and identifier(rest):
        return _person(identifier(rest), names)
    if prefix + ":" == ESTABLISHMENT and (place := names.places.get(identifier(rest))):
        return place.name, f"RIDET {ridet.display(place.ridet)}"
    if prefix + ":" == DOCUMENT and (found := names.documents.get(rest)):
        return found
    if prefix + ":" == DIRECTION:
        return f"Direction {rest}", ""
    return PLAIN.get(subject, subject), ""


PLAIN: Final = {"account:unknown": "Adresse inconnue", "journal": "Journal", "portal": "Portail"}


def _short(details: dict[str, Any]) -> dict[str, Any]:
    """What a line of the screen says: a digest is for whoever takes the log away."""
    return {name: value for name, value in details.items() if name != "sha256"}


def _details(details: dict[str, Any], names: Names) -> Iterable[str]:
    """« statut : Suspendue », what says nothing left out."""
    for name, value in details.items():
        if value not in ("", 0, False, None, []):
            words = _value(name, value, names)
            yield f"{DETAILS.get(name, name)} : {words}" if words else DETAILS.get(name, name)


def _value(name: str, value: Any, names: Names) -> str:
    if name in {"account", "asked_by", "to"}:
        return _person(identifier(value), names)[0]
    if name == "role" and value in set(Role):
        return ROLE_LABELS.get(Role(value), str(value))
    if value is True:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
