"""The figures as people and as machines read them."""

import json
import os
import platform
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure

HEADING = "| | Median | 10 %–90 % | n | Beside its floor | Target |\n|---|--:|--:|--:|--:|--:|"


def write(folder: Path, sections: dict[str, list[Figure]], seconds: float, others: str = "") -> str:
    """Write results/<instant>.md and .json, other tables after the sections; returns the text."""
    folder.mkdir(parents=True, exist_ok=True)
    instant = datetime.now(UTC)
    machine = f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores"
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    text = f"# {instant:%Y-%m-%d %H:%M} UTC\n\n{machine}; load at the end {load}; {seconds:.0f} s.\n"
    for title, figures in sections.items():
        text += section(title, figures)
    text += others
    stem = folder / f"{instant:%Y%m%d-%H%M%S}"
    stem.with_suffix(".md").write_text(text)
    values = {title: [asdict(figure) for figure in figures] for title, figures in sections.items()}
    about = {"at": instant.isoformat(), "machine": machine, "load": load, "seconds": seconds}
    stem.with_suffix(".json").write_text(json.dumps(about | {"sections": values}, indent=1))
    return text


def section(title: str, figures: list[Figure]) -> str:
    """One table of the report."""
    return f"\n## {title}\n{HEADING}\n" + "".join(_line(figure) for figure in figures)


def _line(figure: Figure) -> str:
    spread = f"{_short(figure.low)}–{_short(figure.high)}" if figure.repeats > 1 else ""
    ratio = "" if figure.ratio is None else f"× {figure.ratio:.2f}"
    target = "" if figure.target is None else f"× {figure.target:g} {figure.verdict}"
    median = f"{_short(figure.median)} {figure.unit}"
    return f"| {figure.name} | {median} | {spread} | {figure.repeats} | {ratio} | {target} |\n"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
