"""How often something may be tried: every limit in one table, counted in the transaction of the try."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel, col, delete, select

from espace_factures.app import columns, limit_words
from espace_factures.app.limit_subjects import COUNTED, Subject
from espace_factures.app.limit_words import LOCKED, LOCKED_HERE, NOTHING, TO_SOLVE, TOO_MANY
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.ports import Inside

QUARTER: Final = timedelta(minutes=15)
HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)
DAY: Final = timedelta(days=1)
MONTH: Final = timedelta(days=30)


class RateBucket(SQLModel, table=True):
    """How many times something was tried in the present window."""

    __tablename__ = "rate_buckets"

    key: str = Field(primary_key=True)
    window_ends_at: datetime = columns.instant()
    hits: int = 0


class Limit(StrEnum):
    """What is limited."""

    SIGN_UP = "sign-up"
    SIGN_IN_FROM = "sign-in-from"
    SIGN_IN = "sign-in"
    SIGN_IN_TO = "sign-in-to"
    SIGN_IN_UNSOLVED = "sign-in-unsolved"
    FAILED_FROM = "failed-from"
    RECOVERY = "recovery"
    CODES = "codes"
    CODE_TRIES = "code-tries"
    WRONG_CODES_FROM = "wrong-codes-from"
    WRONG_CODES = "wrong-codes"
    TEXTS = "texts"
    TEXTS_OF_ACCOUNT = "texts-of-account"
    FACTOR = "factor"
    PROOF = "proof"
    INVITATIONS = "invitations"
    EXPORTS = "exports"
    SHEETS = "sheets"
    DOCUMENTS = "documents"
    MAILS_RECEIVED = "mails-received"
    REFUSALS = "refusals"
    DESK = "desk"
    REPORTS = "reports"
    REPORTS_IN_ALL = "reports-in-all"
    VERIFICATIONS = "verifications"
    API = "api"


@dataclass(frozen=True, slots=True)
class Window:
    """How many tries a span of time takes; None when the table of parameters says it, and the caller gives it."""

    name: str
    span: timedelta
    most: int | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One limit: whose tries are counted, in which windows, and what is said past them."""

    subject: Subject
    windows: tuple[Window, ...]
    refusal: str = TOO_MANY
    code: str = "too-many"


