"""The environment, typed and read once; production refuses to start on an unsafe value and says which."""

from email.utils import parseaddr
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from espace_factures.core import safety
from espace_factures.core.addresses import NONE, Proxies, trusted_proxies
from espace_factures.core.rib import iban_is_sound
from espace_factures.core.transfers import Payer

UNSAFE = "Le portail ne démarre pas avec ces réglages :"
DOMAIN = r"^([a-z0-9-]+(\.[a-z0-9-]+)+)?$"
DATABASES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_DIRECT_URL")
BY_TLS = "{} : chiffrez la liaison, par ?sslmode=verify-full."
DEVELOPMENT_KEY = "development only: not a secret at all"


class AppEnv(StrEnum):
    """Where the application runs."""

    DEV = "dev"
    PROD = "prod"


class CaptchaKind(StrEnum):
    """Who tells people from robots."""

    ALTCHA = "altcha"
    RECAPTCHA = "recaptcha"
    OFF = "off"


class SecondFactor(StrEnum):
    """Whether agents and managers must have a second factor; production always asks."""

    OPTIONAL = "optional"
    REQUIRED = "required"


class Settings(BaseSettings):
    """Every setting, named as its environment variable; the table in README.md explains them."""

    model_config = SettingsConfigDict(env_file=None, extra="ignore", hide_input_in_errors=True)

    database_url: str = ""
    database_owner_url: str = ""
    database_direct_url: str = ""
    database_pool: int = Field(default=10, ge=2, le=200)
    app_env: AppEnv = Field(default_factory=lambda known: AppEnv.PROD if known.get("database_url") else AppEnv.DEV)
    storage_url: str = ""
    redis_url: str = ""
    smtp_url: str = ""
    sms_url: str = ""
    mail_from: str = "Espace Factures <ne-pas-repondre@espace-factures.example>"
    public_url: str = ""
    secret_key: str = ""
    captcha: CaptchaKind = CaptchaKind.ALTCHA
    recaptcha_site_key: str = ""
    recaptcha_secret: str = ""
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    ridet_url: str = ""
    ridet_dataset: str = "etablissements-actifs-au-ridet"
    trusted_proxies: str = ""
    audit_mail: str = ""
    second_factor: SecondFactor = SecondFactor.OPTIONAL
    clamav_url: str = ""
    payer_name: str = ""
    payer_iban: str = ""
    payer_bic: str = ""
    metrics_token: str = ""
    security_contact: str = ""
    accessibility_contact: str = ""
    port: int = Field(default=3000, ge=1, le=65535)
    inbox_port: int = Field(default=0, ge=0, le=65535)
    inbox_host: str = "127.0.0.1"
    inbox_domain: str = Field(default="", pattern=DOMAIN)
    inbox_authenticated_by: str = ""
    var_dir: Path = Path("var")

    @model_validator(mode="after")
    def refuse_unsafe_production(self) -> Self:
        """In production, each missing or unsafe value stops the start with its name."""
        if self.app_env is AppEnv.PROD:
            faults = [name for name, is_safe in self._production_checks().items() if not is_safe]
            if faults:
                raise ValueError("\n".join(faults))
        return self

    def _production_checks(self) -> dict[str, bool]:
        return {
            "DATABASE_URL : donnez l’adresse d’un PostgreSQL.": self.database_url.startswith("postgresql"),
            **{BY_TLS.format(name): safety.is_private(getattr(self, name.lower())) for name in DATABASES},
            "STORAGE_URL : chiffrez la liaison, par scheme=https.": safety.is_private(self.storage_url),
            "REDIS_URL : chiffrez la liaison, par rediss://.": safety.is_private(self.redis_url),
            "SMTP_URL : sans elle, aucun courriel ne part.": bool(self.smtp_url),
            "SMTP_URL : chiffrez la liaison, par smtps:// ou smtp+starttls://.": safety.is_private(self.smtp_url),
            "MAIL_FROM : donnez une adresse de la Province.": ".example" not in self.mail_from,
            "SMS_URL : sans elle, aucun code ne part par SMS.": bool(self.sms_url),
            "SMS_URL : chiffrez la liaison, par https://.": safety.is_private(self.sms_url),
            "CAPTCHA : altcha ou recaptcha.": self.captcha is not CaptchaKind.OFF,
            "PUBLIC_URL : donnez l’adresse du portail, en https://.": self.public_url.startswith("https://"),
            "TRUSTED_PROXIES : none, le nombre de mandataires, ou leurs réseaux.": bool(self.trusted_proxies),
            f"SECRET_KEY : des clés tirées au sort, d’au moins {safety.SHORTEST_KEY} caractères.": (
                all(map(safety.is_strong, self.keys)) and bool(self.secret_key)
            ),
        }

    @model_validator(mode="after")
    def understand_proxies(self) -> Self:
        """Proxies that nobody can read stop the start: a limit would count the wrong people."""
        try:
            trusted_proxies(self.trusted_proxies or NONE)
        except ValueError as error:
            raise ValueError(f"TRUSTED_PROXIES : {error}") from None
        return self

    @model_validator(mode="after")
    def ask_for_what_goes_together(self) -> Self:
        """A captcha or an identity provider half set stops the start."""
        if self.captcha is CaptchaKind.RECAPTCHA and not (self.recaptcha_site_key and self.recaptcha_secret):
            raise ValueError("CAPTCHA : recaptcha demande RECAPTCHA_SITE_KEY et RECAPTCHA_SECRET.")
        given = [bool(value) for value in (self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret)]
        if any(given) and not all(given):
            raise ValueError("OIDC_ISSUER : NC Connect demande aussi OIDC_CLIENT_ID et OIDC_CLIENT_SECRET.")
        return self

    @model_validator(mode="after")
    def understand_pooler(self) -> Self:
        """What goes around a pooler leads to the database that is behind it."""
        if self.database_direct_url and not self.database_url:
            raise ValueError(
                "DATABASE_DIRECT_URL : donnez aussi DATABASE_URL, l’adresse de la base par le répartiteur."
            )
        return self

    @model_validator(mode="after")
    def refuse_weak_token(self) -> Self:
        """What opens the figures is drawn at random, or there is none."""
        if self.metrics_token and not safety.is_strong(self.metrics_token.encode()):
            raise ValueError(f"METRICS_TOKEN : un jeton tiré au sort, d’au moins {safety.SHORTEST_KEY} caractères.")
        return self

    @model_validator(mode="after")
    def understand_payer(self) -> Self:
        """The account of the transfers is whole, or there is none."""
        given = [bool(value) for value in (self.payer_name, self.payer_iban, self.payer_bic)]
        if any(given) and not all(given):
            raise ValueError("PAYER_IBAN : le fichier de virements demande aussi PAYER_NAME et PAYER_BIC.")
        if self.payer_iban and not iban_is_sound(self.payer_iban):
            raise ValueError("PAYER_IBAN : cet IBAN n’est pas juste, vérifiez-le.")
        return self

    @property
    def is_dev(self) -> bool:
        """Whether demonstration data and the development mailbox are allowed."""
        return self.app_env is AppEnv.DEV

    @property
    def asks_factor(self) -> bool:
        """Whether agents and managers must have a second factor: in production, and where it is asked to show it."""
        return not self.is_dev or self.second_factor is SecondFactor.REQUIRED

    @property
    def proxies(self) -> Proxies:
        """Those whose X-Forwarded-For is believed; none unless told."""
        return trusted_proxies(self.trusted_proxies or NONE)

    @property
    def payer(self) -> Payer | None:
        """The account that the transfers leave from, if the bank takes them in a file."""
        if not self.payer_iban:
            return None
        return Payer(self.payer_name, "".join(self.payer_iban.split()).upper(), self.payer_bic)

    @property
    def origin(self) -> str:
        """The address people type, without a trailing slash."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def box_domain(self) -> str:
        """What follows the « @ » of the drop-boxes; empty while their door is closed."""
        if not self.inbox_port:
            return ""
        return self.inbox_domain or f"depot.{urlsplit(self.origin).hostname}"

    @property
    def told_of_weaknesses(self) -> str:
        """Whom security.txt names: SECURITY_CONTACT, or whoever reads the answers to the mails; nobody on a laptop."""
        told = self.security_contact or ("" if self.is_dev else parseaddr(self.mail_from)[1])
        has_scheme = told.startswith(("mailto:", "https://"))
        return told if has_scheme or not told else f"mailto:{told}"

    @property
    def keys(self) -> tuple[bytes, ...]:
        """What signs, encrypts and hashes: the keys of SECRET_KEY, the present one first, or one for development."""
        return tuple(key.strip().encode() for key in (self.secret_key or DEVELOPMENT_KEY).split(","))


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process; unsafe ones end it with a sentence for each, and never with their values."""
    try:
        return Settings()
    except ValidationError as error:
        raise SystemExit("\n".join([UNSAFE, *map(_sentence, error.errors())])) from None


def _sentence(fault: Any) -> str:
    if "error" in fault.get("ctx", {}):
        return str(fault["ctx"]["error"])
    return f"{'_'.join(map(str, fault['loc'])).upper()} : cette valeur n’est pas admise."
