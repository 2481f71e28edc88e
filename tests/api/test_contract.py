"""What the API promises: one contract, kept in git, served, read by people, and true of what it answers."""

import asyncio
import re
import shlex
from typing import Any

import pytest
from starlette.requests import Request

from espace_factures.api import http as api_http
from espace_factures.api.http import contract, reference
from espace_factures.api.http.app import ENDPOINTS
from espace_factures.api.presenter.reference import Operation, operations
from espace_factures.api.presenter.samples import BEFORE, sample
from scripts import api as documents
from tests.api.conftest import Program
from tests.invoices.conftest import Office

DOCUMENT = contract.document()
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS = [operation for _, operation in operations(DOCUMENT)]
PROPERTIES = [(name, field) for name, one in SCHEMAS.items() for field in one.get("properties", {})]


def referred(value: Any) -> set[str]:
    if isinstance(value, dict):
        mine = {value["$ref"]} if "$ref" in value else set()
        return mine.union(*map(referred, value.values()))
    return set().union(*map(referred, value)) if isinstance(value, list) else set()


def test_a_change_of_the_contract_is_written_down() -> None:
    assert documents.CONTRACT.read_text() == documents.kept(), "run: python -m scripts.api"
    assert documents.DOCUMENT.read_text() == documents.document(), "run: python -m scripts.api"


def test_every_endpoint_is_in_the_contract() -> None:
    assert DOCUMENT["openapi"].startswith("3.1")
    assert [one.path for one in OPERATIONS] == [route.path for route in ENDPOINTS]
    assert len({one.anchor for one in OPERATIONS}) == len(OPERATIONS)


def test_whatever_the_contract_names_is_in_it() -> None:
    assert {name.removeprefix(BEFORE) for name in referred(DOCUMENT)} <= set(SCHEMAS)
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+", name) for name in SCHEMAS)


@pytest.mark.parametrize(("name", "field"), PROPERTIES)
def test_every_field_is_told_by_words_and_by_an_example(name: str, field: str) -> None:
    told = SCHEMAS[name]["properties"][field]
    assert told.get("description") or referred(told)
    assert sample(told, SCHEMAS) is not None


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.anchor)
def test_a_curl_can_be_copied(office: Office, program: Program, operation: Operation) -> None:
    words = shlex.split(operation.curl)
    path = words[-1].removeprefix("$PORTAIL/api/v1").replace("EF-2026-000123", office.deposits())
    document = office.world.rows("SELECT public_id FROM documents")[0].public_id
    answer = program.get(path.replace("Zk3vR1q8T0w", document))
    assert answer.status_code == 200
    assert f"Authorization: Bearer {'$JETON'}" in words
    if answer.headers["content-type"] == "application/json":
        told = SCHEMAS[answer_of(operation)]["properties"]
        assert set(answer.json()) == set(told)


def answer_of(operation: Operation) -> str:
    """The name of what an endpoint answers."""
    told = DOCUMENT["paths"][operation.path][operation.method.lower()]["responses"]["200"]
    return told["content"]["application/json"]["schema"]["$ref"].removeprefix(BEFORE)


def test_the_contract_and_its_page_are_for_anybody() -> None:
    assert [native.path for native in api_http.ROUTES] == ["/api/v1/openapi.json", "/api", "/api/v1/{path:path}"]
    assert all(native.policy.permission is None for native in reference.ROUTES)
    served = asyncio.run(reference.openapi(Request({"type": "http"})))
    assert bytes(served.body).startswith(b'{"openapi":"3.1')


def test_the_page_fetches_nothing_from_elsewhere_and_runs_nothing() -> None:
    page = bytes(asyncio.run(reference.reference(Request({"type": "http"}))).body).decode()
    assert not re.search(r"<script|<style|style=|src=|https?://", page)
    assert all(f'id="{one.anchor}"' in page for one in OPERATIONS)
    assert all(one in page for one in SCHEMAS)
