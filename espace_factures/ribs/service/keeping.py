"""RIBs of an établissement: added, chosen and replaced by a manager who proved lately that it is they."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from espace_factures import routes
from espace_factures.app import words
from espace_factures.app.reading import Reading
from espace_factures.app.run import read
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core import rib as bank_details
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import moment
from espace_factures.core.errors import DomainError, FormError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.core.rib import masked
from espace_factures.core.typed import folded
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Kind, Tone
from espace_factures.demandes.service import cases, deciding
from espace_factures.demandes.service.kinds import Case, Move
from espace_factures.documents import service as documents_service
from espace_factures.documents.rules import PROOFS
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight
from espace_factures.establishments.service import standing
from espace_factures.identity.service import recent
from espace_factures.notifications.service import outbox
from espace_factures.ribs import messages, repository
from espace_factures.ribs.forms import NewRib, checked_rib
from espace_factures.ribs.models import Rib
from espace_factures.ribs.rules import STAGES, Status, names_agree
from espace_factures.ribs.service import banks, warning
from espace_factures.ribs.service.case import RIB
from espace_factures.ribs.service.leaning import payments


@dataclass(frozen=True, slots=True)
class RibChoice:
    """A RIB that an invoice may name, at once or before the end of its pause."""

    id: int
    label: str
    iban: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class RibPage:
    """What the page of RIBs shows and offers."""

    rows: Sequence[repository.Row]
    places: list[Establishment]
    managed: list[Establishment]
    refusals: dict[int, tuple[str, str, str]]
    key: str
    now: datetime


def offered(uow: Reading, ports: Inside, establishment_id: int, *, manager: Actor | None = None) -> list[RibChoice]:
    """What an invoice may name, for this manager when one is said; one in its pause says from when it serves."""
    now = ports.clock.now()
    rows = repository.offered(uow.session, establishment_id, manager=manager)
    return [RibChoice(rib.id, _label(rib, now), rib.iban, rib.is_default) for rib in rows]


async def page(actor: Actor) -> RibPage:
    """The RIBs of the person's établissements; opening them closes their notices."""
    found = await read(page_of, actor)
    await outbox.close_notices(actor, routes.RIBS)
    return found


def page_of(uow: Reading, ports: Inside, actor: Actor) -> RibPage:
    """The RIBs of the person's établissements."""
    actor.require(Permission.RIB_USE)
    rows = repository.of_person(uow.session, actor.account_id)
    refused = [demande.id for rib, demande, _ in rows if rib.status == Status.REFUSED]
    return RibPage(
        rows=rows,
        places=standing.mine(uow, ports, actor),
        managed=standing.mine(uow, ports, actor, MemberRight.MANAGE),
        refusals=repository.refusals(uow.session, refused),
        key=ports.chance.token(),
        now=ports.clock.now(),
    )


def add(uow: UnitOfWork, ports: Inside, actor: Actor, key: str, form: NewRib, proof: str) -> str:
    """Add a RIB to check; returns its reference, the same for the same key."""
    actor.require(Permission.RIB_USE)
    recent.require(uow, ports, actor)
    if done := repository.by_key(uow.session, actor.account_id, key):
        return done
    details = checked_rib(form, proof)
    place = standing.require(uow, actor, form.establishment, MemberRight.MANAGE)
    repository.lock_place(uow.session, place.id)
    if done := repository.by_key(uow.session, actor.account_id, key):
        return done
    iban = bank_details.iban_of(details)
    if repository.same_iban(uow.session, place.id, iban):
        raise FormError({"iban": "Ce RIB est déjà celui de l’établissement."})
    title = f"RIB – {place.name}"
    demande = cases.open_demande(uow, ports, actor, Kind.RIB, title, STAGES[Status.TO_CHECK], place.id)
    _name(demande, form.holder, place.name, iban)
    if documents_service.take_document(uow, actor, proof, demande.id, "proof").media_type not in PROOFS:
        raise FormError({"proof": "Joignez le relevé en PDF ou en photo (JPEG, PNG)."})
    rib = _write_rib(uow, ports, actor, demande, form, details, key)
    warning.warn(uow, ports, place.id, messages.added(place.name, masked(iban), actor.name), rib)
    return demande.reference


