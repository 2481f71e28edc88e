"""The sources, each read once, and what is wrong with them, in lines that begin with the file."""

import ast
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "espace_factures"
PRODUCT = sorted(PACKAGE.rglob("*.py"))
TESTS, SCRIPTS, BENCHMARKS = (sorted((ROOT / name).rglob("*.py")) for name in ("tests", "scripts", "benchmarks"))


@cache
def text_of(path: Path) -> str:
    """What a file holds."""
    return path.read_text()


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Its tree, the module first."""
    return tuple(ast.walk(ast.parse(text_of(path))))


def functions_of(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of it."""
    return [node for node in nodes_of(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def faults(paths: Iterable[Path], found_in: Callable[[Path], Iterable[object]]) -> list[str]:
    """« folder/file.py: fault » for each thing found in each file."""
    return [f"{path.relative_to(ROOT)}: {fault}" for path in paths for fault in found_in(path)]
