"""A topic has one name, for those who notify it and those who follow it."""

import ast
from pathlib import Path

import pytest

import espace_factures

PACKAGE = Path(espace_factures.__file__).parent
NAMES = PACKAGE / "app" / "topics.py"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TAKE_TOPICS = {"notify", "follow", "watch"}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_topic_is_written_outside_its_file(source: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(source.read_text())) if isinstance(node, ast.Call)]
    made = [call.lineno for call in calls if _is_topic(call.func)]
    assert source == NAMES or not made
    assert not [call.lineno for call in calls if _takes_topics(call) and _says_text(call)]


def test_the_watch_would_see_a_literal() -> None:
    call = ast.parse("uow.notify(f'account:{account.id}')").body[0]
    assert isinstance(call, ast.Expr)
    assert isinstance(call.value, ast.Call)
    assert _takes_topics(call.value)
    assert _says_text(call.value)


def _takes_topics(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in TAKE_TOPICS


def _says_text(call: ast.Call) -> bool:
    """What is deeper than an argument is refused by the type: `Topic` is made in one file only."""
    texts = [node for node in call.args if isinstance(node, ast.JoinedStr | ast.Constant)]
    return any(isinstance(node, ast.JoinedStr) or isinstance(node.value, str) for node in texts)


def _is_topic(func: ast.expr) -> bool:
    return getattr(func, "attr", getattr(func, "id", "")) == "Topic"
