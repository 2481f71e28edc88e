"""What use cases need from elsewhere, inside and outside a transaction; adapters answer, wiring introduces them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from espace_factures.core.documents import Finding, ReadInvoice
from espace_factures.core.transfers import Payer


class Clock(Protocol):
    """Time, so that rules never read it themselves."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class Chance(Protocol):
    """Unpredictable values."""

    def code(self) -> str:
        """Four digits."""
        ...

    def token(self) -> str:
        """A URL-safe secret of 256 bits."""
        ...


class FileStore(Protocol):
    """Documents at rest. Keys are made here, never from a user's file name."""

    def put(self, key: str, content: bytes) -> None:
        """Store durably: when this returns the bytes survive a crash."""
        ...

    def read(self, key: str) -> bytes:
        """The bytes stored under the key; raises KeyError when there are none."""
        ...

    def delete(self, key: str) -> None:
        """Forget the bytes; a key already gone is fine."""
        ...

    def greet(self) -> None:
        """See that they are within reach, and write nothing; raises OSError, or what the service answers."""
        ...


@dataclass(frozen=True, slots=True)
class RegistryRecord:
    """An établissement as the public registry of RIDET numbers describes it."""

    ridet: str
    name: str
    activity: str
    commune: str
    legal_form: str = ""
    active_since: str = ""


class RegistryUnavailableError(Exception):
    """The public registry did not answer in time."""


class Registry(Protocol):
    """The open registry of établissements (ISEE)."""

    def find(self, ridet: str) -> RegistryRecord | None:
        """Look a 10-digit RIDET up; None when unknown; raises RegistryUnavailableError."""
        ...


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a mail brings."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class MailMessage:
    """One mail, ready to leave."""

    message_id: str
    to: str
    subject: str
    text: str
    html: str
    unsubscribe: str = ""
    attachments: tuple[Attachment, ...] = ()


class MailUnavailableError(Exception):
    """The mail server refused for now or did not answer; the job tries again later."""


class MailRefusedError(Exception):
    """The mail server will never take this mail: trying again is of no use."""


class Memory(Protocol):
    """What several processes of the portal remember together."""

    async def greet(self) -> None:
        """See that it answers; raises OSError, or what it answers."""
        ...


class Mailer(Protocol):
    """The way out for mail."""

    async def send(self, message: MailMessage) -> None:
        """Hand the mail to the server; raises MailUnavailableError or MailRefusedError."""
        ...

    async def greet(self) -> None:
        """See that the server answers and knows us, and send nothing; raises MailUnavailableError."""
        ...


@dataclass(frozen=True, slots=True)
class TextMessage:
    """One SMS, ready to leave; `key` is the same each time this message is tried, `to` is +687751234."""

    key: str
    to: str
    text: str


class TextUnavailableError(Exception):
    """The gateway refused for now or did not answer; the job tries again later."""


class TextRefusedError(Exception):
    """The gateway will never take this message: trying again is of no use."""


class Texter(Protocol):
    """The way out for SMS."""

    async def send(self, message: TextMessage) -> None:
        """Hand the message to the gateway; raises TextUnavailableError or TextRefusedError."""
        ...


class CaptchaUnavailableError(Exception):
    """Nobody could tell whether this is a person: nothing is let through, the person may retry."""


