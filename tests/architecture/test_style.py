"""What a machine can check of how the code reads."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import PACKAGE, PRODUCT, SCRIPTS, TESTS, faults, functions_of, nodes_of, text_of

WORDS = PACKAGE / "core" / "words.py"
SCREENS = [path for path in PRODUCT if "pages" in path.parts or "ui" in path.parts]
LONGEST_FILE = 300
LONGEST_HANDLER = 15
LONGEST_FUNCTION = 20
VAGUE = re.compile(r"(^|_)(utils?|helpers?|manager|misc|common)(_|$)")
OF_OTHERS = ("rx.html", "rx.markdown", "rx.toast", "dangerously", "rx.call_script", "style={", "style=dict")
AGAIN = re.compile(
    r"""\\u00a0|\\u202f|^(NBSP|THIN)\b.*=|["']s["'] if|\.capitalize\(\)|\[(0|:1)\]\.upper\(\)""", re.MULTILINE
)


def test_a_file_holds_one_idea_said_by_its_first_line() -> None:
    written = [path for path in (*PRODUCT, *TESTS, *SCRIPTS) if text_of(path).strip()]
    silent = [path for path in written if not ast.get_docstring(nodes_of(path)[0])]  # type: ignore[arg-type]
    assert not silent, "their first line is a docstring that says their idea"
    assert not [path for path in written if len(text_of(path).splitlines()) > LONGEST_FILE]
    assert not [path for path in written if VAGUE.search(path.stem)]


def test_a_function_fits_the_eye() -> None:
    def found_in(path: Path) -> Iterator[str]:
        for node in functions_of(path):
            if lines(node) > limit(node):
                yield f"{node.name}: {lines(node)} lines"

    assert not faults(PRODUCT, found_in)


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    assert not faults(PRODUCT, lambda path: later.findall(text_of(path)))


def test_html_is_written_as_it_is_only_where_it_is_ours() -> None:
    """The script of the head, and a place left empty."""
    written = {path.stem for path in PRODUCT if "dangerously" in text_of(path)}
    assert written == {"document", "first_words"}


def test_a_screen_writes_no_html_of_others() -> None:
    assert not faults(SCREENS, lambda path: [words for words in OF_OTHERS if words in text_of(path)])


def test_plurals_capitals_and_spaces_are_made_by_the_words_of_the_core() -> None:
    others = [path for path in PRODUCT if path != WORDS]
    assert not faults(others, lambda path: [found.group() for found in AGAIN.finditer(text_of(path))])


def test_a_handler_that_asks_only_a_right_takes_no_actor() -> None:
    """The right is declared by `secured`, which hands the actor to those who name it."""
    assert not faults(PRODUCT, lambda path: [node.name for node in functions_of(path) if is_idle(node)])


def is_idle(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a handler takes an actor that it does not name."""
    if "rx.event" not in map(ast.unparse, node.decorator_list):
        return False
    takes = "actor" in {argument.arg for argument in node.args.args}
    return takes and not any(isinstance(name, ast.Name) and name.id == "actor" for name in ast.walk(node))


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
