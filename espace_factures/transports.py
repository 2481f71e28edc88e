"""Where the framework's script of a page chooses its transport, shell/transports.js does."""

from importlib.resources import files
from typing import Any, Final

STATE: Final = "utils/state.js"
BOTH: Final = ("websocket", "polling")
IMPORTED: Final = 'import { line } from "$/utils/scripts/shell/transports";\n'
CHANGES: Final = (
    (2, "[env.TRANSPORT]", "line.transports"),
    (1, "    transports,\n    protocols:", "    ...line.options,\n    protocols:"),
    (1, "    reported_missing_substates.clear();\n", "    reported_missing_substates.clear();\n    line.opened();\n"),
    (1, "    failed_attempts = Math.min(", "    line.failed(error);\n    failed_attempts = Math.min("),
    (1, "    const try_reconnect =\n", "    line.closed(reason);\n    const try_reconnect =\n"),
)
"""How many times a passage is there, and what stands in its place."""


def state_script() -> tuple[str, str]:
    """The script, so changed."""
    return STATE, with_both((files("reflex_base") / ".templates" / "web" / STATE).read_text("utf-8"))


def with_both(script: str) -> str:
    """A script that asks for both."""
    for times, passage, instead in CHANGES:
        if script.count(passage) != times:
            raise RuntimeError(f"« {passage.strip()} » is not {times} times in {STATE}: Reflex has changed")
        script = script.replace(passage, instead)
    return IMPORTED + script


def accept_both(app: Any) -> None:
    """The server of the application's sockets takes either."""
    app.sio.eio.transports = list(BOTH)
