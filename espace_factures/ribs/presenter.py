"""RIBs ready to read, in French; numbers masked unless an agent compares them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from espace_factures import routes
from espace_factures.core import rib as bank_details
from espace_factures.core import ridet
from espace_factures.core.calendar import moment, noumea_date
from espace_factures.requests.presenter import HistoryRow, document_rows, history_rows
from espace_factures.ribs.rules import REASONS, STAGES, Status

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Choice:
    """An établissement one may add a RIB to."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class RibRow:
    """A RIB of the person's établissements; `shown` is filled when he asks."""

    reference: str
    place: str
    bank: str
    holder: str
    number: str
    status: str
    tone: str
    note: str
    is_default: bool
    can_choose: bool
    can_retire: bool


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the agents' queue."""

    reference: str
    href: str
    place: str
    ridet: str
    holder: str
    asked: str
    age: str
    status: str
    tone: str


@dataclass(frozen=True, slots=True)
class RibView:
    """A RIB on the agent's screen: what must be compared with the proof, in full."""

    reference: str = ""
    title: str = ""
    lead: str = ""
    status: str = ""
    tone: str = ""
    holder: str = ""
    place: str = ""
    bank: str = ""
    bank_code: str = ""
    branch: str = ""
    account: str = ""
    key: str = ""
    number: str = ""
    bic: str = ""
    version: int = 0
    can_decide: bool = False
    pictures: list[str] = field(default_factory=list)
    document: str = ""


def rib_rows(page: Any, shown: dict[str, str]) -> list[RibRow]:
    """The person's RIBs."""
    managed = {place.id for place in page.managed}
    return [_rib_row(rib, request, place, place.id in managed, shown) for rib, request, place in page.rows]


def place_choices(page: Any) -> list[Choice]:
    """The établissements one may add a RIB to."""
    places = [Choice(str(place.id), f"{place.name} — {ridet.display(place.ridet)}") for place in page.managed]
    return places if len(places) == 1 else [Choice("", "Choisissez l’établissement"), *places]


def queue_rows(rows: Iterable[Any], now: datetime) -> list[QueueRow]:
    """The agents' queue."""
    return [_queue_row(rib, request, place, now) for rib, request, place in rows]


def view_of(dossier: Any) -> RibView:
    """The agent's screen."""
    rib, parts = dossier.rib, bank_details.parse_iban(dossier.rib.iban)
    documents = document_rows(dossier.documents)
    first = documents[0] if documents else None
    stage = STAGES[Status(rib.status)]
    return RibView(
        reference=dossier.request.reference,
        title=f"RIB de {dossier.place.name}",
        lead=f"RIDET {ridet.display(dossier.place.ridet)} · référence {dossier.request.reference}",
        status=dossier.request.status,
        tone=stage.tone,
        holder=rib.holder,
        place=dossier.place.name,
        bank=rib.bank_name or "Banque inconnue",
        bank_code=parts.bank,
        branch=parts.branch,
        account=parts.account,
        key=parts.key,
        number=bank_details.display(rib.iban),
        bic=rib.bic or "Non indiqué",
        version=rib.version,
        can_decide=rib.status == Status.TO_CHECK,
        pictures=first.pictures if first else [],
        document=first.href if first else "",
    )


def life_rows(dossier: Any) -> list[HistoryRow]:
    """The timeline, with what is still to come."""
    rows = history_rows(dossier.events, dict(REASONS))
    if dossier.rib.status == Status.TO_CHECK:
        step = "Seconde validation" if dossier.rib.first_validator_id else "Première validation"
        rows.append(HistoryRow(step, "progress", "", "", "", pending=True))
    return rows


def _rib_row(rib: Any, request: Any, place: Any, is_managed: bool, shown: dict[str, str]) -> RibRow:
    stage = STAGES[Status(rib.status)]
    return RibRow(
        reference=request.reference,
        place=f"{place.name} — {ridet.display(place.ridet)}",
        bank=rib.bank_name or "Banque inconnue",
        holder=rib.holder,
        number=shown.get(request.reference) or bank_details.masked(rib.iban),
        status=stage.label,
        tone=stage.tone,
        note=_note(rib, request),
        is_default=rib.is_default,
        can_choose=is_managed and rib.status == Status.VALIDATED and not rib.is_default,
        can_retire=is_managed and rib.status == Status.VALIDATED and not rib.is_default,
    )


def _note(rib: Any, request: Any) -> str:
    if rib.status == Status.TO_CHECK:
        return "Deux agents le vérifient" if not rib.first_validator_id else "Un agent l’a vérifié, un second le fera"
    if rib.status == Status.VALIDATED and rib.usable_from:
        return f"Utilisable à partir du {moment(rib.usable_from)}"
    return f"Depuis le {moment(request.updated_at)}"


def _queue_row(rib: Any, request: Any, place: Any, now: datetime) -> QueueRow:
    days = (noumea_date(now) - noumea_date(rib.created_at)).days
    return QueueRow(
        reference=request.reference,
        href=routes.with_query(routes.ADMIN_RIB, ref=request.reference),
        place=place.name,
        ridet=ridet.display(place.ridet),
        holder=rib.holder,
        asked=moment(rib.created_at),
        age="aujourd’hui" if days <= 0 else f"{days}{NBSP}jour{'s' if days > 1 else ''}",
        status=request.status,
        tone=request.tone,
    )
