"""A topic has one name, for those who notify it and those who follow it."""

import ast
from pathlib import Path

from tests.architecture.sources import PACKAGE, PRODUCT, faults, nodes_of

NAMES = PACKAGE / "app" / "topics.py"
TAKE_TOPICS = {"notify", "follow", "watch"}


def test_no_topic_is_written_outside_its_file() -> None:
    others = [path for path in PRODUCT if path != NAMES]
    assert not faults(others, lambda path: [call.lineno for call in _calls(path) if _is_topic(call.func)])
    taken = lambda path: [call.lineno for call in _calls(path) if _takes_topics(call) and _says_text(call)]  # noqa: E731
    assert not faults(PRODUCT, taken)


def test_the_watch_would_see_a_literal() -> None:
    call = ast.parse("uow.notify(f'account:{account.id}')").body[0]
    assert isinstance(call, ast.Expr)
    assert isinstance(call.value, ast.Call)
    assert _takes_topics(call.value)
    assert _says_text(call.value)


def _calls(path: Path) -> list[ast.Call]:
    return [node for node in nodes_of(path) if isinstance(node, ast.Call)]


def _takes_topics(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in TAKE_TOPICS


def _says_text(call: ast.Call) -> bool:
    """What is deeper than an argument is refused by the type: `Topic` is made in one file only."""
    texts = [node for node in call.args if isinstance(node, ast.JoinedStr | ast.Constant)]
    return any(isinstance(node, ast.JoinedStr) or isinstance(node.value, str) for node in texts)


def _is_topic(func: ast.expr) -> bool:
    return getattr(func, "attr", getattr(func, "id", "")) == "Topic"
