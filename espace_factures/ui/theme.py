"""How the app wears the look: `rx.App(**theme.APP)`."""

from typing import Any, Final

import reflex as rx

STYLESHEETS: Final = ["/theme.css"]
FONT: Final = "/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"

HEAD: Final[list[rx.Component]] = [
    rx.el.link(rel="preload", href=FONT, custom_attrs={"as": "font", "type": "font/woff2", "crossOrigin": "anonymous"}),
    rx.el.link(rel="icon", href="/favicon.svg", custom_attrs={"type": "image/svg+xml"}),
    rx.el.meta(name="theme-color", content="#0a2744"),
    rx.el.meta(name="color-scheme", content="light dark"),
]

APP: Final[dict[str, Any]] = {
    "stylesheets": STYLESHEETS,
    "head_components": HEAD,
    "html_lang": "fr",
}