class Captcha(Protocol):
    """« Je ne suis pas un robot »."""

    def challenge(self, effort: int = 1) -> dict[str, object]:
        """What the browser has to solve, so many times harder; empty when it asks somebody else."""
        ...

    def solved(self, answer: str, address: str, effort: int = 1) -> str:
        """What proves an answer of this effort at least, to be accepted once; empty when it is wrong.

        Raises CaptchaUnavailableError.
        """
        ...


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody as an identity provider knows them; what it does not say is empty. `birth_date` is ISO 8601."""

    issuer: str
    subject: str
    email: str = ""
    is_email_verified: bool = False
    first_name: str = ""
    last_name: str = ""
    birth_date: str = ""


class IdentityUnavailableError(Exception):
    """The identity provider did not answer, or not as the protocol says."""


class IdentityRefusedError(Exception):
    """The identity provider answered, and what it says proves nothing."""


class IdentityProvider(Protocol):
    """Somebody else who knows people: an OpenID Connect provider."""

    def address(self, redirect: str, state: str, nonce: str, verifier: str) -> str:
        """Where to send the browser; the PKCE challenge is made from `verifier`. Raises IdentityUnavailableError."""
        ...

    def identify(self, redirect: str, code: str, nonce: str, verifier: str) -> Identity:
        """Who came back with `code`; raises IdentityRefusedError or IdentityUnavailableError."""
        ...


class RulesUnavailableError(Exception):
    """The rules could not be run on this document, within their time or at all; nothing is known of it."""


class DocumentReader(Protocol):
    """Reads hostile documents at arm's length."""

    def warm(self) -> tuple[str, ...]:
        """Be ready before the first document; the rights that this machine did not let the reader give up."""
        ...

    def read(self, content: bytes, file_name: str, *, at_length: bool = True) -> ReadInvoice:
        """What the document says, its pictures too when read at length; raises FormError({"document": sentence})."""
        ...

    def verify(self, content: bytes) -> tuple[Finding, ...]:
        """What a structured invoice breaks of EN 16931; raises RulesUnavailableError."""
        ...

    def picture(self, content: bytes, page: int) -> bytes:
        """A page of a PDF, from 1, as a JPEG; raises KeyError when it cannot be drawn."""
        ...


class AntivirusUnavailableError(Exception):
    """The antivirus did not answer, or would not take the document; nothing is known of it."""


class Antivirus(Protocol):
    """Tells programs that harm from documents."""

    def infection(self, content: bytes) -> str:
        """What it found, empty when nothing; raises AntivirusUnavailableError."""
        ...


Keys = tuple[bytes, ...]
"""The secret keys: the first signs, encrypts and hashes; each of them verifies and decrypts."""


@dataclass(frozen=True, slots=True)
class PublicSettings:
    """What use cases may know of the environment."""

    origin: str
    keys: Keys
    shows_mailbox: bool
    captcha: str = "off"
    captcha_site: str = ""
    audit_mail: str = ""
    """Who watches over the portal, by mail; empty when nobody does."""
    asks_factor: bool = False
    """Whether agents and managers must have a second factor."""
    accessibility_contact: str = ""
    """Who receives what people report of the accessibility, by mail; empty when the administrators do."""
    security_contact: str = ""
    """Whom to tell of a weakness: an address with its scheme."""
    payer: Payer | None = None
    """The account that transfers leave from; None when the bank takes no file of them."""
    box_domain: str = ""
    """What follows the « @ » of the établissements' drop-boxes; empty while no mail is received."""
    metrics_token: str = ""
    """What opens the figures of this process; empty where nobody may read them."""
    vouched_by: str = ""
    """The relay whose word on the sender of a mail is asked for, as its Authentication-Results names it."""

    @property
    def host(self) -> str:
        """The name of the machine in the address."""
        return self.origin.split("//", 1)[-1].split(":", 1)[0]


@dataclass(frozen=True, slots=True)
class Inside:
    """What a use case may ask inside its transaction: answered at once, in this process, with nobody to wait for."""

    clock: Clock
    chance: Chance
    settings: PublicSettings


@dataclass(frozen=True, slots=True)
class Outside:
    """What leaves the process, or takes long: for gestures that hold no transaction while they wait."""

    files: FileStore
    registry: Registry
    reader: DocumentReader
    mailer: Mailer
    texter: Texter
    captcha: Captcha
    identities: IdentityProvider | None = None
    antivirus: Antivirus | None = None
    memory: Memory | None = None
