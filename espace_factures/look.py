"""What Reflex builds of ours besides the pages: the stylesheet, the scripts, the outlines and the letters."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from reflex_base.constants import Env
from reflex_base.environment import environment
from reflex_base.plugins import Plugin

from espace_factures import first_paint, french, transports

PACKAGE: Final = Path(__file__).parent
WEB: Final = PACKAGE.parent / ".web"
STYLESHEET: Final = "theme.css"
NOTICE: Final = PACKAGE.parent / "NOTICE"
VITE: Final = "vite.config.js"
ITS_PLUGINS: Final = "  plugins: ["
NOTING: Final = 'import shippedPackages from "./shipped.js";'


class Look(Plugin):
    """The builder asks it for files at each compilation, and for what they need from npm."""

    def get_frontend_development_dependencies(self, **_context: Any) -> Sequence[str]:
        """Taken in part only, so that the browser never loads a package whole; the last one stays on the server."""
        from espace_factures.ui import letters, outlines

        return [outlines.PACKAGE, letters.PACKAGE, french.PACKAGE]

    def get_stylesheet_paths(self, **_context: Any) -> Sequence[str]:
        """Where ours stands among the styles: after Tailwind's, which it overrides."""
        return [f"./{STYLESHEET}"]

    def pre_compile(self, **context: Any) -> None:
        """Have them written with the pages."""
        context["add_save_task"](files)
        context["add_modify_task"](VITE, with_shipped_packages)
        if environment.REFLEX_ENV_MODE.get() == Env.PROD:
            context["add_modify_task"](first_paint.DOCUMENT, first_paint.without_stylesheet)

    def post_build(self, static_dir: Path, **_context: Any) -> None:
        """The packages are installed by then."""
        place_letters(static_dir)
        place_french()


def with_shipped_packages(config: str) -> str:
    """Vite's configuration, with what notes the packages that it ships."""
    if NOTING in config:
        return config
    if ITS_PLUGINS not in config:
        raise RuntimeError("Vite's configuration has changed its form: Reflex has changed")
    return f"{NOTING}\n" + config.replace(ITS_PLUGINS, f"{ITS_PLUGINS}\n    shippedPackages(),", 1)


def files() -> list[tuple[str, str]]:
    """Path in the builder's folder and content of each.

    What they are made of is imported here, so that a development server, which imported this, reads it anew.
    """
    from espace_factures.ui import outlines
    from espace_factures.ui.stylesheet import stylesheet

    sheet = stylesheet()
    return [
        transports.state_script(),
        (f"styles/{STYLESHEET}", sheet),
        # For a page that Reflex does not draw: the development mailbox.
        (f"public/{STYLESHEET}", sheet),
        ("utils/scripts/ui/outlines.js", outlines.script()),
        ("public/NOTICE.txt", NOTICE.read_text("utf-8")),
        ("shipped.js", (PACKAGE.parent / "scripts" / "vite" / "shipped.js").read_text("utf-8")),
        *((f"utils/scripts/{path.relative_to(PACKAGE)}", path.read_text("utf-8")) for path in scripts()),
    ]


def scripts() -> list[Path]:
    """The JavaScript that stands beside our components."""
    return sorted(PACKAGE.rglob("*.js"))


def place_letters(public: Path) -> None:
    """Write the letters among the files served from `public`, once the packages are installed."""
    from espace_factures.ui import letters

    letters.place(WEB / "node_modules", public / "fonts")


def place_french() -> None:
    """Write what the reading of pictures knows, once the packages are installed."""
    french.place()
