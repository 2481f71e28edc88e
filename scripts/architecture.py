"""Draws docs/architecture.svg from the real imports: a row for each package, a dot for each package that it imports."""

import configparser
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import grimp

ROOT: Final = Path(__file__).parents[1]
PICTURE: Final = ROOT / "docs" / "architecture.svg"
PACKAGE: Final = "espace_factures"
CELL, LEFT, TOP = 22, 190, 150
INK, QUIET, LINE, FILL, PAPER = "#15202b", "#566270", "#dfdacf", "#0d4c8b", "#ffffff"


def layers() -> list[str]:
    """The packages in the order that the contracts keep, the highest first."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    rows = contracts["importlinter:contract:packages"]["layers"].split("\n")
    return [name.strip(" ()") for row in rows if row.strip() for name in row.split("|")]


def imports() -> dict[str, set[str]]:
    """What each package imports of the others."""
    graph = grimp.build_graph(PACKAGE)
    found: dict[str, set[str]] = {name: set() for name in layers()}
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            above, below = _package(importer), _package(imported)
            if above and below and above != below:
                found[above].add(below)
    return found


def picture() -> str:
    """The whole drawing, as SVG."""
    names, known = layers(), imports()
    side = CELL * len(names)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + side + 20} {TOP + side + 20}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="13"><title>Which package imports which: all dots are '
        f"right of the diagonal, so every import goes down</title>",
        f'<rect width="100%" height="100%" fill="{PAPER}"/>',
        *(_row(place, name, names, known[name]) for place, name in enumerate(names)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _row(place: int, name: str, names: Sequence[str], below: set[str]) -> str:
    y, x = TOP + place * CELL, LEFT + place * CELL
    dots = [
        f'<circle cx="{LEFT + column * CELL + CELL // 2}" cy="{y + CELL // 2}" r="5" fill="{FILL}"/>'
        for column, other in enumerate(names)
        if other in below
    ]
    head = f"translate({x + CELL // 2 + 4} {TOP - 8}) rotate(-60)"
    return "".join(
        [
            f'<line x1="{LEFT}" y1="{y}" x2="{LEFT + CELL * len(names)}" y2="{y}" stroke="{LINE}"/>',
            f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" fill="{LINE}"/>',
            f'<text x="{LEFT - 10}" y="{y + 16}" text-anchor="end" fill="{INK}">{name}</text>',
            f'<text transform="{head}" fill="{QUIET}">{name}</text>',
            *dots,
        ]
    )


def _package(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


if __name__ == "__main__":
    PICTURE.write_text(picture())
    sys.stdout.write(f"{PICTURE}\n")
