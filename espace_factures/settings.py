"""The environment, typed and read once; production refuses to start on an unsafe value and says which."""

from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from espace_factures.core.addresses import NONE, Proxies, trusted_proxies

SECRET_MIN_LENGTH = 32
SECRET_MIN_LETTERS = 10
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

    model_config = SettingsConfigDict(env_file=None, extra="ignore")

    app_env: AppEnv = AppEnv.DEV
    database_url: str = ""
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
    port: int = Field(default=3000, ge=1, le=65535)
    var_dir: Path = Path("var")

    @model_validator(mode="after")
    def refuse_unsafe_production(self) -> Self:
        """In production, each missing or unsafe value stops the start with its name."""
        if self.app_env is AppEnv.PROD:
            faults = [name for name, is_safe in self._production_checks().items() if not is_safe]
            if faults:
                raise ValueError(f"unsafe in production: {', '.join(faults)}")
        return self

    def _production_checks(self) -> dict[str, bool]:
        return {
            "DATABASE_URL (a PostgreSQL address)": self.database_url.startswith("postgresql"),
            "SMTP_URL (without it no mail leaves)": bool(self.smtp_url),
            "SMS_URL (without it no code leaves by SMS)": bool(self.sms_url),
            "CAPTCHA (altcha or recaptcha)": self.captcha is not CaptchaKind.OFF,
            "PUBLIC_URL (https://…)": self.public_url.startswith("https://"),
            "TRUSTED_PROXIES (none, a number of proxies, or their networks)": bool(self.trusted_proxies),
            f"SECRET_KEY (at least {SECRET_MIN_LENGTH} characters each, drawn at random)": all(
                map(_is_strong, self.keys)
            ),
        }

    @model_validator(mode="after")
    def understand_proxies(self) -> Self:
        """Proxies that nobody can read stop the start: a limit would count the wrong people."""
        try:
            trusted_proxies(self.trusted_proxies or NONE)
        except ValueError as error:
            raise ValueError(f"TRUSTED_PROXIES: {error}") from None
        return self

    @model_validator(mode="after")
    def ask_for_what_goes_together(self) -> Self:
        """A captcha or an identity provider half set stops the start."""
        if self.captcha is CaptchaKind.RECAPTCHA and not (self.recaptcha_site_key and self.recaptcha_secret):
            raise ValueError("CAPTCHA=recaptcha needs RECAPTCHA_SITE_KEY and RECAPTCHA_SECRET")
        given = [bool(value) for value in (self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret)]
        if any(given) and not all(given):
            raise ValueError("NC Connect needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET")
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
    def origin(self) -> str:
        """The address people type, without a trailing slash."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def keys(self) -> tuple[bytes, ...]:
        """What signs, encrypts and hashes: the keys of SECRET_KEY, the present one first, or one for development."""
        return tuple(key.strip().encode() for key in (self.secret_key or DEVELOPMENT_KEY).split(","))


def _is_strong(key: bytes) -> bool:
    return len(key) >= SECRET_MIN_LENGTH and len(set(key)) >= SECRET_MIN_LETTERS and key != DEVELOPMENT_KEY.encode()


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
