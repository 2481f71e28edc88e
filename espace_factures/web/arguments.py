"""What a browser may hand to a handler: the arguments it declares, of the kinds it declares, in storable text."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any, Final, get_args, get_origin

from espace_factures.core.errors import DomainError

LARGEST_INTEGER: Final = 2**63 - 1


class MalformedError(DomainError):
    """Arguments that no page of ours sends."""

    def __init__(self) -> None:
        super().__init__("La page a envoyé une demande incomplète. Rechargez-la, puis réessayez.", "malformed")


def fitting(signature: inspect.Signature, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments by name, their text cleaned; raises MalformedError when they are not those declared."""
    try:
        given = signature.bind(*args, **kwargs).arguments
    except TypeError:
        raise MalformedError from None
    return {name: _checked(value, signature.parameters[name].annotation) for name, value in given.items()}


def storable(text: str) -> str:
    """The text without what PostgreSQL cannot hold: the null character, halves of characters."""
    return text.replace("\x00", "").encode(errors="ignore").decode()


def _checked(value: Any, kind: Any) -> Any:
    if kind in CHECKS:
        return CHECKS[kind](value)
    if get_origin(kind) is dict:
        return _form(value, holds_text=get_args(kind)[1] is str)
    return _plain(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise MalformedError
    return storable(value)


def _integer(value: Any) -> int:
    if isinstance(value, str) and value.isascii() and value.removeprefix("-").isdigit():
        value = int(value[:20])
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST_INTEGER:
        raise MalformedError
    return value


def _claim(value: Any) -> bool:
    if not isinstance(value, bool):
        raise MalformedError
    return value


def _form(value: Any, *, holds_text: bool) -> dict[str, Any]:
    if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
        raise MalformedError
    return {storable(name): _field(item) if holds_text else _plain(item) for name, item in value.items()}


def _field(value: Any) -> str:
    if not isinstance(value, str | bool | int | float | None):
        raise MalformedError
    return "" if value is None else storable(str(value))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return _form(value, holds_text=False)
    if isinstance(value, bool | int | float | None):
        return value
    raise MalformedError


CHECKS: Final[Mapping[Any, Callable[[Any], Any]]] = {str: _text, int: _integer, bool: _claim}
