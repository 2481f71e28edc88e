"""An async call from a plain test: in a thread, for Playwright keeps a loop of its own in the main one."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def finished(call: Coroutine[Any, Any, T]) -> T:
    """What the call gives, once it is over."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, call).result()
