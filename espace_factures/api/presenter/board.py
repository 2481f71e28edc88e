"""« Accès pour logiciels » ready to read, in French."""

from dataclasses import dataclass, field

from espace_factures.api.forms import PLACE, SCOPE
from espace_factures.api.rules import BEFORE, SCOPES, Scope
from espace_factures.api.service.tokens import Board, Line
from espace_factures.core.calendar import moment, noumea_date, short_date
from espace_factures.core.ridet import display
from espace_factures.core.words import counted, joined

SCOPE_BOXES = [(f"{SCOPE}{scope}", label, meaning) for scope, (label, meaning) in SCOPES.items()]


@dataclass(frozen=True, slots=True)
class PlaceBox:
    """An établissement to tick."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token among those of the person's établissements."""

    id: str
    name: str
    start: str
    scopes: str
    places: str
    until: str
    used: str
    made: str
    status: str
    tone: str
    is_living: bool


@dataclass(frozen=True, slots=True)
class TokensView:
    """The page."""

    rows: list[TokenRow] = field(default_factory=list)
    boxes: list[PlaceBox] = field(default_factory=list)


def view(board: Board) -> TokensView:
    """The tokens, and the établissements that one may be made for."""
    boxes = [PlaceBox(f"{PLACE}{place.id}", f"{place.name} ({display(place.ridet)})") for place in board.managed]
    return TokensView([_row(line, board) for line in board.lines], boxes)


def _row(line: Line, board: Board) -> TokenRow:
    token, status, tone = line.token, *_state(line, board)
    used = f"Dernier appel le {moment(token.last_used_at)}" if token.last_used_at else "Jamais utilisé"
    return TokenRow(
        id=token.public_id,
        name=token.name,
        start=f"{BEFORE}…{token.shown_end}",
        scopes=", ".join(SCOPES[Scope(scope)][0] for scope in token.scopes),
        places=_places(line),
        until=f"Jusqu’au {short_date(token.expires_on)}",
        used=used,
        made=f"Créé par {line.maker.full_name} le {short_date(noumea_date(token.made_at))}",
        status=status,
        tone=tone,
        is_living=tone == "done",
    )


def _state(line: Line, board: Board) -> tuple[str, str]:
    if line.token.revoked_at is not None:
        return "Révoqué", "refused"
    if line.token.expires_on < noumea_date(board.now):
        return "Expiré", "neutral"
    return ("Actif", "done") if line.places or line.others else ("Sans effet", "refused")


def _places(line: Line) -> str:
    """By name those that the reader manages; the others are counted."""
    named = [place.name for place in line.places]
    others = counted(line.others, "autre établissement", "autres établissements")
    return joined(", ", *named, others if line.others else "") or "Aucun établissement"
