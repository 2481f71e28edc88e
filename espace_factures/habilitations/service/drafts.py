"""The form as it is being typed: kept field by field, filled by the registry, found again after a crash."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from espace_factures.app.run import run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import FormError
from espace_factures.core.ports import Inside
from espace_factures.core.ridet import parse
from espace_factures.documents.rules import PROOFS
from espace_factures.establishments.service import standing
from espace_factures.establishments.service.standing import LookUp
from espace_factures.habilitations import repository, rules
from espace_factures.habilitations.models import HabilitationDraft
from espace_factures.habilitations.rules import FIELDS, FROM_REGISTRY, RegistryAnswer
from espace_factures.habilitations.service import applications
from espace_factures.habilitations.service.applications import Repeat

LONGEST_VALUE = 300


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The draft as the form shows it; `repeat` says why this RIDET needs no other demande."""

    key: str
    typed: dict[str, str]
    proof: str
    proof_name: str
    is_known: bool
    repeat: Repeat | None
    saved_at: datetime


def open_draft(uow: UnitOfWork, ports: Inside, actor: Actor) -> DraftPage:
    """The person's draft, begun at his first visit."""
    return _page(uow, actor, _draft(uow, ports, actor))


def keep(uow: UnitOfWork, ports: Inside, actor: Actor, key: str, typed: Mapping[str, str]) -> DraftPage:
    """Keep the fields as they stand; what was sent already is not begun again."""
    known = {name: str(value)[:LONGEST_VALUE] for name, value in typed.items() if name in FIELDS}
    draft = _draft(uow, ports, actor, key)
    draft.typed = {**draft.typed, **known}
    return _page(uow, actor, draft)


async def look_up(actor: Actor, key: str, number: str) -> tuple[DraftPage, RegistryAnswer]:
    """Ask the registry; what it knows fills what was not typed by hand."""
    actor.require(Permission.HABILITATION_REQUEST)
    return await run(fill, actor, key, number, await standing.look_up(actor, number))


def fill(
    uow: UnitOfWork, ports: Inside, actor: Actor, key: str, number: str, found: LookUp
) -> tuple[DraftPage, RegistryAnswer]:
    """Fill the draft with what the registry answered, and say what that was."""
    record, draft = found.record, _draft(uow, ports, actor, key)
    known: dict[str, str] = (
        dict(zip(FROM_REGISTRY, (record.name, record.commune, record.activity), strict=True)) if record else {}
    )
    draft.typed = {**rules.fill(draft.typed, draft.known, known), "ridet": number}
    draft.known = {**known, "ridet": number} if record else {}
    answer = RegistryAnswer.SILENT if found.is_down else RegistryAnswer.UNKNOWN
    return _page(uow, actor, draft), RegistryAnswer.FOUND if record else answer


def keep_proof(uow: UnitOfWork, ports: Inside, actor: Actor, key: str, public_id: str) -> DraftPage:
    """Keep the proof that was sent; the last one counts."""
    draft = _draft(uow, ports, actor, key)
    document = repository.loose_document(uow.session, actor.account_id, public_id)
    if document is None or document.media_type not in PROOFS:
        raise FormError({"proof": "Joignez un PDF ou une photo (JPG, PNG)."})
    draft.proof = public_id
    return _page(uow, actor, draft)


def _draft(uow: UnitOfWork, ports: Inside, actor: Actor, key: str = "") -> HabilitationDraft:
    """The draft, locked and saved now; a form already sent gets one that is not kept."""
    actor.require(Permission.HABILITATION_REQUEST)
    repository.hold(uow.session, actor.account_id)
    now = ports.clock.now()
    draft = repository.draft(uow.session, actor.account_id, lock=True)
    if draft is None:
        draft = HabilitationDraft(
            account_id=actor.account_id, submission_key=key or ports.chance.token(), updated_at=now
        )
        if not key or repository.by_key(uow.session, key) is None:
            uow.session.add(draft)
    draft.updated_at = now
    return draft


def _page(uow: UnitOfWork, actor: Actor, draft: HabilitationDraft) -> DraftPage:
    uow.session.flush()
    document = repository.loose_document(uow.session, actor.account_id, draft.proof) if draft.proof else None
    typed = {name: str(draft.typed.get(name, "")) for name in FIELDS}
    number = _number(typed["ridet"])
    return DraftPage(
        key=draft.submission_key,
        typed=typed,
        proof=document.public_id if document else "",
        proof_name=document.name if document else "",
        is_known=bool(number) and draft.known.get("ridet") == number,
        repeat=applications.find_repeat(uow, actor, number) if number else None,
        saved_at=draft.updated_at,
    )


def _number(typed: str) -> str:
    try:
        return parse(typed)
    except ValueError:
        return ""
