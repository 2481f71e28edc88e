"""A use case, a question or a gesture, from a plain test: each goes the way that a page makes it go."""

import inspect
from collections.abc import Callable
from typing import Any

from espace_factures.app import run
from espace_factures.app.reading import Reading
from tests.loops import finished


def played(use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What it gives: a question has no way to write, and a gesture holds no transaction of its own."""
    if inspect.iscoroutinefunction(use_case):
        return finished(use_case(*args, **kwargs))
    if is_question(use_case):
        return run.answer(use_case, *args, **kwargs)
    return run.execute(use_case, *args, **kwargs)


def is_question(use_case: Callable[..., Any]) -> bool:
    """Whether a use case says that it only asks."""
    return next(iter(inspect.signature(use_case).parameters.values())).annotation is Reading
