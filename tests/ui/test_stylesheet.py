"""Every class that is worn has its rule, and every rule its wearer."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from espace_factures.ui.stylesheet import ORDER, PACKAGE, stylesheet

WITHOUT_A_MODULE = {"ui/base.css", "ui/letters.css", "ui/tones.css"}
WORN_BY_OTHERS = {"altcha"}
"""The captcha's widget draws itself."""
OURS = re.compile(r"(?<![\w-])ef-[\w-]*\w")
IN_A_RULE = re.compile(r"\.([a-zA-Z][\w-]*)")


def short(path: Path) -> str:
    """The path as one reads it."""
    return str(path.relative_to(PACKAGE))


SHEETS = sorted(PACKAGE.rglob("*.css"))


def words(source: str) -> Iterator[str]:
    """Every piece of text of a Python file, docstrings included."""
    yield from (
        n.value for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    )


def in_text(text: str) -> list[str]:
    """The words of a text, as classes are written."""
    return re.findall(r"[\w:-]+", text)


def worn() -> set[str]:
    """Every word that may be a class: of the texts of Python, and of the scripts."""
    texts = [text for file in PACKAGE.rglob("*.py") for text in words(file.read_text())]
    texts += [file.read_text() for folder in (PACKAGE, PACKAGE.parent / "assets") for file in folder.rglob("*.js")]
    return {word for text in texts for word in in_text(text)}


def ruled(sheet: str) -> set[str]:
    """The classes that a sheet says something of."""
    selectors = re.findall(r"[^{}]+(?=\{)", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    return {name for selector in selectors for name in IN_A_RULE.findall(selector)}


def test_no_class_of_ours_is_worn_without_a_rule() -> None:
    assert {word for word in worn() if OURS.fullmatch(word)} - ruled(stylesheet()) == set()


def test_no_rule_is_without_a_wearer() -> None:
    assert ruled(stylesheet()) - worn() - WORN_BY_OTHERS == set()


def test_each_sheet_has_its_place_in_the_order() -> None:
    assert sorted(ORDER) == [short(sheet) for sheet in SHEETS]


@pytest.mark.parametrize("sheet", SHEETS, ids=short)
def test_a_sheet_stands_beside_the_module_that_wears_it(sheet: Path) -> None:
    if short(sheet) in WITHOUT_A_MODULE:
        return
    module, script = sheet.with_suffix(".py").read_text(), sheet.with_suffix(".js")
    texts = [*words(module), *([script.read_text()] if script.exists() else [])]
    assert {word for text in texts for word in in_text(text)} & ruled(sheet.read_text())


@pytest.mark.parametrize("sheet", SHEETS, ids=short)
def test_a_sheet_says_its_idea_first(sheet: Path) -> None:
    assert sheet.read_text().startswith("/* ")
