"""What every page has around its body: language, font, scripts of ours."""

import json
from pathlib import Path
from typing import Any, Final

import reflex as rx

EARLY: Final = Path(__file__).with_name("early.js").read_text("utf-8")

SHELL: Final[dict[str, Any]] = {
    "html_lang": "fr",
    "reset_style": False,
    "head_components": [
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.meta(name="color-scheme", content="light dark"),
        rx.el.meta(name="theme-color", content="#0a2744"),
        rx.el.script(custom_attrs={"dangerouslySetInnerHTML": rx.Var(f"({{__html: {json.dumps(EARLY)}}})")}),
        rx.el.script(src="/fichiers.js", defer=True),
        rx.el.script(src="/cles.js", defer=True),
    ],
}
