"""What Reflex builds of ours besides the pages: the stylesheet."""

from collections.abc import Sequence
from typing import Any, Final

from reflex_base.plugins import Plugin

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
    # The second is for a page that Reflex does not draw: the development mailbox.
    return [(f"styles/{STYLESHEET}", sheet), (f"public/{STYLESHEET}", sheet)]
