"""Settings → adapters → ports: the only module that knows adapters."""

import os
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import partial

from sqlalchemy import Engine

from espace_factures import postgres
from espace_factures.adapters.antivirus import Clamd
from espace_factures.adapters.captcha import Altcha, NoCaptcha, Recaptcha
from espace_factures.adapters.chance import SystemChance
from espace_factures.adapters.clock import SystemClock
from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.adapters.files import file_store
from espace_factures.adapters.mail import SmtpMailer
from espace_factures.adapters.oidc import OpenIdProvider
from espace_factures.adapters.registry import NullRegistry, OpenDataRegistry
from espace_factures.adapters.sms import HttpTexter
from espace_factures.adapters.smtp_door import SmtpDoor
from espace_factures.adapters.valkey import Valkey
from espace_factures.app import outside, run
from espace_factures.app.pools import Pools
from espace_factures.app.uow import make_engine
from espace_factures.audit import service as audit_service
from espace_factures.core.ports import (
    Captcha,
    IdentityProvider,
    Inside,
    Mailer,
    MailMessage,
    Outside,
    PublicSettings,
    Registry,
    Texter,
    TextMessage,
)
from espace_factures.demandes.service import kinds, visiting
from espace_factures.habilitations.service.case import HABILITATION
from espace_factures.identity.service import recent, sessions
from espace_factures.invoices.following.service import payees
from espace_factures.invoices.inbox.service import receiving
from espace_factures.invoices.processing.service.case import INVOICE
from espace_factures.notifications.service import outbox
from espace_factures.organisation.service import parameters
from espace_factures.oversight.service import readiness
from espace_factures.ribs.service.case import RIB
from espace_factures.ribs.service.leaning import payments
from espace_factures.settings import CaptchaKind, Settings, settings
from espace_factures.web import closed_tabs, live, me, presence, proof, refusals, session


class MailboxOnly:
    """Without SMTP_URL or SMS_URL messages stay in the database, where the development mailbox shows them."""

    async def send(self, message: MailMessage | TextMessage) -> None:
        """Nothing leaves."""

    async def greet(self) -> None:
        """Always there."""


def configure(url: str = "") -> Engine:
    """Introduce every part to every other, once per process, on a database; opens no connection yet."""
    engine = make_engine(url or database_url(), pools=pools())
    run.configure(engine, make_inside(settings()))
    outside.introduce(make_outside(settings()))
    introduce()
    return engine


def introduce() -> None:
    """Tell the lower packages whom to ask for what only higher ones know."""
    session.registry.authenticate = sessions.authenticate
    presence.absence.seconds_left = sessions.seconds_left
    refusals.witness.note = audit_service.right_refused
    me.unread_notices.count = outbox.unread_count
    me.province.terms = parameters.terms
    proof.provers.known = proof.Prover(recent.ways, recent.prove_by_password, recent.prove_by_code, recent.prove_by_key)
    closed_tabs.leaving.tell = partial(run.run, visiting.leave)
    kinds.register(HABILITATION, RIB, INVOICE)
    readiness.standing.hears = lambda: live.handed.hears
    payments.known = payees.rib_lost


def mail_door() -> AbstractAsyncContextManager[None]:
    """The door of the drop-boxes, to be held open; where INBOX_PORT is not set there is none."""
    values = settings()
    if not values.box_domain:
        return nullcontext()
    return SmtpDoor(
        values.inbox_host, values.inbox_port, values.box_domain, receiving.is_known, receiving.take
    ).opened()


def database_url() -> str:
    """The database of this process; the launcher sets DATABASE_URL when it started an embedded one."""
    url = settings().database_url
    if not url:
        raise RuntimeError("DATABASE_URL is not set: start with « make run », or set it.")
    return postgres.sqlalchemy_url(url)


def direct_url() -> str:
    """The same without a pooler between, for what hears notifications and for the worker, which keep a session."""
    return postgres.sqlalchemy_url(settings().database_direct_url or settings().database_url)


def pools() -> Pools:
    """What this process may take of it."""
    return Pools(settings().database_pool, is_shared=bool(settings().database_direct_url))


def make_inside(values: Settings) -> Inside:
    """What use cases may ask inside a transaction."""
    return Inside(SystemClock(), SystemChance(), _public(values))


def make_outside(values: Settings) -> Outside:
    """The outside world as the settings describe it."""
    return Outside(
        files=file_store(values.storage_url, values.var_dir.absolute() / "files"),
        registry=_registry(values),
        reader=SubprocessReader(),
        mailer=_mailer(values),
        texter=_texter(values),
        captcha=_captcha(values),
        identities=_identities(values),
        antivirus=Clamd(values.clamav_url) if values.clamav_url else None,
        memory=Valkey(values.redis_url, readiness.PATIENCE_SECONDS) if values.redis_url else None,
    )


def _public(values: Settings) -> PublicSettings:
    return PublicSettings(
        origin=values.origin,
        keys=values.keys,
        shows_mailbox=values.is_dev and not (values.smtp_url and values.sms_url),
        captcha=values.captcha,
        captcha_site=values.recaptcha_site_key,
        asks_factor=values.asks_factor,
        audit_mail=values.audit_mail,
        accessibility_contact=values.accessibility_contact,
        security_contact=values.told_of_weaknesses,
        payer=values.payer,
        box_domain=values.box_domain,
        metrics_token=values.metrics_token,
        vouched_by=values.inbox_authenticated_by,
    )


def _mailer(values: Settings) -> Mailer:
    return SmtpMailer(values.smtp_url, values.mail_from) if values.smtp_url else MailboxOnly()


def _texter(values: Settings) -> Texter:
    return HttpTexter(values.sms_url) if values.sms_url else MailboxOnly()


def _captcha(values: Settings) -> Captcha:
    if values.captcha is CaptchaKind.RECAPTCHA:
        return Recaptcha(values.recaptcha_secret)
    return Altcha(values.keys) if values.captcha is CaptchaKind.ALTCHA else NoCaptcha()


def _identities(values: Settings) -> IdentityProvider | None:
    if not values.oidc_issuer:
        return None
    return OpenIdProvider(values.oidc_issuer, values.oidc_client_id, values.oidc_client_secret)


def _registry(values: Settings) -> Registry:
    return OpenDataRegistry(values.ridet_url, values.ridet_dataset) if values.ridet_url else NullRegistry()


def is_compiling() -> bool:
    """Whether this process only builds the front end, and so needs no database."""
    return os.environ.get("ESPACE_FACTURES_COMPILING") == "1"
