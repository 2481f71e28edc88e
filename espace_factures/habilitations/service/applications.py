"""Asking for a habilitation, completing it, taking it back, following it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from espace_factures import routes
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import DomainError, FormError
from espace_factures.core.ports import Inside
from espace_factures.core.typed import folded
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Kind, Tone
from espace_factures.demandes.service import cases, kinds
from espace_factures.documents import service as documents_service
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.rules import MemberRight
from espace_factures.establishments.service import standing
from espace_factures.habilitations import messages, repository, rules
from espace_factures.habilitations.forms import Application
from espace_factures.habilitations.models import Habilitation
from espace_factures.habilitations.rules import STAGES, Status
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.rules.people import Contact
from espace_factures.notifications.rules import Event
from espace_factures.notifications.service import outbox

REFUSAL_SHOWN: Final = timedelta(days=30)
UNPROVED: Final[Mapping[frozenset[Contact], str]] = {
    frozenset({Contact.EMAIL}): "Confirmez d’abord votre courriel, par le code qui y est envoyé en haut de la page.",
    frozenset({Contact.SMS}): "Confirmez d’abord votre mobile, par le code envoyé par SMS en haut de la page.",
    frozenset(Contact): "Confirmez d’abord votre courriel puis votre mobile, par les codes envoyés en haut de la page.",
}
"""Whoever decides has to know to whom they write, and money follows."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Why another demande for the same RIDET is of no use; `reference` is the first one, if any."""

    sentence: str
    reference: str = ""


def apply(uow: UnitOfWork, ports: Inside, actor: Actor, key: str, form: Application, proof: str, *, known: bool) -> str:
    """Ask for the habilitation; returns its reference, the same when the same form comes again."""
    actor.require(Permission.HABILITATION_REQUEST)
    repository.hold(uow.session, actor.account_id)
    done = repository.by_key(uow.session, key)
    if done is not None and (done[0].account_id, done[0].ridet) == (actor.account_id, form.ridet):
        return done[1]
    if unproved := identity_repository.by_id(uow.session, actor.account_id).unproved:
        raise DomainError(UNPROVED[unproved], "contact-unproved")
    if repeat := find_repeat(uow, actor, form.ridet):
        raise FormError({"ridet": repeat.sentence}, repeat.sentence)
    demande = _open(uow, ports, actor, form, known=known)
    documents_service.take_document(uow, actor, proof, demande.id, "proof")
    uow.session.add(
        Habilitation(
            **form.model_dump(include=set(rules.FIELDS)),
            demande_id=demande.id,
            account_id=actor.account_id,
            from_registry=known,
            status=Status.DEPOSITED,
            submission_key=key if done is None else ports.chance.token(),
            created_at=ports.clock.now(),
        )
    )
    repository.forget_draft(uow.session, actor.account_id, key)
    audit_service.record(uow, ports, actor, Action.HABILITATION_DEPOSITED, demande.reference, ridet=form.ridet)
    _tell_received(uow, ports, actor, form, demande)
    return demande.reference


def _open(uow: UnitOfWork, ports: Inside, actor: Actor, form: Application, *, known: bool) -> Demande:
    """The demande, as the agents' queue calls and finds it."""
    title = f"Habilitation – {form.name} ({form.ridet})"
    demande = cases.open_demande(uow, ports, actor, Kind.HABILITATION, title, STAGES[Status.DEPOSITED], None)
    demande.label, demande.words = form.name, f"{folded(form.name)} {folded(form.ridet)}"
    if not known:
        demande.alert, demande.alert_tone = "Hors registre", Tone.WAITING
    return demande


def find_repeat(uow: Reading, actor: Actor, ridet: str) -> Repeat | None:
    """What the person has for this RIDET already: a living demande, or the right itself."""
    first = repository.living(uow.session, actor.account_id, ridet)
    if first is not None:
        status = first.status.lower()
        sentence = f"Vous avez déjà une demande en cours pour ce RIDET : {first.reference}, {status}."
        return Repeat(sentence, first.reference)
    place = establishments_repository.by_ridet(uow.session, ridet)
    if place is not None and establishments_repository.find(
        uow.session, place.id, actor.account_id, MemberRight.FOLLOW
    ):
        return Repeat(f"Vous pouvez déjà agir pour cet établissement : {place.name}.")
    return None


def pending_of(uow: Reading, ports: Inside, actor: Actor) -> list[tuple[Habilitation, Demande]]:
    """The person's demandes that wait, and those refused lately that nothing replaced."""
    rows = repository.own(uow.session, actor.account_id, ports.clock.now() - REFUSAL_SHOWN)
    shown: list[tuple[Habilitation, Demande]] = []
    for habilitation, demande in rows:
        is_replaced = any(newer.ridet == habilitation.ridet for newer, _ in shown)
        if not is_replaced and not _is_member(uow, actor, habilitation):
            shown.append((habilitation, demande))
    return shown


def _tell_received(uow: UnitOfWork, ports: Inside, actor: Actor, form: Application, demande: Demande) -> None:
    letter = messages.received(
        form.name, demande.reference, ports.settings.origin + kinds.page_of(Kind.HABILITATION, demande.reference)
    )
    outbox.confirm(uow, ports, Event.HABILITATION, actor, letter)
    place = establishments_repository.by_ridet(uow.session, form.ridet)
    if place is None:
        return
    notice = messages.asks(place.name, actor.name, ports.settings.origin + routes.ESTABLISHMENTS)
    managers = standing.manager_recipients(uow, place.id)
    outbox.tell(uow, ports, Event.HABILITATION, managers, notice, notice.subject, routes.ESTABLISHMENTS)


def _is_member(uow: Reading, actor: Actor, habilitation: Habilitation) -> bool:
    place = establishments_repository.by_ridet(uow.session, habilitation.ridet)
    return (
        place is not None
        and establishments_repository.find(uow.session, place.id, actor.account_id, MemberRight.FOLLOW) is not None
    )
