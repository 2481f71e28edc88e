"""RIBs ready to read, in French; numbers masked unless an agent compares them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from espace_factures import routes
from espace_factures.core import rib as bank_details
from espace_factures.core import ridet
from espace_factures.core.calendar import moment
from espace_factures.core.choice import Choice
from espace_factures.core.rib import PARTS, read_rib
from espace_factures.core.words import THIN, of
from espace_factures.demandes.models import Demande
from espace_factures.demandes.service.reasons import Reason
from espace_factures.documents.presenter import document_rows
from espace_factures.ribs import messages
from espace_factures.ribs.models import Rib
from espace_factures.ribs.repository import Row
from espace_factures.ribs.rules import FREEZABLE, LIFE, STAGES, TO_DECIDE, Status, names_agree
from espace_factures.ribs.service.case import RibDossier
from espace_factures.ribs.service.keeping import RibPage


@dataclass(frozen=True, slots=True)
class RibRow:
    """A RIB of the person's établissements, its number masked until he asks."""

    reference: str
    place: str
    bank: str
    holder: str
    number: str
    status: str
    tone: str
    note: str
    is_bank_known: bool
    is_shown: bool
    is_default: bool
    can_choose: bool
    can_retire: bool


@dataclass(frozen=True, slots=True)
class OtherRow:
    """Another RIB of the same établissement, on the agent's screen."""

    label: str
    href: str
    when: str
    status: str
    tone: str


@dataclass(frozen=True, slots=True)
class RibView:
    """A RIB on the agent's screen: what must be compared with the proof, in full."""

    title: str = ""
    lead: str = ""
    holder: str = ""
    holder_differs: bool = False
    place: str = ""
    bank: str = ""
    bank_code: str = ""
    branch: str = ""
    account: str = ""
    key: str = ""
    number: str = ""
    bic: str = ""
    pictures: list[str] = field(default_factory=list)
    unseen: str = ""
    document: str = ""


def rib_rows(page: RibPage, shown: Collection[str] = ()) -> list[RibRow]:
    """The person's RIBs; `shown` names those whose number he asked to see."""
    managed = {place.id for place in page.managed}
    return [_rib_row(row, shown, page, is_managed=row[2].id in managed) for row in page.rows]


def following_choices(page: RibPage, reference: str) -> list[Choice]:
    """What may take the place of a RIB of the page; nothing when it is the last."""
    place = next((place.id for _, demande, place in page.rows if demande.reference == reference), 0)
    return [
        Choice(demande.reference, f"{_bank(rib)} {bank_details.masked(rib.iban)} – {STAGES[rib.status].label.lower()}")
        for rib, demande, _ in page.rows
        if rib.establishment_id == place and demande.reference != reference and rib.status in FREEZABLE
    ]


def added_words(rows: Iterable[RibRow], reference: str) -> str:
    """What is said of a RIB just added."""
    words = f"RIB ajouté : référence {reference}. Deux agents vont le vérifier."
    if any(row.reference == reference and not row.is_bank_known for row in rows):
        words += " Sa banque nous est inconnue : vérifiez le code banque avec votre relevé."
    return words


def derived_words(typed: Mapping[str, str]) -> str:
    """What the IBAN says of the RIB, or the RIB of the IBAN; nothing until one of them is whole and right."""
    try:
        found = read_rib(typed.get("iban", ""), [typed.get(part, "") for part in PARTS])
    except bank_details.RibError:
        return ""
    if not typed.get("iban"):
        return f"IBAN : {_groups(bank_details.iban_of(found))}"
    names = ("Code banque", "code guichet", "numéro de compte", "clé RIB")
    parts = (found.bank, found.branch, found.account, found.key)
    return " · ".join(f"{name} {part}" for name, part in zip(names, parts, strict=True))


def place_choices(page: RibPage) -> list[Choice]:
    """The établissements one may add a RIB to."""
    places = [Choice(str(place.id), f"{place.name} — {ridet.display(place.ridet)}") for place in page.managed]
    return places if len(places) == 1 else [Choice("", "Choisissez l’établissement"), *places]


