"""What a page says and holds before its scripts: the server writes it into the built page, and hydration leaves it."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Final

from starlette.responses import HTMLResponse, Response

KEPT: Final = "__Host-saisie"
"""The cookie of what was typed: once shown, it goes."""
SLOT: Final = "premiers-mots"
PLACE: Final = re.compile(rf'(<div[^>]*\bid="{SLOT}"[^>]*>)(</div>)')
INPUT: Final = re.compile(r"<input\b[^>]*>")
ATTRIBUTE: Final = re.compile(r'\b(name|type|value)="([^"]*)"')
UNWRITTEN: Final = frozenset({"password", "hidden", "file"})
"""Kinds of fields that only the person fills."""


@dataclass(frozen=True, slots=True)
class FirstWords:
    """Why the last try was refused, what to correct by field, and what was typed by field."""

    sentence: str
    faults: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


Saying = Callable[[Mapping[str, str], str], Awaitable[FirstWords | None]]
"""What a page says at first to a request, of which it is handed the query and the Cookie header."""


def page(build: Path, route: str, words: FirstWords) -> Response | None:
    """The built page with the words in it; None while it is not built."""
    file = build / route.strip("/") / "index.html"
    if not file.is_file():
        return None
    said = PLACE.sub(lambda place: f"{place[1]}{_notice(words)}{place[2]}", file.read_text(), count=1)
    filled = INPUT.sub(lambda tag: _filled(tag[0], words.typed), said)
    answer = HTMLResponse(filled, headers={"Cache-Control": "private, no-store"})
    answer.delete_cookie(KEPT, path="/", secure=True, httponly=True, samesite="lax")
    return answer


def _notice(words: FirstWords) -> str:
    lines = [
        f'<li><a class="ef-text-link" href="#{escape(name)}">{escape(fault)}</a></li>'
        for name, fault in words.faults.items()
    ]
    listed = f'<ul class="ef-summary-list">{"".join(lines)}</ul>' if lines else ""
    return (
        '<div class="ef-notice" data-tone="refused" role="alert"><div class="ef-notice-text">'
        f'<p class="ef-notice-title">{escape(words.sentence)}</p>{listed}</div></div>'
    )


def _filled(tag: str, typed: Mapping[str, str]) -> str:
    """The field with what was typed; « data-garde » tells the script of the head that the person wrote it."""
    said = dict(ATTRIBUTE.findall(tag))
    name, kind = said.get("name", ""), said.get("type", "text")
    if name not in typed or kind in UNWRITTEN:
        return tag
    if kind in {"radio", "checkbox"}:
        bare = re.sub(r'\schecked=""', "", tag)
        is_chosen = kind == "checkbox" or said.get("value") == typed[name]
        return bare.replace("<input", '<input checked=""', 1) if is_chosen else bare
    bare = re.sub(r'\svalue="[^"]*"', "", tag)
    return bare.replace("<input", f'<input data-garde="" value="{escape(typed[name])}"', 1)