LIMITS: Final[Mapping[Limit, Rule]] = {
    # Past what a network may try, « Je ne suis pas un robot » is asked and its work grows: nobody is turned away.
    Limit.SIGN_UP: Rule(Subject.NETWORK, (Window("sign-up", HOUR, 60),), TO_SOLVE),
    Limit.SIGN_IN_FROM: Rule(Subject.NETWORK, (Window("sign-in-from", QUARTER, 100),), TO_SOLVE),
    Limit.RECOVERY: Rule(Subject.NETWORK, (Window("recovery", HOUR, 30),), TO_SOLVE),
    # Nobody locks another out: a browser that its person signed in from counts apart, and so does each network.
    Limit.SIGN_IN: Rule(Subject.EMAIL_AND_SOURCE, (Window("sign-in", QUARTER, 10),)),
    # The tries of every unknown browser together; past three of one source, the captcha is asked.
    Limit.SIGN_IN_TO: Rule(Subject.EMAIL, (Window("sign-in-to", HOUR, 40),)),
    Limit.SIGN_IN_UNSOLVED: Rule(Subject.EMAIL_AND_SOURCE, (Window("sign-in", QUARTER, 3),), TO_SOLVE),
    Limit.FAILED_FROM: Rule(Subject.NETWORK, (Window("failed-from", QUARTER, 30),), TO_SOLVE),
    Limit.CODES: Rule(Subject.PROVED_OF_BROWSER, (Window("code", HOUR, 6), Window("codes", DAY, 20))),
    # Ten thousand values: at this pace they take more than ten years, from however many addresses.
    Limit.CODE_TRIES: Rule(
        Subject.PURPOSE_AND_PROVED, (Window("tried", DAY, 15), Window("tried-long", MONTH, 60)), LOCKED, "code-locked"
    ),
    Limit.WRONG_CODES_FROM: Rule(
        Subject.RANGE,
        (Window("wrong-codes-from", HOUR, 30), Window("wrong-codes-from-day", DAY, 100)),
        LOCKED_HERE,
        "network-locked",
    ),
    # Past it nobody is refused: an alarm rings, and a network has five tries an hour.
    Limit.WRONG_CODES: Rule(
        Subject.EVERYBODY, (Window("wrong-codes", HOUR, 200), Window("wrong-codes-day", DAY, 1000)), NOTHING
    ),
    # A number that anybody may type has a count of its own: it cannot use up that of its account.
    Limit.TEXTS: Rule(Subject.MOBILE, (Window("texts", DAY, 12),), NOTHING),
    Limit.TEXTS_OF_ACCOUNT: Rule(Subject.ACCOUNT_OF_BROWSER, (Window("texts-of", DAY, 12),), NOTHING),
    Limit.FACTOR: Rule(Subject.ACCOUNT_OF_BROWSER, (Window("factor", QUARTER, 5), Window("factor-long", DAY, 20))),
    Limit.PROOF: Rule(Subject.ACCOUNT, (Window("proof", HOUR, 10),)),
    Limit.INVITATIONS: Rule(Subject.ACCOUNT, (Window("invitation", HOUR, 20),), limit_words.TOO_MANY_INVITATIONS),
    Limit.EXPORTS: Rule(Subject.ACCOUNT, (Window("export", DAY, 3),), limit_words.TOO_MANY_EXPORTS),
    Limit.SHEETS: Rule(Subject.ACCOUNT, (Window("sheets", DAY, 20),), limit_words.TOO_MANY_EXPORTS),
    # Past them, what one may not do is still refused, and not written down any more.
    Limit.REFUSALS: Rule(Subject.ACCOUNT, (Window("refusals", HOUR, 60),), NOTHING),
    # An agent who types addresses to learn whose they are.
    Limit.DESK: Rule(Subject.ACCOUNT, (Window("desk", HOUR, 10), Window("desk-day", DAY, 40))),
    # Past them, « Je ne suis pas un robot » is asked before a message of somebody without account leaves.
    Limit.REPORTS: Rule(Subject.NETWORK, (Window("reports", HOUR, 5),), TO_SOLVE),
    Limit.REPORTS_IN_ALL: Rule(Subject.EVERYBODY, (Window("reports-in-all", DAY, 200),), TO_SOLVE),
    Limit.VERIFICATIONS: Rule(Subject.NETWORK, (Window("verifications", QUARTER, 30),)),
    Limit.API: Rule(Subject.PROGRAM, (Window("api", MINUTE, 120),), limit_words.TOO_MANY_CALLS),
    # What bears somebody’s address may come from another: then their own files go through the pages.
    Limit.MAILS_RECEIVED: Rule(Subject.ACCOUNT, (Window("mails-received", DAY, 100),), limit_words.TOO_MANY_MAILS),
    Limit.DOCUMENTS: Rule(Subject.ACCOUNT, (Window("documents", DAY, None),), limit_words.TOO_MANY_DOCUMENTS),
}


class Memory(StrEnum):
    """What happens once for each subject, and is remembered for a while."""

    CAPTCHA = "captcha"
    PASSKEY = "passkey"
    RECAP = "recap"
    ALARM = "alarm"
    DENIAL = "denial"
    NAMESAKE = "namesake"


@dataclass(frozen=True, slots=True)
class Kept:
    """How long one remembers; the span is longer than the same answer could come again."""

    subject: Subject
    span: timedelta


