"""The outlines that may stand beside a word, each by the name that Lucide gives it."""

from typing import Final

OUTLINES: Final = (
    "arrow-left",
    "arrow-right",
    "bell",
    "building-complex",
    "check",
    "chevron-down",
    "chevron-right",
    "circle",
    "circle-alert",
    "circle-check",
    "download",
    "eye",
    "eye-off",
    "file-text",
    "file-up",
    "inbox",
    "info",
    "key-round",
    "landmark",
    "log-out",
    "mail",
    "menu",
    "paperclip",
    "plus",
    "receipt-text",
    "search",
    "shield-check",
    "sliders-horizontal",
    "triangle-alert",
    "upload",
    "user",
    "wifi-off",
)
PACKAGE: Final = "lucide@1.65.0"
"""The build takes these from it and nothing else; a name that it lacks stops the build, which says the name."""


def script() -> str:
    """The JavaScript that gathers them: one small file for all the pages."""
    imports = [f'import o{rank} from "lucide/dist/esm/icons/{name}.mjs";' for rank, name in enumerate(OUTLINES)]
    entries = [f'  "{name}": o{rank},' for rank, name in enumerate(OUTLINES)]
    return "\n".join([*imports, "export const OUTLINES = {", *entries, "};", ""])
