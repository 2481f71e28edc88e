"""What production asks of the environment."""

import pytest
from pydantic import ValidationError

from espace_factures.settings import AppEnv, Settings
from tests.test_launcher import SAFE

PRODUCTION = {name.lower(): value for name, value in SAFE.items()} | {
    "database_url": "postgresql://base.example/factures"
}


def started(**changed: str) -> Settings:
    """A safe production, some values changed."""
    return Settings(**(PRODUCTION | changed))  # type: ignore[arg-type]


def test_a_production_that_does_not_say_its_proxies_does_not_start() -> None:
    assert started().app_env is AppEnv.PROD
    with pytest.raises(ValidationError, match="TRUSTED_PROXIES"):
        started(trusted_proxies="")


def test_proxies_that_nobody_can_read_stop_any_start() -> None:
    with pytest.raises(ValidationError, match="TRUSTED_PROXIES"):
        Settings(trusted_proxies="le mandataire")
