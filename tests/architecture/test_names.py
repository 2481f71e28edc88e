"""A module bears one name wherever it is imported: its own, or <feature>_<file> for the files of the anatomy."""

import ast
from functools import cache
from pathlib import Path

from tests.architecture.sources import BENCHMARKS, PRODUCT, ROOT, SCRIPTS, TESTS, faults, nodes_of

FILES = (*PRODUCT, *TESTS, *SCRIPTS, *BENCHMARKS)
ANATOMY = frozenset(
    "pages components state http jobs presenter service forms repository models messages rules".split()  # noqa: SIM905
)
OWN_WORDS = {("espace_factures.core", "rib"): "bank_details"}
"""`rib` is a row of the table in most files that also need the arithmetic of bank details."""
LISTS_EVERY_TABLE = ROOT / "espace_factures" / "tables.py"


def test_a_module_bears_one_name() -> None:
    assert not faults((path for path in FILES if path != LISTS_EVERY_TABLE), misnamed)


def misnamed(path: Path) -> list[str]:
    """The modules that a file imports under another name."""
    here = feature_of(".".join(path.relative_to(ROOT).parts[:-1]))
    return [
        f"{node.module}.{alias.name} as {alias.asname or alias.name}"
        for node in nodes_of(path)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".", 1)[0] == "espace_factures"
        for alias in node.names
        if is_module(f"{node.module}.{alias.name}")
        and (alias.asname or alias.name) != name_of(node.module, alias.name, here)
    ]


def name_of(package: str, file: str, here: str) -> str:
    """The name of a module of `package`, seen from the feature `here`."""
    if (package, file) in OWN_WORDS and here != package:
        return OWN_WORDS[package, file]
    if file not in ANATOMY or package in {here, "espace_factures"}:
        return file
    return f"{package.rsplit('.', 1)[-1]}_{file}"


def feature_of(package: str) -> str:
    """The feature that a package of screens, states or use cases belongs to."""
    while package.rsplit(".", 1)[-1] in ANATOMY:
        package = package.rpartition(".")[0]
    return package


@cache
def is_module(dotted: str) -> bool:
    """Whether a name imported from a package is a module of it."""
    path = ROOT / dotted.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()
