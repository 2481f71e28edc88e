"""The outlines that are shipped are those that somebody draws."""

import ast
from pathlib import Path

import pytest

from espace_factures.ui import outlines
from espace_factures.ui.icon import icon

PACKAGE = Path(outlines.__file__).parents[1]


def said() -> set[str]:
    """Every piece of text of the product, but for the list itself."""
    files = [file for file in PACKAGE.rglob("*.py") if file.name != "outlines.py"]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text()))]
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_no_outline_is_shipped_that_nobody_draws() -> None:
    assert set(outlines.OUTLINES) - said() == set()


def test_an_unknown_outline_is_refused_by_its_name() -> None:
    with pytest.raises(LookupError, match="licorne"):
        icon("licorne")


def test_the_outlines_are_in_order_and_once() -> None:
    assert list(outlines.OUTLINES) == sorted(set(outlines.OUTLINES))
