"""Programs that call the API of an office, through its own application."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx
import pytest

from espace_factures.api.forms import NewToken
from espace_factures.api.http.app import API
from espace_factures.api.rules import Scope
from espace_factures.api.service import tokens
from espace_factures.core.access import Actor
from espace_factures.establishments.models import Establishment
from tests import factories
from tests.conftest import World
from tests.invoices.conftest import Office, office

__all__ = ["office"]
BASE = "http://localhost:3000/api/v1"


@dataclass(slots=True)
class Program:
    """A program and its token."""

    secret: str

    def get(self, path: str, **options: Any) -> httpx.Response:
        """Ask for something."""
        return self.call("GET", path, **options)

    def call(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Any call."""
        return asyncio.run(self._call(method, path, **options))

    async def _call(
        self, method: str, path: str, headers: dict[str, str] | None = None, **options: Any
    ) -> httpx.Response:
        named = {"Authorization": f"Bearer {self.secret}"} | (headers or {})
        transport = httpx.ASGITransport(API, raise_app_exceptions=False, client=("203.0.113.9", 40000))
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
            return await client.request(method, path, headers=named, **options)


def a_program(world: World, maker: Actor, place: Establishment, scopes: Collection[Scope] = tuple(Scope)) -> Program:
    """A program that a manager lets act for an établissement, until the end of the year."""
    form = NewToken(
        program="Comptabilité", scopes=frozenset(scopes), places=frozenset({place.id}), expires_on=date(2026, 12, 31)
    )
    return Program(world.do(tokens.make, factories.signed_in(world, maker), form))


@pytest.fixture
def program(office: Office) -> Program:
    """A program that may do everything for the office's établissement."""
    return a_program(office.world, office.supplier, office.place)


@pytest.fixture
def neighbour(office: Office) -> Program:
    """A program that may do everything for another établissement."""
    place = factories.an_establishment(office.world)
    return a_program(office.world, factories.a_member(office.world, place), place)
