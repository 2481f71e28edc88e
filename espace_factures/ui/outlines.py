"""The outlines that may stand beside a word, each by the name that Lucide gives it."""

import re
from functools import cache
from pathlib import Path
from typing import Final

OUTLINES: Final = (
    "arrow-left",
    "arrow-right",
    "bell",
    "building-complex",
    "check",
    "chevron-down",
    "chevron-right",
    "chevron-up",
    "circle",
    "circle-alert",
    "circle-check",
    "clock",
    "copy",
    "download",
    "eye",
    "eye-off",
    "file-text",
    "file-up",
    "image",
    "inbox",
    "info",
    "key-round",
    "landmark",
    "log-out",
    "mail",
    "menu",
    "pause",
    "plus",
    "receipt-text",
    "search",
    "shield-check",
    "sliders-horizontal",
    "star",
    "triangle-alert",
    "upload",
    "user",
    "wifi-off",
    "x",
)
PACKAGE: Final = "lucide@1.65.0"
"""The build takes these from it and nothing else; a name that it lacks stops the build, which says the name."""

PLACE: Final = re.compile(r'<svg "([\w-]+)" (true|false)></svg>')
"""An outline in a template of the server (web/drawing.py): its name, and whether it is large."""
SHAPE: Final = re.compile(r'\[\s*"(\w+)",\s*\{([^}]*)\}\s*\]')
SIDE: Final = re.compile(r'"?([\w-]+)"?: ("[^"]*")')


def script() -> str:
    """The JavaScript that gathers them: one small file for all the pages."""
    imports = [f'import o{rank} from "lucide/dist/esm/icons/{name}.mjs";' for rank, name in enumerate(OUTLINES)]
    entries = [f'  "{name}": o{rank},' for rank, name in enumerate(OUTLINES)]
    return "\n".join([*imports, "export const OUTLINES = {", *entries, "};", ""])


def drawn(template: str, packages: Path) -> str:
    """A template of the server with its outlines, in the same markup as ui/icon.js."""
    return PLACE.sub(lambda place: _svg(packages, place[1], is_large=place[2] == "true"), template)


@cache
def _svg(packages: Path, name: str, *, is_large: bool) -> str:
    source = (packages / "lucide" / "dist" / "esm" / "icons" / f"{name}.mjs").read_text("utf-8")
    found = SHAPE.findall(source)
    if len(found) != source.partition("export")[0].count("{"):
        raise LookupError(f"the outline « {name} » is not read whole: Lucide has changed its form")
    sides = [(tag, " ".join(f"{side}={value}" for side, value in SIDE.findall(given))) for tag, given in found]
    shapes = [f"<{tag} {given}></{tag}>" for tag, given in sides]
    look = "ef-ico ef-ico-large" if is_large else "ef-ico"
    return f'<svg viewBox="0 0 24 24" class="{look}" aria-hidden="true" focusable="false">{"".join(shapes)}</svg>'
