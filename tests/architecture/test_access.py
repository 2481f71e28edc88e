"""Who may do what is declared, everywhere, and written down."""

import inspect

import pytest
from reflex_base.event import Event

from espace_factures import catalogue
from espace_factures.core.access import GRANTS, Permission, Role
from espace_factures.web.guard import FRAMEWORK, policy_of
from espace_factures.web.native import Native
from espace_factures.web.pages import Page
from scripts import access
from tests.architecture.handlers import every_handler
from tests.architecture.sources import PACKAGE, PRODUCT, text_of

NATIVE = PACKAGE / "web" / "native.py"
OURS = [handler for handler in every_handler() if handler.is_ours]


def test_every_handler_declares_who_may_call_it() -> None:
    undeclared = [handler.name for handler in OURS if not handler.is_declared]
    assert not undeclared, "put @secured(Permission.…) or @public under @rx.event"


def test_the_guard_lets_only_known_handlers_of_the_framework_through() -> None:
    let_through = {handler.name for handler in every_handler() if policy_of(handler.name) and not handler.is_declared}
    assert {name.rsplit(".", 1)[-1] for name in let_through} <= FRAMEWORK
    assert all("reflex___state____" in name.rsplit(".", 1)[0].rsplit(".", 1)[-1] for name in let_through)


def test_the_guard_refuses_what_nobody_declared() -> None:
    refused = [handler.name for handler in every_handler() if policy_of(handler.name) is None]
    assert any(name.endswith("setvar") for name in refused)
    assert policy_of("reflex___state____state.nothing_of_the_kind") is None


@pytest.mark.parametrize("page", [page for page in catalogue.PAGES if page.load], ids=lambda page: page.route)
def test_a_page_and_what_loads_it_ask_the_same_right(page: Page) -> None:
    for event in Event.from_event_type(page.load):
        policy = policy_of(event.name)
        assert policy is not None
        assert policy.permission is page.permission


def test_a_native_route_is_made_with_its_access_only() -> None:
    routed = [path for path in PRODUCT if "starlette.routing" in text_of(path)]
    assert routed == [NATIVE], "declare a Native: it says for whom"


@pytest.mark.parametrize("native", catalogue.NATIVE_ROUTES, ids=lambda native: native.path)
def test_a_native_route_that_asks_a_right_is_handed_its_actor(native: Native) -> None:
    takes_actor = "actor" in inspect.signature(native.handler).parameters
    assert takes_actor is (native.policy.permission is not None)


def test_the_actor_never_comes_from_the_browser() -> None:
    assert not [handler.name for handler in OURS if "actor" in inspect.signature(handler.fn).parameters]


def test_every_right_is_granted_to_somebody_and_every_role_is_in_the_table() -> None:
    assert set(GRANTS) == set(Role)
    assert set().union(*GRANTS.values()) == set(Permission)


def test_the_table_of_rights_is_up_to_date() -> None:
    assert access.DOCUMENT.read_text() == access.document(), "run: python -m scripts.access"