def view_of(dossier: RibDossier) -> RibView:
    """The agent's screen."""
    rib, parts = dossier.item, bank_details.parse_iban(dossier.item.iban)
    documents = document_rows(dossier.documents)
    first = documents[0] if documents else None
    return RibView(
        title=f"RIB {of(dossier.panel.place.name)}",
        lead=f"RIDET {ridet.display(dossier.panel.place.ridet)} · référence {dossier.demande.reference}",
        holder=rib.holder,
        holder_differs=not names_agree(rib.holder, dossier.panel.place.name),
        place=dossier.panel.place.name,
        bank=_bank(rib),
        bank_code=parts.bank,
        branch=parts.branch,
        account=parts.account,
        key=parts.key,
        number=_groups(rib.iban),
        bic=rib.bic or "Non indiqué",
        pictures=first.pictures if first else [],
        unseen=first.unseen if first else "",
        document=first.href if first else "",
    )


def other_rows(dossier: RibDossier) -> list[OtherRow]:
    """The établissement's other RIBs, newest first."""
    return [
        OtherRow(
            label=f"{_bank(rib)} {bank_details.masked(rib.iban)}",
            href=routes.with_query(routes.ADMIN_RIB, ref=demande.reference),
            when=f"Ajouté le {moment(rib.created_at)}",
            status=demande.status,
            tone=demande.tone,
        )
        for rib, demande, _ in dossier.panel.others
    ]


def preview_words(place: str, number: str, reason: Reason, comment: str) -> str:
    """The message that a refusal would send."""
    why = LIFE.explain(reason.code, comment, reason.words) or "…"
    return "\n".join(messages.refused(place, bank_details.masked(number), why, "").paragraphs)


def _rib_row(row: Row, shown: Collection[str], page: RibPage, *, is_managed: bool) -> RibRow:
    rib, demande, place = row
    # The agents' first check is a step of theirs: for the établissement the RIB is still to check.
    stage = STAGES[Status.TO_CHECK if rib.status in TO_DECIDE else rib.status]
    is_validated = is_managed and rib.status == Status.VALIDATED
    return RibRow(
        reference=demande.reference,
        place=f"{place.name} — {ridet.display(place.ridet)}",
        bank=_bank(rib),
        holder=rib.holder,
        number=_groups(rib.iban) if demande.reference in shown else bank_details.masked(rib.iban),
        status=stage.label,
        tone=stage.tone,
        note=_note(rib, demande, page),
        is_bank_known=bool(rib.bank_name),
        is_shown=demande.reference in shown,
        is_default=rib.is_default,
        can_choose=is_validated and not rib.is_default,
        can_retire=is_validated,
    )


def _groups(iban: str) -> str:
    """In groups of four that a narrow screen may part."""
    return bank_details.display(iban).replace(THIN, " ")


def _bank(rib: Rib) -> str:
    return rib.bank_name or f"Banque inconnue (code {rib.iban[4:9]})"


def _note(rib: Rib, demande: Demande, page: RibPage) -> str:
    if rib.status in TO_DECIDE:
        return (
            "Deux agents le vérifient." if rib.status == Status.TO_CHECK else "Un agent l’a vérifié, un second le fera."
        )
    if rib.status == Status.VALIDATED and rib.usable_from:
        since = "depuis le" if rib.usable_from <= page.now else "à partir du"
        return f"Utilisable {since} {moment(rib.usable_from)}."
    if rib.status == Status.FROZEN:
        return "Une personne avertie ne l’a pas demandé : rien n’y est payé, nos agents l’examinent."
    why = LIFE.explain(*page.refusals.get(demande.id, ("", "", "")))
    reason = f" : {why}" if why else ""
    return f"{STAGES[rib.status].label} le {moment(demande.updated_at)}{reason}."
