"""An async call from a plain test: in a thread with the test's context, for Playwright has a loop in the main one."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

T = TypeVar("T")


def finished(call: Coroutine[Any, Any, T]) -> T:
    """What the call gives, once it is over."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(copy_context().run, asyncio.run, call).result()