def _name(demande: Demande, holder: str, place: str, iban: str) -> None:
    """How the agents' queue calls and finds it."""
    demande.label, demande.words = holder, f"{folded(holder)} {iban[-4:]}"
    if not names_agree(holder, place):
        demande.alert, demande.alert_tone = "Titulaire différent", Tone.REFUSED


def reveal(uow: UnitOfWork, ports: Inside, actor: Actor, reference: str) -> str:
    """The whole IBAN, for a member who asks; the log remembers that he did."""
    rib, demande, _ = _found(repository.find_readable(uow.session, actor, reference))
    standing.require(uow, actor, rib.establishment_id, MemberRight.FOLLOW)
    audit_service.record(uow, ports, actor, Action.RIB_REVEALED, demande.reference)
    return bank_details.display(rib.iban)


def choose_default(uow: UnitOfWork, ports: Inside, actor: Actor, reference: str) -> None:
    """Make a validated RIB the default of its établissement."""
    rib, demande, place = _managed(uow, ports, actor, reference)
    if rib.status != Status.VALIDATED:
        raise DomainError("Seul un RIB validé peut devenir le RIB par défaut.", "rib-not-validated")
    if rib.is_default:
        return
    repository.clear_default(uow.session, rib.establishment_id)
    rib.is_default = True
    audit_service.record(uow, ports, actor, Action.RIB_DEFAULT, demande.reference)
    cases.wake(uow, demande)
    warning.warn(uow, ports, place.id, messages.chosen(place.name, masked(rib.iban), actor.name), rib)


def replace(uow: UnitOfWork, ports: Inside, actor: Actor, reference: str, following: str) -> None:
    """Retire a validated RIB for the one of another reference; for none only when there is no other."""
    rib, demande, place = _managed(uow, ports, actor, reference)
    if rib.status != Status.VALIDATED:
        raise DomainError("Seul un RIB validé peut être remplacé.", "rib-not-validated")
    other = _following(uow, rib, following)
    moved = payments.lose(uow, ports, actor, rib, other)
    was_default, rib.replaced_by_id = rib.is_default, other.id if other else None
    deciding.make(uow, ports, actor, RIB, Case(demande, rib), Move(Status.REPLACED, actor.name))
    uow.session.flush()
    if other and was_default and other.status == Status.VALIDATED:
        other.is_default = True
    number = masked(other.iban) if other else ""
    warning.warn(
        uow, ports, place.id, messages.replaced(place.name, masked(rib.iban), number, actor.name, moved), other
    )


def _following(uow: Reading, rib: Rib, reference: str) -> Rib | None:
    """The RIB that takes the place of another, of the same établissement."""
    others = repository.living_others(uow.session, rib)
    if not others and not reference:
        return None
    found = next((other for other, demande, _ in others if demande.reference == reference), None)
    if found is None:
        raise FormError({"following": "Choisissez le RIB qui prend sa place."})
    return found


def _managed(uow: UnitOfWork, ports: Inside, actor: Actor, reference: str) -> repository.Row:
    """The RIB, its établissement locked, of a manager who proved lately that it is they."""
    row = _found(repository.find_readable(uow.session, actor, reference, lock=True))
    standing.require(uow, actor, row[0].establishment_id, MemberRight.MANAGE)
    recent.require(uow, ports, actor)
    return row


def _found(row: repository.Row | None) -> repository.Row:
    if row is None:
        raise NotFoundError("Ce RIB est introuvable.")
    return row


def _write_rib(
    uow: UnitOfWork, ports: Inside, actor: Actor, demande: Demande, form: NewRib, details: bank_details.Rib, key: str
) -> Rib:
    bank = banks.identify(uow.session, details)
    rib = Rib(
        demande_id=demande.id,
        establishment_id=form.establishment,
        account_id=actor.account_id,
        iban=bank_details.iban_of(details),
        bic=form.bic or bank.bic,
        bank_name=bank.name,
        holder=form.holder,
        status=Status.TO_CHECK,
        submission_key=key,
        created_at=ports.clock.now(),
    )
    uow.session.add(rib)
    uow.session.flush()
    words.forget(uow, actor, words.RIB)
    return rib


def _label(rib: Rib, now: datetime) -> str:
    name = f"{rib.bank_name} {masked(rib.iban)}".strip()
    start = rib.usable_from
    return f"{name} – utilisable à partir du {moment(start)}" if start and start > now else name
