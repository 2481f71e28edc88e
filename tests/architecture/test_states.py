"""What a page's state may hold: little, typed, and never a secret nor a row of a table."""

import dataclasses
import inspect
import pickle
import re
import typing
from enum import Enum
from typing import Any

import pytest
from reflex.state import BaseState
from sqlmodel import SQLModel

from tests.architecture.handlers import every_state

SECRET = re.compile(r"secret|token|password|mot_de_passe|iban|cookie|hash|(^|_)key$|(^|_)code$")
# A RIB's own parts are shown to its owner and to the agents who check them; they open nothing.
KNOWN = frozenset({"RibView.bank_code", "RibView.branch_code", "RibView.key", "RibState.key", "AccountView.iban"})
"""Bank details that whoever checks or pays must see whole."""
SMALLEST_NUMBER_OF_BYTES = 20_000
PLAIN = (str, int, bool, float, type(None))
STATES = every_state()


def vars_of(state: type[BaseState]) -> dict[str, Any]:
    """The vars that travel, with their declared types."""
    hints, own = typing.get_type_hints(state), inspect.get_annotations(state)
    return {name: hints[name] for name in own if not name.startswith("_") and not is_of_the_class(hints[name])}


def is_of_the_class(kind: Any) -> bool:
    """Whether it belongs to the class: it never travels."""
    return kind is typing.ClassVar or typing.get_origin(kind) is typing.ClassVar


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_a_var_is_plain_or_made_of_frozen_dataclasses(state: type[BaseState]) -> None:
    wrong = {name: str(kind) for name, kind in vars_of(state).items() if not is_plain(kind)}
    assert not wrong


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_a_var_holds_no_secret(state: type[BaseState]) -> None:
    names = {f"{state.__name__}.{name}" for name in vars_of(state)}
    names |= {
        f"{kind.__name__}.{field.name}" for kind in shown_dataclasses(state) for field in dataclasses.fields(kind)
    }
    assert {name for name in names if SECRET.search(name.split(".")[1])} <= KNOWN


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_a_fresh_state_is_small(state: type[BaseState]) -> None:
    if not state._mixin:
        values = {name: field.default_value() for name, field in state.get_fields().items() if name in vars_of(state)}
        assert len(pickle.dumps(values)) < SMALLEST_NUMBER_OF_BYTES


def is_plain(kind: Any) -> bool:
    """Whether a type is made of small plain values."""
    if kind in PLAIN or (isinstance(kind, type) and issubclass(kind, Enum)):
        return True
    if isinstance(kind, type) and issubclass(kind, SQLModel):
        return False
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        is_frozen = kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
        return is_frozen and all(is_plain(hint) for hint in typing.get_type_hints(kind).values())
    inner = typing.get_args(kind)
    return bool(inner) and all(one is Ellipsis or is_plain(one) for one in inner)


def shown_dataclasses(state: type[BaseState]) -> set[type]:
    """The dataclasses inside its vars, however deep."""
    found: set[type] = set()
    queue = list(vars_of(state).values())
    while queue:
        kind = queue.pop()
        queue += typing.get_args(kind)
        if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind not in found:
            found.add(kind)
            queue += typing.get_type_hints(kind).values()
    return found
