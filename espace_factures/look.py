"""What Reflex builds of ours besides the pages: the stylesheet and the scripts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from reflex_base.plugins import Plugin

PACKAGE: Final = Path(__file__).parent
STYLESHEET: Final = "theme.css"


class Look(Plugin):
    """The builder asks it for files at each compilation."""

    def get_stylesheet_paths(self, **_context: Any) -> Sequence[str]:
        """Where ours stands among the styles: after Tailwind's, which it overrides."""
        return [f"./{STYLESHEET}"]

    def pre_compile(self, **context: Any) -> None:
        """Have them written with the pages."""
        context["add_save_task"](files)


def files() -> list[tuple[str, str]]:
    """Path in the builder's folder and content of each.

    What they are made of is imported here, so that a development server, which imported this, reads it anew.
    """
    from espace_factures.ui.stylesheet import stylesheet

    sheet = stylesheet()
    return [
        (f"styles/{STYLESHEET}", sheet),
        # For a page that Reflex does not draw: the development mailbox.
        (f"public/{STYLESHEET}", sheet),
        *((f"utils/scripts/{path.relative_to(PACKAGE)}", path.read_text("utf-8")) for path in scripts()),
    ]


def scripts() -> list[Path]:
    """The JavaScript that stands beside our components."""
    return sorted(PACKAGE.rglob("*.js"))
