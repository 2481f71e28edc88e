"""Writes the table of limits in docs/operations.md, as the code declares it."""

import re
import sys
from datetime import timedelta
from pathlib import Path
from typing import Final

from espace_factures.app.limits import LIMITS, MEMORIES, Window

DOCUMENT: Final = Path(__file__).parents[1] / "docs" / "operations.md"
BEGIN, END = "<!-- limits: python -m scripts.limits -->\n", "<!-- /limits -->"
UNITS: Final = ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute"))


def document(present: str) -> str:
    """The page, with the table as it is now."""
    return re.sub(f"(?<={re.escape(BEGIN)}).*?(?={re.escape(END)})", lambda _: table(), present, flags=re.DOTALL)


def table() -> str:
    """A row for each limit, then one for each thing that happens once."""
    lines = ["| Limit | Counted by | Ceilings | What is said past it |", "|---|---|---|---|"]
    for limit, rule in LIMITS.items():
        ceilings = "; ".join(ceiling(window) for window in rule.windows)
        lines.append(f"| `{limit}` | {rule.subject} | {ceilings} | {rule.refusal or 'nothing'} |")
    for memory, kept in MEMORIES.items():
        lines.append(f"| `{memory}` | {kept.subject} | once in {spell(kept.span)} | |")
    return "\n".join(lines) + "\n"


def ceiling(window: Window) -> str:
    """« 6 in 1 hour »; a parameter is named, not numbered."""
    most = "a parameter (`parameter_values`)" if window.most is None else window.most
    return f"{most} in {spell(window.span)}"


def spell(span: timedelta) -> str:
    """A span in its largest whole unit."""
    unit, name = next((unit, name) for unit, name in UNITS if span % unit == timedelta())
    number = span // unit
    return f"{number} {name}" + ("s" if number > 1 else "")


if __name__ == "__main__":
    DOCUMENT.write_text(document(DOCUMENT.read_text()))
    sys.stdout.write(f"{DOCUMENT}\n")
