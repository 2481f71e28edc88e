"""The files of a person's ZIP: their own rows, the columns picked by name."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from espace_factures.app.reading import ReadSession
from espace_factures.app.words import WordsUnderWay
from espace_factures.audit.models import AuditEntry
from espace_factures.core.calendar import NOUMEA
from espace_factures.demandes.models import Demande, DemandeEvent, Message
from espace_factures.documents.models import Document
from espace_factures.establishments.models import Establishment, Membership
from espace_factures.establishments.rules import ROLE_LABELS
from espace_factures.habilitations.models import Habilitation, HabilitationDraft
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.models import AuthSession, FormerContact, LinkedIdentity, Passkey
from espace_factures.invoices.models import CreditNote, Invoice
from espace_factures.notifications import repository as notifications_repository
from espace_factures.notifications.models import Notice
from espace_factures.notifications.rules import CHANNELS, EVENTS, OFFERED, wanted
from espace_factures.organisation.models import AccountRole, Direction
from espace_factures.privacy import messages, repository
from espace_factures.privacy.rules import file_names, leaving, whitelist
from espace_factures.profile.service.devices import name_of
from espace_factures.ribs.models import Rib

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the ZIP: its text, or where its bytes are stored."""

    path: str
    text: str = ""
    storage_key: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the files of one person have in common."""

    session: ReadSession
    account_id: int
    places: Mapping[int, Establishment]
    directions: Mapping[int, Direction]
    documents: Sequence[tuple[Document, str | None]]
    paths: Mapping[int, str]


def pieces(session: ReadSession, account_id: int, origin: str, at: datetime) -> list[Piece]:
    """All that the person takes away, in the order of LISEZMOI.txt."""
    known = _known(session, account_id)
    writers = (
        _account, _habilitations, _invoices, _ribs, _requests, _notices, _subscriptions, _sessions, _journal,
    )  # fmt: skip
    written = [Piece(name, _as_json(write(known))) for name, write in zip(messages.FILES, writers, strict=True)]
    stored = [Piece(known.paths[row.id], storage_key=row.storage_key) for row, _ in known.documents]
    return [Piece(messages.README, messages.readme(origin, at)), *written, *stored]


def _known(session: ReadSession, account_id: int) -> Known:
    documents = repository.documents(session, account_id)
    names = file_names.unique_names(
        f"{reference} {document.name}" if reference else document.name for document, reference in documents
    )
    return Known(
        session=session,
        account_id=account_id,
        places=repository.establishments_of(session, account_id),
        directions=repository.directions(session),
        documents=documents,
        paths={document.id: f"documents/{name}" for (document, _), name in zip(documents, names, strict=True)},
    )


def _account(known: Known) -> Json:
    account = identity_repository.by_id(known.session, known.account_id)
    return _picked(account, whitelist.ACCOUNT) | {
        "roles": [row.role for row in repository.own(known.session, AccountRole, known.account_id)],
        "verification_en_deux_etapes": bool(account.totp_sealed),
        "codes_de_secours_restants": identity_repository.recovery_codes_left(known.session, known.account_id),
        "cles_d_acces": _own(known, Passkey, whitelist.PASSKEY),
        "anciens_contacts": _own(known, FormerContact, whitelist.FORMER_CONTACT),
        "identites_reliees": _own(known, LinkedIdentity, whitelist.IDENTITY),
    }


def _habilitations(known: Known) -> Json:
    rights = [
        _place(known, row.establishment_id) | {"role": ROLE_LABELS[row.role]} | _picked(row, whitelist.MEMBERSHIP)
        for row in repository.own(known.session, Membership, known.account_id)
    ]
    asked = repository.own_with_request(known.session, Habilitation, known.account_id)
    drafts = repository.own(known.session, HabilitationDraft, known.account_id)
    return {
        "droits": rights,
        "demandes": [_standing(demande) | _picked(row, whitelist.HABILITATION) for row, demande in asked],
        "brouillons": [{"saisie": row.typed, "modifie_le": _plain(row.updated_at)} for row in drafts],
    }


def _invoices(known: Known) -> Json:
    deposited = repository.own_with_request(known.session, Invoice, known.account_id)
    drafts = repository.open_drafts(known.session, known.account_id)
    return {
        "deposees": [
            _standing(demande)
            | _place(known, row.establishment_id)
            | {"direction": known.directions[row.direction_id].name}
            | _picked(row, whitelist.INVOICE)
            for row, demande in deposited
        ],
        "avoirs": [
            _picked(row, whitelist.CREDIT_NOTE) | {"fichier": known.paths.get(row.document_id, "")}
            for row in repository.own(known.session, CreditNote, known.account_id)
        ],
        "brouillons": [
            _picked(row, whitelist.DRAFT) | {"fichier": known.paths.get(row.document_id, "")} for row in drafts
        ],
    }


def _ribs(known: Known) -> list[Json]:
    rows = repository.own_with_request(known.session, Rib, known.account_id)
    return [
        _standing(demande) | _place(known, row.establishment_id) | _picked(row, whitelist.RIB) for row, demande in rows
    ]


def _requests(known: Known) -> Json:
    events, said, files = defaultdict(list), defaultdict(list), defaultdict(list)
    for event in repository.history(known.session, known.account_id):
        events[event.demande_id].append(_spoken(known, event, whitelist.EVENT))
    for message in repository.conversations(known.session, known.account_id):
        said[message.demande_id].append(_spoken(known, message, whitelist.MESSAGE))
    for row, _ in known.documents:
        files[row.demande_id].append(_picked(row, whitelist.DOCUMENT) | {"fichier": known.paths[row.id]})
    demandes = [
        _picked(row, whitelist.REQUEST)
        | {"historique": events[row.id], "conversation": said[row.id], "documents": files[row.id]}
        for row in repository.own(known.session, Demande, known.account_id)
    ]
    elsewhere = repository.said_elsewhere(known.session, known.account_id)
    return {
        "demandes": demandes,
        "saisies_en_cours": _own(known, WordsUnderWay, whitelist.WORDS),
        "messages_ailleurs": [{"demande": reference} | _picked(row, whitelist.MESSAGE) for row, reference in elsewhere],
    }


def _notices(known: Known) -> list[Json]:
    rows = repository.own(known.session, Notice, known.account_id)
    return [{"titre": leaving.without_name(row.title)} | _picked(row, whitelist.NOTICE) for row in rows]


def _subscriptions(known: Known) -> list[Json]:
    chosen = notifications_repository.choices(known.session, {known.account_id})[known.account_id]
    return [
        {"evenement": label, "canal": CHANNELS[channel], "actif": wanted(event, channel, chosen)}
        for event, label in EVENTS.items()
        for channel in CHANNELS
        if channel in OFFERED[event]
    ]


def _sessions(known: Known) -> list[Json]:
    rows = repository.own(known.session, AuthSession, known.account_id)
    return [{"appareil": name_of(row.device)} | _picked(row, whitelist.SESSION) for row in rows]


def _journal(known: Known) -> list[Json]:
    return _own(known, AuditEntry, whitelist.ENTRY)


def _own(known: Known, table: Any, columns: whitelist.Columns) -> list[Json]:
    return [_picked(row, columns) for row in repository.own(known.session, table, known.account_id)]


def _standing(demande: Demande) -> Json:
    return {"reference": demande.reference, "statut": demande.status}


def _place(known: Known, establishment_id: int) -> Json:
    place = known.places[establishment_id]
    return {"ridet": place.ridet, "etablissement": place.name}


def _spoken(known: Known, row: DemandeEvent | Message, columns: whitelist.Columns) -> Json:
    names = {direction.name for direction in known.directions.values()}
    author = leaving.author(row.author, is_mine=row.account_id == known.account_id, directions=names)
    return {"auteur": author} | _picked(row, columns)


def _picked(row: Any, columns: whitelist.Columns) -> Json:
    return {name: _plain(getattr(row, column)) for name, column in columns.items()}


def _plain(value: Any) -> Any:
    """As JSON writes it: an instant as it is in Nouméa, to the second."""
    if isinstance(value, datetime):
        return value.astimezone(NOUMEA).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
