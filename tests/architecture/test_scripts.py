"""JavaScript stands in files, and each function of a file is used by its name."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from espace_factures.look import PACKAGE, scripts

EXPORTED = re.compile(r"^export function (\w+)", re.MULTILINE)
CODE = re.compile(r"=>|\bfunction\s*\(|\bdocument\.\w|\bwindow\.\w|\buseEffect\b")
THE_FRAME_OF_A_GESTURE = PACKAGE / "ui" / "native.py"


def texts(file: Path) -> Iterator[str]:
    """The strings of a Python file, f-strings in their parts."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def exported() -> set[tuple[str, str]]:
    """Each script by its path without ending, and each function that it gives."""
    return {
        (str(file.relative_to(PACKAGE).with_suffix("")), function)
        for file in scripts()
        for function in EXPORTED.findall(file.read_text())
    }


def used() -> set[tuple[str, str]]:
    """Each function that Python names beside its script: in a gesture, or as the tag of a component."""
    found: set[tuple[str, str]] = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and name(node.func) in {"in_browser", "listener"}:
                found.add(tuple(ast.literal_eval(argument) for argument in node.args[:2]))  # type: ignore[arg-type]
            elif isinstance(node, ast.ClassDef):
                found |= set(of_component(node))
    return found


def name(node: ast.expr) -> str:
    """The name of what is called."""
    return node.id if isinstance(node, ast.Name) else ""


def of_component(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """The script and the function of a component of ours."""
    said = {ast.unparse(line.targets[0]): line.value for line in node.body if isinstance(line, ast.Assign)}
    library = said.get("library")
    if isinstance(library, ast.Call) and name(library.func) == "script":
        yield ast.literal_eval(library.args[0]), ast.literal_eval(said["tag"])


def test_no_script_stands_in_a_string_of_python() -> None:
    files = [file for file in PACKAGE.rglob("*.py") if file != THE_FRAME_OF_A_GESTURE]
    assert [f"{file.name}: {text}" for file in files for text in texts(file) if CODE.search(text)] == []


def test_every_function_that_python_names_exists() -> None:
    assert used() - exported() == set()


def test_no_function_waits_for_a_call_that_never_comes() -> None:
    assert exported() - used() == set()
