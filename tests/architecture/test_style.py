"""What a machine can check of how the code reads."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = sorted((ROOT / "espace_factures").rglob("*.py"))
EVERYTHING = [*PRODUCT, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "scripts").rglob("*.py"))]
WORDS = ROOT / "espace_factures" / "core" / "words.py"
LONGEST_FILE = 300
LONGEST_HANDLER = 15
LONGEST_FUNCTION = 20
VAGUE = re.compile(r"(^|_)(utils?|helpers?|manager|misc|common)(_|$)")


def short(path: Path) -> str:
    """The path as one reads it."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", EVERYTHING, ids=short)
def test_a_file_holds_one_idea_said_by_its_first_line(path: Path) -> None:
    text = path.read_text()
    if not text.strip():
        return
    assert ast.get_docstring(ast.parse(text)), "its first line is a docstring that says its idea"
    assert len(text.splitlines()) <= LONGEST_FILE
    assert not VAGUE.search(path.stem)


@pytest.mark.parametrize("path", PRODUCT, ids=short)
def test_a_function_fits_the_eye(path: Path) -> None:
    long = [f"{node.name}: {lines(node)} lines" for node in functions(path) if lines(node) > limit(node)]
    assert not long


@pytest.mark.parametrize("path", PRODUCT, ids=short)
def test_nothing_is_left_for_later(path: Path) -> None:
    assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", path.read_text())


def test_html_is_written_as_it_is_only_where_it_is_ours() -> None:
    """The script of the head, and a place left empty."""
    written = {path.stem for path in PRODUCT if "dangerously" in path.read_text()}
    assert written == {"document", "first_words"}


@pytest.mark.parametrize("path", [path for path in PRODUCT if "pages" in path.parts or "ui" in path.parts], ids=short)
def test_a_screen_writes_no_html_of_others(path: Path) -> None:
    text = path.read_text()
    for forbidden in ("rx.html", "rx.markdown", "rx.toast", "dangerously", "rx.call_script", "style={", "style=dict"):
        assert forbidden not in text


@pytest.mark.parametrize("path", [path for path in PRODUCT if path != WORDS], ids=short)
def test_plurals_capitals_and_spaces_are_made_by_the_words_of_the_core(path: Path) -> None:
    again = r"""\\u00a0|\\u202f|^(NBSP|THIN)\b.*=|["']s["'] if|\.capitalize\(\)|\[(0|:1)\]\.upper\(\)"""
    assert not re.search(again, path.read_text(), re.MULTILINE)


@pytest.mark.parametrize("path", PRODUCT, ids=short)
def test_a_handler_that_asks_only_a_right_takes_no_actor(path: Path) -> None:
    """The right is declared by `secured`, which hands the actor to those who name it."""
    handlers = [node for node in functions(path) if "rx.event" in map(ast.unparse, node.decorator_list)]
    idle = [
        node.name
        for node in handlers
        if "actor" in {argument.arg for argument in node.args.args}
        and not any(isinstance(name, ast.Name) and name.id == "actor" for name in ast.walk(node))
    ]
    assert not idle


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file."""
    tree = ast.parse(path.read_text())
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def limit(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int | float:
    """A handler is short; a page is a table of contents, as long as its page."""
    names = {ast.unparse(decorator) for decorator in node.decorator_list}
    if "rx.event" in names:
        return LONGEST_HANDLER
    return float("inf") if returns_component(node) else LONGEST_FUNCTION


def returns_component(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether it draws."""
    return node.returns is not None and "Component" in ast.unparse(node.returns)


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of its body; naming the fields of what it makes counts for one, however many there are."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    if not body:
        return 0
    fields = {
        keyword.lineno
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.lineno != call.lineno
    }
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 - len(fields)
