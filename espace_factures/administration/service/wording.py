"""The coded reasons and the usual sentences as the Province words them: wording, order, on or off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from espace_factures.administration.forms import ReasonTyped, SentenceTyped
from espace_factures.administration.service import seeing
from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.demandes.rules import OTHER, Kind
from espace_factures.demandes.service import kinds, reasons
from espace_factures.demandes.service.reasons import Reason
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.service import recent
from espace_factures.organisation import repository as organisation_repository
from espace_factures.organisation.models import ReasonSetting, UsualSentence

LOST = "Ce motif est introuvable."


@dataclass(frozen=True, slots=True)
class Wording:
    """The reasons of a kind in their order, its sentences, what was set of the reasons, and who set what."""

    kind: Kind
    title: str
    reasons: Sequence[Reason]
    settings: Mapping[str, ReasonSetting]
    sentences: Sequence[UsualSentence]
    names: Mapping[int, str]


def listed(uow: Reading, _ports: Inside, actor: Actor) -> list[Wording]:
    """Everything, kind by kind."""
    actor.require(seeing.RIGHT)
    return [_of(uow, declared.kind, declared.title) for declared in kinds.every()]


def keep_reason(uow: UnitOfWork, ports: Inside, actor: Actor, kind: str, code: str, form: ReasonTyped) -> None:
    """Word a reason, from now on: what was decided keeps the words it was told in."""
    _begin(uow, ports, actor)
    known, before = _known(kind, code), organisation_repository.reason_settings(uow.session, kind).get(code)
    if code == OTHER and not form.offered:
        raise FormError({"offered": "« Autre motif » reste toujours proposé : un agent peut avoir à l’expliquer."})
    row = before or ReasonSetting(kind=known, code=code, words="", rank=0, set_at=ports.clock.now())
    row.words, row.rank, row.is_on = form.words.rstrip("."), form.place, form.offered
    _sign(uow, row, actor, ports.clock.now())
    details = {"words": row.words, "rank": row.rank, "is_on": row.is_on}
    audit_service.record(uow, ports, actor, Action.REASON_SET, f"reason:{kind}:{code}", **details)


def keep_sentence(
    uow: UnitOfWork, ports: Inside, actor: Actor, kind: str, code: str, number: int, form: SentenceTyped
) -> None:
    """Change a usual sentence, or add one to a reason when it has no number."""
    _begin(uow, ports, actor)
    known, now = _known(kind, code), ports.clock.now()
    row = organisation_repository.usual_sentence(uow.session, number) if number else None
    if number and (row is None or (row.kind, row.code) != (known, code)):
        raise NotFoundError("Cette phrase est introuvable.")
    row = row or UsualSentence(kind=known, code=code, body="", set_at=now)
    row.body, row.rank, row.is_on = form.sentence, form.sentence_place, form.sentence_offered
    _sign(uow, row, actor, now)
    details = {"text": row.body, "rank": row.rank, "is_on": row.is_on}
    audit_service.record(uow, ports, actor, Action.SENTENCE_SET, f"usual-sentence:{kind}:{code}", **details)


def _of(uow: Reading, kind: Kind, title: str) -> Wording:
    settings = organisation_repository.reason_settings(uow.session, kind)
    sentences = organisation_repository.usual_sentences(uow.session, kind)
    people = {row.set_by for row in (*settings.values(), *sentences) if row.set_by is not None}
    names = identity_repository.names(uow.session, sorted(people)) if people else {}
    return Wording(kind, title, reasons.every(uow, kind), settings, sentences, names)


def _begin(uow: UnitOfWork, ports: Inside, actor: Actor) -> None:
    actor.require(seeing.RIGHT)
    recent.require(uow, ports, actor)


def _known(kind: str, code: str) -> Kind:
    if kind not in set(Kind) or code not in kinds.of(kind).life.reasons:
        raise NotFoundError(LOST)
    return Kind(kind)


def _sign(uow: UnitOfWork, row: ReasonSetting | UsualSentence, actor: Actor, now: datetime) -> None:
    row.set_by, row.set_at = actor.account_id, now
    uow.session.add(row)
    uow.notify(topics.parameters())
