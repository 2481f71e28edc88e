"""What the house takes for granted of Reflex: an upgrade that changes it fails here, not in production."""

import importlib
import inspect
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import reflex as rx
from reflex import state as reflex_state
from reflex.app import App, EventNamespace
from reflex.istate.data import HeaderData
from reflex.state import BaseState, State
from reflex_base.environment import environment
from reflex_base.registry import RegistrationContext

from espace_factures import catalogue, logs
from espace_factures.launcher import PREBUILT
from espace_factures.web.guard import FRAMEWORK
from tests.architecture.handlers import every_handler, every_state

ROOT = Path(__file__).parents[2]


def test_the_installed_version_is_the_one_that_was_checked() -> None:
    assert f"reflex=={version('reflex')}" in (ROOT / "requirements.in").read_text().splitlines()
    assert version("reflex") == "0.10.1", "read docs/operations.md, then every test of this file, before moving on"


def test_the_handlers_let_through_are_those_of_the_framework() -> None:
    names = {handler.name.rsplit(".", 1)[-1] for handler in every_handler() if not handler.is_ours}
    assert names >= FRAMEWORK
    assert "setvar" in names, "a public setter exists on every state: only the guard refuses it"


def test_the_browser_writes_only_what_is_stored_in_the_browser() -> None:
    source = inspect.getsource(reflex_state._apply_client_storage_vars)
    assert "_is_client_storage" in source


def test_no_state_keeps_anything_in_the_browser() -> None:
    states = [state for state in every_state() if not state._mixin]
    kept = [name for state in states for name in state.get_fields() if state._is_client_storage(name)]
    assert not kept


def test_headers_reach_the_page_without_the_cookie() -> None:
    from reflex.utils.serializers import serialize

    headers = HeaderData.from_router_data({"headers": {"cookie": "__Host-session=abc", "origin": "https://a.example"}})
    assert "abc" not in str(serialize(headers))
    assert "abc" in headers.cookie


def test_the_switches_of_a_prebuilt_start_still_exist() -> None:
    known = {name.removeprefix("__") for name in dir(type(environment))} | set(dir(type(environment)))
    assert {name.removeprefix("__") for name in PREBUILT} <= {name.removeprefix("__") for name in known}


@pytest.mark.parametrize("name", logs.LEAKY_LOGGERS)
def test_the_loggers_that_are_silenced_still_exist(name: str) -> None:
    assert importlib.import_module(name).logger.name == name


def test_what_the_guard_and_the_live_pages_stand_on_still_exists() -> None:
    assert inspect.iscoroutinefunction(BaseState._get_resolved_delta)
    assert inspect.iscoroutinefunction(State.get_state)
    assert EventNamespace("/_event", App())._token_manager.token_to_socket == {}
    assert list(inspect.signature(EventNamespace.emit_update).parameters) == ["self", "update", "token"]
    assert hasattr(App, "add_middleware")
    assert RegistrationContext.get().event_handlers


def styles(rendered: Any) -> Iterator[str]:
    """What Reflex writes as a style of its own: a prop that it does not know becomes one, and the policy refuses it."""
    if isinstance(rendered, dict):
        yield from (prop for prop in rendered.get("props") or [] if isinstance(prop, str) and prop.startswith("css:"))
        for part in rendered.values():
            yield from styles(part)
    elif isinstance(rendered, list | tuple):
        for part in rendered:
            yield from styles(part)


def test_no_component_of_any_page_brings_a_style_of_its_own() -> None:
    assert {page.route: found for page in catalogue.PAGES if (found := list(styles(page.component().render())))} == {}
    assert list(styles(rx.el.fieldset(tab_index=-1).render()))
