"""Where the framework's script of a page chooses its transport, or says what it does, scripts of ours hear it."""

from importlib.resources import files
from typing import Any, Final

STATE: Final = "utils/state.js"
BOTH: Final = ("websocket", "polling")
IMPORTED: Final = (
    'import { line } from "$/utils/scripts/shell/transports";\n'
    'import { gestures } from "$/utils/scripts/shell/gestures";\n'
)
CHANGES: Final = (
    (2, "[env.TRANSPORT]", "line.transports"),
    (1, "    transports,\n    protocols:", "    ...line.options,\n    protocols:"),
    (
        1,
        "    reported_missing_substates.clear();\n",
        "    reported_missing_substates.clear();\n    line.opened(socket.current);\n",
    ),
    (1, "    failed_attempts = Math.min(", "    line.failed(error);\n    failed_attempts = Math.min("),
    (1, "    const try_reconnect =\n", "    line.closed(reason);\n    gestures.cut();\n    const try_reconnect =\n"),
    (1, "(socket && socket.connected) &&", "(socket && socket.connected && !line.isCut) &&"),
    (2, "while (event_queue.length > 0) {", "while (event_queue.length > 0 && !line.isCut) {"),
    (1, "200 * failed_attempts", "line.pause(failed_attempts)"),
    (1, "queueEvents(_events,", "queueEvents(gestures.asked(_events),"),
    (1, '    socket.emit("event",', '    gestures.left(event);\n    socket.emit("event",'),
    (1, "  socket.current.on(STATE_", '  socket.current.on("fait", gestures.done);\n  socket.current.on(STATE_'),
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
