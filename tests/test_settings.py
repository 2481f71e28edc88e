"""What production asks of the environment."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from pydantic import ValidationError

from espace_factures.core.transfers import Payer
from espace_factures.identity.service.sessions import SESSION_LIFETIME
from espace_factures.settings import AppEnv, Settings, settings
from tests.test_launcher import ROOT, SAFE

IBAN = "FR7630006000011234567890189"
PRODUCTION = {name.lower(): value for name, value in SAFE.items()} | {
    "database_url": "postgresql://base.example/factures?sslmode=verify-full"
}


def started(**changed: str) -> Settings:
    """A safe production, some values changed."""
    return Settings(**(PRODUCTION | changed))  # type: ignore[arg-type]


def test_a_production_that_does_not_say_its_proxies_does_not_start() -> None:
    assert started().app_env is AppEnv.PROD
    with pytest.raises(ValidationError, match="TRUSTED_PROXIES"):
        started(trusted_proxies="")


@pytest.mark.parametrize("name", ["database_url", "database_owner_url", "database_direct_url"])
def test_a_database_reached_in_clear_stops_a_production(name: str) -> None:
    with pytest.raises(ValidationError, match=f"{name.upper()} : chiffrez"):
        started(**{name: "postgresql://base.example/factures"})


def test_a_way_around_a_pooler_needs_the_way_through_it() -> None:
    with pytest.raises(ValidationError, match="DATABASE_DIRECT_URL"):
        Settings(database_direct_url="postgresql://base.example/factures?sslmode=verify-full")


def test_proxies_that_nobody_can_read_stop_any_start() -> None:
    with pytest.raises(ValidationError, match="TRUSTED_PROXIES"):
        Settings(trusted_proxies="le mandataire")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


def test_a_database_of_ones_own_makes_a_production(bare: pytest.MonkeyPatch) -> None:
    assert Settings().app_env is AppEnv.DEV
    bare.setenv("DATABASE_URL", PRODUCTION["database_url"])
    with pytest.raises(ValidationError, match="SECRET_KEY"):
        Settings()
    bare.setenv("APP_ENV", "dev")
    assert Settings().app_env is AppEnv.DEV


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("database_url", "postgresql://base.example/factures"),
        ("database_url", "postgresql://base.example/factures?sslmode=prefer"),
        ("smtp_url", "smtp://mail.example"),
        ("sms_url", "http://sms.example/messages"),
        ("redis_url", "redis://redis.example"),
        ("storage_url", "s3://cle:secret@s3.example/factures?scheme=http"),
        ("mail_from", "Espace Factures <ne-pas-repondre@espace-factures.example>"),
        ("secret_key", "x" * 32),
        ("secret_key", "une clé de trente-deux caractères au moins,courte"),
        ("metrics_token", "jeton"),
        ("captcha", "off"),
        ("public_url", "http://factures.nc"),
    ],
)
def test_production_names_each_unsafe_value(name: str, value: str) -> None:
    with pytest.raises(ValidationError, match=name.upper()):
        started(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("database_url", "postgresql:///factures?host=/run/postgresql"),
        ("database_url", "postgresql://base.example/factures?sslmode=require"),
        ("smtp_url", "smtp://127.0.0.1:25"),
        ("redis_url", "rediss://redis.example"),
        ("storage_url", "s3://cle:secret@s3.example/factures"),
    ],
)
def test_what_is_encrypted_or_never_leaves_the_machine_is_safe(name: str, value: str) -> None:
    assert started(**{name: value}).app_env is AppEnv.PROD


def test_a_refused_start_says_no_value(bare: pytest.MonkeyPatch) -> None:
    secrets = {
        "APP_ENV": "prod",
        "SECRET_KEY": "trente-et-un caracteres secrets",
        "DATABASE_URL": "postgresql://portail:TresSecret@base.example/factures",
        "OIDC_CLIENT_SECRET": "AussiSecret",
        "PORT": "99999",
    }
    for name, value in secrets.items():
        bare.setenv(name, value)
    settings.cache_clear()
    with pytest.raises(SystemExit) as refused:
        settings()
    settings.cache_clear()
    assert str(refused.value).splitlines()[1] == "PORT : cette valeur n’est pas admise."
    assert not [value for value in secrets.values() if value in str(refused.value)]


@pytest.mark.parametrize(
    ("payer", "why"),
    [
        ({"payer_iban": IBAN}, "PAYER_NAME et PAYER_BIC"),
        ({"payer_name": "Province Sud", "payer_bic": "AGRIFRPP"}, "PAYER_NAME et PAYER_BIC"),
        ({"payer_name": "Province Sud", "payer_bic": "AGRIFRPP", "payer_iban": IBAN[:-1] + "0"}, "n’est pas juste"),
    ],
)
def test_an_account_half_given_or_wrong_stops_the_start(payer: dict[str, str], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        started(**payer)


def test_the_account_that_pays_is_read_as_people_write_it() -> None:
    values = started(payer_name="Province Sud", payer_bic="AGRIFRPP", payer_iban="fr76 3000 6000 0112 3456 7890 189")
    assert values.payer == Payer("Province Sud", IBAN, "AGRIFRPP")


@pytest.mark.parametrize(
    ("address", "mode", "kept"), [("redis://memoire.example", "redis", 12 * 3600), ("", "memory", 3600)]
)
def test_the_state_of_the_pages_is_kept_where_redis_url_says(address: str, mode: str, kept: int) -> None:
    asked = "from rxconfig import config as c; print(c.state_manager_mode.value, c.redis_url, c.redis_token_expiration)"
    environment = os.environ | {"REDIS_URL": address, "PAGES_ORIGIN": ""}
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", asked],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split() == [mode, address or "None", str(kept)]
    assert timedelta(seconds=12 * 3600) == SESSION_LIFETIME
