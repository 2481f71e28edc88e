"""Tokens: made and revoked by the managers of the établissements that they act for, who are all told."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from espace_factures import routes
from espace_factures.api import messages, repository, rules
from espace_factures.api.forms import NewToken
from espace_factures.api.models import ApiToken
from espace_factures.api.rules import SCOPES, Scope
from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import long_date, noumea_date
from espace_factures.core.errors import DomainError, FormError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.establishments import repository as establishments_repository
from espace_factures.establishments.models import Establishment
from espace_factures.establishments.rules import MemberRight, MemberRole, Standing
from espace_factures.establishments.service import standing
from espace_factures.identity.models import Account
from espace_factures.identity.rules import traces
from espace_factures.identity.service import programs, recent
from espace_factures.notifications.messages import Letter
from espace_factures.notifications.service import outbox
from espace_factures.notifications.service.outbox import Recipient


@dataclass(frozen=True, slots=True)
class Line:
    """A token, who made it, for which of the reader's établissements it acts today, and for how many others."""

    token: ApiToken
    maker: Account
    places: Sequence[Establishment]
    others: int


@dataclass(frozen=True, slots=True)
class Board:
    """What « Accès pour logiciels » shows."""

    managed: Sequence[Establishment]
    lines: Sequence[Line]
    now: datetime


def board(uow: Reading, ports: Inside, actor: Actor) -> Board:
    """The tokens of the établissements that the actor manages."""
    managed = standing.mine(uow, ports, actor, MemberRight.MANAGE)
    rows = repository.of_places(uow.session, [place.id for place in managed])
    places: dict[int, list[Establishment]] = defaultdict(list)
    for account_id, place in repository.places_of(uow.session, [token.account_id for token, _ in rows]):
        places[account_id].append(place)
    mine = {place.id for place in managed}
    return Board(managed, [_line(row, places[row[0].account_id], mine) for row in rows], ports.clock.now())


def make(uow: UnitOfWork, ports: Inside, actor: Actor, form: NewToken) -> str:
    """Make a token for a program; what is returned is shown once and kept nowhere."""
    actor.require(Permission.ESTABLISHMENT_USE)
    recent.require(uow, ports, actor)
    for place_id in sorted(form.places):
        _admit(uow, ports, actor, place_id, form)
    secret = rules.whole(ports.chance.token())
    token = _written(uow, ports, actor, form, secret)
    for place_id in form.places:
        offered = Standing(MemberRole.FOLLOWER, form.expires_on)
        standing.let_in(uow, ports, place_id, token.account_id, offered, by=actor.account_id)
    _remember(uow, ports, actor, Action.ACCESS_MADE, token, form.places)
    _warn(uow, ports, partial(_made, ports, actor, token), form.places)
    return secret


def revoke(uow: UnitOfWork, ports: Inside, actor: Actor, public_id: str) -> None:
    """The token opens nothing any more, for none of its établissements."""
    actor.require(Permission.ESTABLISHMENT_USE)
    token = repository.lock_managed(uow.session, public_id, actor.account_id)
    if token is None:
        raise NotFoundError("Ce jeton est introuvable.")
    if token.revoked_at is not None:
        return
    place_ids = [place.id for _, place in repository.places_of(uow.session, [token.account_id])]
    token.revoked_at, token.revoked_by = ports.clock.now(), actor.account_id
    repository.end_memberships(uow.session, token.account_id, ports.clock.now())
    _remember(uow, ports, actor, Action.ACCESS_REVOKED, token, place_ids)
    _warn(uow, ports, partial(_revoked, ports, actor, token), place_ids)


def _line(row: repository.Row, places: Sequence[Establishment], mine: Collection[int]) -> Line:
    seen = [place for place in places if place.id in mine]
    return Line(*row, seen, len(places) - len(seen))


def _written(uow: UnitOfWork, ports: Inside, actor: Actor, form: NewToken, secret: str) -> ApiToken:
    token = ApiToken(
        public_id=ports.chance.token(),
        account_id=programs.open_account(uow, ports, form.program).id,
        name=form.program,
        token_hash=traces.hash_token(secret),
        shown_end=secret[-rules.SHOWN :],
        scopes=sorted(form.scopes),
        made_by=actor.account_id,
        made_at=ports.clock.now(),
        expires_on=form.expires_on,
    )
    uow.session.add(token)
    uow.session.flush()
    return token


def _admit(uow: UnitOfWork, ports: Inside, actor: Actor, place_id: int, form: NewToken) -> None:
    """The actor manages the établissement until the token's end, and it has not too many."""
    place = standing.require(uow, actor, place_id, MemberRight.MANAGE)
    establishments_repository.lock(uow.session, place_id)
    mine = establishments_repository.membership(uow.session, place_id, actor.account_id)
    today = noumea_date(ports.clock.now())
    if fault := rules.expiry_fault(form.expires_on, today, mine.expires_on if mine else today):
        raise FormError({"expires_on": fault})
    if repository.count_living(uow.session, place_id) >= rules.MOST_LIVING:
        sentence = f"{place.name} a déjà {rules.MOST_LIVING} jetons : révoquez ceux qui ne servent plus."
        raise DomainError(sentence, "too-many-tokens")


def _made(ports: Inside, actor: Actor, token: ApiToken, names: str) -> Letter:
    what = ", ".join(SCOPES[Scope(scope)][0].lower() for scope in token.scopes)
    link = ports.settings.origin + routes.SOFTWARE
    return messages.made(names, token.name, actor.name, what, long_date(token.expires_on), link)


def _revoked(ports: Inside, actor: Actor, token: ApiToken, names: str) -> Letter:
    return messages.revoked(names, token.name, actor.name, ports.settings.origin + routes.SOFTWARE)


def _warn(uow: UnitOfWork, ports: Inside, letter: Callable[[str], Letter], place_ids: Collection[int]) -> None:
    """Every manager, who made it too, of the établissements that are theirs: a thief does not make one in silence."""
    told: dict[int, tuple[Recipient, list[str]]] = {}
    for place_id in sorted(place_ids):
        name = establishments_repository.by_id(uow.session, place_id).name
        for one in standing.manager_recipients(uow, place_id):
            told.setdefault(one.account_id, (one, []))[1].append(name)
    for recipient, names in told.values():
        outbox.warn(uow, ports, recipient, letter(", ".join(names)), routes.SOFTWARE)


def _remember(
    uow: UnitOfWork, ports: Inside, actor: Actor, action: Action, token: ApiToken, place_ids: Collection[int]
) -> None:
    for place_id in place_ids:
        audit_service.record(
            uow, ports, actor, action, f"establishment:{place_id}", token=token.id, scopes=list(token.scopes)
        )
        uow.notify(topics.establishment(place_id))
