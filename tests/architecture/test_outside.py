"""What is outside stays outside: no use case can reach it, and no question can write."""

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import espace_factures
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.ports import Inside

PACKAGE = Path(espace_factures.__file__).parent
SOURCES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] not in {"adapters", "app", "wiring.py"}
)
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


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_function_that_holds_a_session_reaches_nothing_outside(source: Path) -> None:
    for function in _functions(source):
        if _annotations(function) & {*HELD, "Inside"}:
            assert not REACHES & {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}, function.name


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_waits_holds_no_session(source: Path) -> None:
    for function in _functions(source):
        if isinstance(function, ast.AsyncFunctionDef):
            assert not HELD & _annotations(function), function.name


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_use_case_goes_the_way_of_what_it_takes(source: Path) -> None:
    for name, use_case in _handed(source):
        first, second = list(inspect.signature(use_case).parameters.values())[:2]
        assert not inspect.iscoroutinefunction(use_case), use_case.__qualname__
        assert first.annotation is TAKEN_BY[name], f"{name}({use_case.__qualname__}): {first.annotation}"
        assert second.annotation is Inside, use_case.__qualname__


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_feature_opens_a_connection_of_its_own(source: Path) -> None:
    if source.relative_to(PACKAGE).parts[0] in FEATURES:
        assert not NETWORKS & set(_imports(source))


def _functions(source: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _annotations(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    said = (node for one in arguments if one.annotation for node in ast.walk(one.annotation))
    return {node.id for node in said if isinstance(node, ast.Name)}


def _handed(source: Path) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The use cases that a module hands over by their names; one that comes in a variable is checked by its type."""
    if not _hands_over(source):
        return
    module = importlib.import_module(".".join(("espace_factures", *source.relative_to(PACKAGE).with_suffix("").parts)))
    for call in ast.walk(ast.parse(source.read_text())):
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
    nodes = (node for node in ast.walk(ast.parse(source.read_text())) if isinstance(node, ast.ImportFrom))
    return any(node.module == "espace_factures.app.run" for node in nodes)


def _imports(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
