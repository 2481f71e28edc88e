"""The open registry of établissements (ISEE), over httpx; a silent registry is not asked again for a minute."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import httpx

from espace_factures.core.ports import RegistryRecord, RegistryUnavailableError
from espace_factures.core.ridet import RID_LENGTH

PATH: Final = "/api/explore/v2.1/catalog/datasets/{dataset}/records"
RID: Final = "rid7"
NUMBER: Final = "ndegetablissement"
FAILURES_BEFORE_PAUSE: Final = 3
PAUSE_SECONDS: Final = 60.0


class NullRegistry:
    """No registry is set: the local copy answers alone."""

    def find(self, ridet: str) -> RegistryRecord | None:  # noqa: ARG002 - the port's signature
        """Always unavailable."""
        raise RegistryUnavailableError


@dataclass(slots=True)
class OpenDataRegistry:
    """The Explore API v2.1 of an Opendatasoft portal at `base_url`."""

    base_url: str
    dataset: str
    timeout: float = 2.0
    monotonic: Callable[[], float] = time.monotonic
    failures: int = 0
    paused_until: float = 0.0

    def find(self, ridet: str) -> RegistryRecord | None:
        """The établissement of a 10-digit RIDET, None when unknown; raises RegistryUnavailableError."""
        if self.monotonic() < self.paused_until:
            raise RegistryUnavailableError
        try:
            found = self._ask(ridet)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError, AttributeError) as error:
            self._count_failure()
            raise RegistryUnavailableError from error
        self.failures = 0
        return found

    def _ask(self, ridet: str) -> RegistryRecord | None:
        answer = httpx.get(
            self.base_url.rstrip("/") + PATH.format(dataset=self.dataset),
            params={"where": f'{RID}="{ridet[:RID_LENGTH]}"', "limit": 100},
            timeout=self.timeout,
        )
        answer.raise_for_status()
        wanted = ridet[RID_LENGTH:]
        rows = (row for row in answer.json()["results"] if str(row.get(NUMBER)).zfill(len(wanted)) == wanted)
        row = next(rows, None)
        return _record(ridet, row) if row else None

    def _count_failure(self) -> None:
        self.failures += 1
        if self.failures >= FAILURES_BEFORE_PAUSE:
            self.failures = 0
            self.paused_until = self.monotonic() + PAUSE_SECONDS


def _record(ridet: str, row: dict[str, Any]) -> RegistryRecord:
    def text(name: str) -> str:
        return str(row.get(name) or "").strip()

    return RegistryRecord(
        ridet=ridet,
        name=text("denomination") or text("enseigne") or text("sigle"),
        activity=text("libelle_naf"),
        commune=text("libelle_commune"),
        legal_form=text("libelle_formjur"),
        active_since=text("date_etablis_actif"),
    )
