"""What is outside stays outside: no use case can reach it, and no question can write."""

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.ports import Inside
from tests.architecture.sources import PACKAGE, PRODUCT, faults, functions_of, nodes_of

SOURCES = [path for path in PRODUCT if path.relative_to(PACKAGE).parts[0] not in {"adapters", "app", "wiring.py"}]
REACHES = {"outside", "away", "at_reader"}
HELD = {"UnitOfWork", "Reading", "Session", "ReadSession"}
TAKEN_BY = {"run": UnitOfWork, "execute": UnitOfWork, "read": Reading, "answer": Reading}
NETWORKS = {
    "httpx",
    "obstore",
    "aiosmtplib",
    "authlib",
    "smtplib",
    "socket",
    "subprocess",
    "requests",
    "urllib.request",
}
FEATURES = {path.name for path in PACKAGE.iterdir() if (path / "models.py").exists()}


def test_a_function_that_holds_a_session_reaches_nothing_outside() -> None:
    holding = {*HELD, "Inside"}

    def found_in(source: Path) -> list[str]:
        return [one.name for one in functions_of(source) if _annotations(one) & holding and _names(one) & REACHES]

    assert not faults(SOURCES, found_in)


def test_what_waits_holds_no_session() -> None:
    def found_in(source: Path) -> list[str]:
        waits = [one for one in functions_of(source) if isinstance(one, ast.AsyncFunctionDef)]
        return [one.name for one in waits if HELD & _annotations(one)]

    assert not faults(SOURCES, found_in)


def test_each_use_case_goes_the_way_of_what_it_takes() -> None:
    assert not faults(SOURCES, lambda source: [f"{name}({case.__qualname__})" for name, case in _astray(source)])


def test_no_feature_opens_a_connection_of_its_own() -> None:
    features = [source for source in SOURCES if source.relative_to(PACKAGE).parts[0] in FEATURES]
    assert not faults(features, lambda source: NETWORKS & set(_imports(source)))


def _astray(source: Path) -> Iterator[tuple[str, Callable[..., Any]]]:
    """What is handed over, and waits, or takes something else than the way that it goes."""
    for name, use_case in _handed(source):
        first, second = list(inspect.signature(use_case).parameters.values())[:2]
        goes = first.annotation is TAKEN_BY[name] and second.annotation is Inside
        if inspect.iscoroutinefunction(use_case) or not goes:
            yield name, use_case


def _names(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    return {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}


def _annotations(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    said = (node for one in arguments if one.annotation for node in ast.walk(one.annotation))
    return {node.id for node in said if isinstance(node, ast.Name)}


def _handed(source: Path) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The use cases that a module hands over by their names; one that comes in a variable is checked by its type."""
    if not _hands_over(source):
        return
    module = importlib.import_module(".".join(("espace_factures", *source.relative_to(PACKAGE).with_suffix("").parts)))
    for call in nodes_of(source):
        if isinstance(call, ast.Call) and _called(call) in TAKEN_BY and call.args:
            found = _resolved(ast.unparse(call.args[0]), module)
            if found is not None:
                yield _called(call), found


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _resolved(words: str, module: Any) -> Callable[..., Any] | None:
    found = module
    for word in words.split("."):
        found = getattr(found, word, None)
    return found if inspect.isfunction(found) else None


def _hands_over(source: Path) -> bool:
    nodes = (node for node in nodes_of(source) if isinstance(node, ast.ImportFrom))
    return any(node.module == "espace_factures.app.run" for node in nodes)


def _imports(source: Path) -> Iterator[str]:
    for node in nodes_of(source):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