MEMORIES: Final[Mapping[Memory, Kept]] = {
    Memory.CAPTCHA: Kept(Subject.DIGEST, timedelta(hours=2)),
    Memory.PASSKEY: Kept(Subject.DIGEST, timedelta(minutes=10)),
    Memory.RECAP: Kept(Subject.ACCOUNT_AND_WEEK, timedelta(days=14)),
    Memory.ALARM: Kept(Subject.ALARM, HOUR),
    Memory.DENIAL: Kept(Subject.DIGEST, timedelta(days=3)),
    # Numbers are many: the owner of an address is told once a day that somebody signs up with it by SMS.
    Memory.NAMESAKE: Kept(Subject.EMAIL, DAY),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted try: how many its first window holds, whether it is the first that one refuses, and why, in French."""

    hits: int
    is_over: bool
    is_first_over: bool
    refusal: str
    code: str


HIT: Final = sa.text("""
    INSERT INTO rate_buckets AS b (key, window_ends_at, hits) VALUES (:key, :ends, 1)
    ON CONFLICT (key) DO UPDATE SET
        hits = CASE WHEN b.window_ends_at <= :now THEN 1 ELSE b.hits + 1 END,
        window_ends_at = CASE WHEN b.window_ends_at <= :now THEN :ends ELSE b.window_ends_at END
    RETURNING hits
""")
FORGET_SUBJECT: Final = sa.text("DELETE FROM rate_buckets WHERE right(key, length(:subject) + 1) = ':' || :subject")


def count(uow: UnitOfWork, ports: Inside, limit: Limit, subject: object, *, most: int | None = None) -> Counted:
    """Count one more try; a verdict, so that the transaction of a refused one commits and it stays counted."""
    rule, now = LIMITS[limit], ports.clock.now()
    counts = [_hit(uow.session, _key(window.name, rule.subject, subject), window.span, now) for window in rule.windows]
    ceilings = [_ceiling(window, most) for window in rule.windows]
    over = [tries - ceiling for tries, ceiling in zip(counts, ceilings, strict=True)]
    is_over = max(over) > 0
    return Counted(counts[0], is_over, 1 in over, rule.refusal if is_over else "", rule.code)


def hits(uow: Reading, ports: Inside, limit: Limit, subject: object) -> int:
    """How many tries the first window holds, without another."""
    return hits_of(uow, ports, {limit: subject})[limit]


def hits_of(uow: Reading, ports: Inside, subjects: Mapping[Limit, object]) -> dict[Limit, int]:
    """The same of several limits at once, each with its subject."""
    keys = {limit: _first_key(limit, subject) for limit, subject in subjects.items()}
    found = _live_hits(uow, ports, keys.values())
    return {limit: found.get(key, 0) for limit, key in keys.items()}


def is_any_full(uow: Reading, ports: Inside, limits: Iterable[Limit], subject: object, tried: int = 0) -> bool:
    """Whether the first window of one of them has all its tries, without the `tried` ones."""
    found = hits_of(uow, ports, dict.fromkeys(limits, subject))
    return any(count - tried >= most(limit) for limit, count in found.items())


def is_full(uow: Reading, ports: Inside, limit: Limit, subject: object, *, most: int | None = None) -> bool:
    """Whether one of its windows has all its tries; `most` is a lower ceiling of the first."""
    rule = LIMITS[limit]
    ceilings = {_key(window.name, rule.subject, subject): _ceiling(window, None) for window in rule.windows}
    if most is not None:
        ceilings[_first_key(limit, subject)] = most
    found = _live_hits(uow, ports, ceilings)
    return any(found.get(key, 0) >= ceiling for key, ceiling in ceilings.items())


def most(limit: Limit, window: int = 0) -> int:
    """The ceiling of a window, the first unless told."""
    return _ceiling(LIMITS[limit].windows[window], None)


def forget(uow: UnitOfWork, limit: Limit, subject: object) -> None:
    """Begin the first window again: the longer ones go on."""
    uow.session.exec(delete(RateBucket).where(col(RateBucket.key) == _first_key(limit, subject)))


def once(uow: UnitOfWork, ports: Inside, memory: Memory, subject: object) -> bool:
    """Whether this is the first time; of two at once, one waits for the other and hears no."""
    kept = MEMORIES[memory]
    return _hit(uow.session, _key(memory, kept.subject, subject), kept.span, ports.clock.now()) == 1


def forget_subject(session: Session, subject: str) -> None:
    """No counter names this e-mail or number any more."""
    session.execute(FORGET_SUBJECT, {"subject": subject})


def forget_ended(session: Session, now: datetime) -> None:
    """The counters whose window is over."""
    session.exec(delete(RateBucket).where(col(RateBucket.window_ends_at) <= now))


def _live_hits(uow: Reading, ports: Inside, keys: Iterable[str]) -> dict[str, int]:
    live = col(RateBucket.window_ends_at) > ports.clock.now()
    rows = uow.session.exec(select(RateBucket.key, RateBucket.hits).where(col(RateBucket.key).in_(list(keys)), live))
    return dict(rows.all())


def _hit(session: Session, key: str, span: timedelta, now: datetime) -> int:
    return session.execute(HIT, {"key": key, "now": now, "ends": now + span}).scalar_one()


def _first_key(limit: Limit, subject: object) -> str:
    rule = LIMITS[limit]
    return _key(rule.windows[0].name, rule.subject, subject)


def _key(name: str, kind: Subject, subject: object) -> str:
    counted = COUNTED.get(kind)
    return f"{name}:{counted(subject) if counted else subject}"


def _ceiling(window: Window, given: int | None) -> int:
    if (ceiling := given if window.most is None else window.most) is None:
        raise ValueError(f"the ceiling of « {window.name} » is a parameter: the caller gives it")
    return ceiling
