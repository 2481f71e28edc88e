"""The letters of the portal: those of Atkinson Hyperlegible Next, and one space that they lack."""

from pathlib import Path
from typing import Final

PACKAGE: Final = "@fontsource-variable/atkinson-hyperlegible-next@5.3.0"
FILE: Final = "atkinson-hyperlegible-next-latin-wght-normal.woff2"
ADDRESS: Final = f"/fonts/{FILE}"
NARROW_SPACE: Final = 0x202F
THIN_SPACE: Final = 0x2009
WIDTH: Final = 190
"""In thousandths of an em: « 161 500 F » is written whole in these letters, its thousands apart but together."""


def place(modules: Path, folder: Path) -> None:
    """Write the letters into a folder, from the npm package under `modules`."""
    from fontTools.ttLib import TTFont

    name = PACKAGE.rpartition("@")[0]
    font = TTFont(modules / name / "files" / FILE, recalcTimestamp=False)
    tables = [table for table in font["cmap"].tables if table.isUnicode()]
    glyph = tables[0].cmap[THIN_SPACE]
    for table in tables:
        table.cmap[NARROW_SPACE] = glyph
    font["hmtx"].metrics[glyph] = (WIDTH, 0)
    folder.mkdir(parents=True, exist_ok=True)
    font.save(folder / FILE)
