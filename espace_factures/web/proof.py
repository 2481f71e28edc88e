"""« Confirmez que c’est vous »: the one dialog that asks a recent proof, then does what the person wanted again."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

import reflex as rx
from reflex_base.event import Event

from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import DomainError, FormError, Refusal
from espace_factures.core.ports import Inside
from espace_factures.web import session
from espace_factures.web.access import Feedback, asking, secured

USE = Permission.ACCOUNT_PROTECT
FIELD = "proof_typed"


class Ways(Protocol):
    """What the account proves by."""

    @property
    def has_code(self) -> bool: ...

    @property
    def has_key(self) -> bool: ...

    @property
    def key_options(self) -> str: ...

    @property
    def challenge(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Prover:
    """Who knows what proves a person: the accounts, introduced by wiring."""

    ways: Callable[[Reading, Inside, Actor], Ways]
    by_password: Callable[[Actor, str], Awaitable[None]]
    by_code: Callable[[UnitOfWork, Inside, Actor, str], Refusal | None]
    by_key: Callable[[UnitOfWork, Inside, Actor, str, str], Refusal | None]


@dataclass(slots=True)
class Provers:
    """The one of this process."""

    known: Prover | None = None

    @property
    def prover(self) -> Prover:
        """The one that wiring introduced."""
        assert self.known is not None
        return self.known


provers = Provers()


class Proof(Feedback, rx.State):
    """The dialog: what it asks, and the gesture that waits for it, which stays on the server."""

    is_asked: bool = False
    takes_digits: bool = False
    takes_device: bool = False
    key_options: str = ""
    times: int = 0
    """Another at each question: its fields are empty again."""
    _challenge: str = ""
    _event: str = ""
    _payload: dict[str, Any] = {}

    @rx.event
    @secured(USE)
    async def by_password(self, actor: Actor, form: dict[str, str]) -> Any:
        """The password, when nothing else protects the account."""
        try:
            await provers.prover.by_password(actor, form.get(FIELD, ""))
        except FormError as error:
            raise FormError({FIELD: next(iter(error.fields.values()))}) from None
        return self._go_on()

    @rx.event
    @secured(USE)
    async def by_code(self, actor: Actor, form: dict[str, str]) -> Any:
        """A one-time password, or a recovery code."""
        _accept(await run(provers.prover.by_code, actor, form.get(FIELD, "")))
        return self._go_on()

    @rx.event
    @secured(USE)
    async def by_key(self, actor: Actor, form: dict[str, str]) -> Any:
        """What the key of a device signed; another challenge follows a refused one."""
        refused = await run(provers.prover.by_key, actor, self._challenge, form.get("cle", ""))
        if refused is not None:
            await self._ask(actor)
            raise DomainError(refused.sentence, refused.code)
        return self._go_on()

    @rx.event
    @secured(USE)
    async def cancel(self) -> None:
        """Do nothing."""
        self._forget()

    async def _ask(self, actor: Actor) -> None:
        ways = await read(provers.prover.ways, actor)
        self.takes_digits, self.takes_device, self.key_options = ways.has_code, ways.has_key, ways.key_options
        self._challenge, self.times, self.is_asked = ways.challenge, self.times + 1, True

    def _go_on(self) -> Event:
        event = Event(name=self._event, payload=self._payload)
        self._forget()
        return event

    def _forget(self) -> None:
        self.is_asked, self.key_options, self._challenge = False, "", ""
        self._event, self._payload = "", {}


async def ask(state: Any, event: str, payload: dict[str, Any]) -> None:
    """Open the dialog on this tab; the gesture waits behind it."""
    actor = session.current.get()
    if actor is None:
        return
    proof = await state.get_state(Proof)
    proof.errors, proof.alert = {}, ""
    proof._event, proof._payload = event, payload
    await proof._ask(actor)


asking.ask = ask


def _accept(refused: Refusal | None) -> None:
    if refused is not None:
        raise FormError({refused.field or FIELD: refused.sentence})
