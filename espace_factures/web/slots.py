"""The built pages and what the server may write in them: read once, filled at each request."""

import functools
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import reflex as rx
from jinja2 import ChainableUndefined, Environment, Template, Undefined
from markupsafe import Markup

from espace_factures.web import drawing
from espace_factures.web.opening import Opening, opening
from espace_factures.web.pages import Page

PLACE: Final = re.compile(r'<ef-slot id="place-([\w-]+)"([^>]*)>.*?</ef-slot>', re.DOTALL)
STATE: Final = re.compile(r"\breflex___state____state__\w+")


def written(value: Any) -> Any:
    """What React writes of a value: of nothing, of a yes and of a no, nothing."""
    return "" if value is None or isinstance(value, bool) else value


def plus(left: Any, right: Any) -> Any:
    """The browser's +: a sum of numbers, or words put together."""
    return f"{left}{right}" if isinstance(left, str) or isinstance(right, str) else left + right


ENVIRONMENT: Final = Environment(autoescape=True, undefined=ChainableUndefined, finalize=written)


def attribute(name: str, value: Any) -> Markup:
    """An attribute whose value was just found, or was not: a field without fault has none."""
    return drawing.attribute(name, None if isinstance(value, Undefined) else value)


ENVIRONMENT.globals.update(attribute=attribute, plus=plus, stringify=str)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as its beginning and a template, and the states that its slots say."""

    opening: Opening
    template: Template
    says: frozenset[str]


@dataclass(frozen=True, slots=True)
class Slots:
    """`build` holds the prerendered pages, `drawn` what stands in their slots once they are known."""

    build: Path
    drawn: Path
    _known: dict[str, tuple[int, Sheet | None]] = field(default_factory=dict)

    def of(self, route: str) -> Sheet | None:
        """The page as a template; None when it has no slot. It is read again when its file changes."""
        page = self.build / route.strip("/") / "index.html"
        try:
            changed = page.stat().st_mtime_ns
        except OSError:
            return None
        if self._known.get(route, (0, None))[0] != changed:
            self._known[route] = changed, self._read(page, snippets_of(self.drawn, route))
        return self._known[route][1]

    def _read(self, page: Path, folder: Path) -> Sheet | None:
        html, drawn = page.read_text("utf-8"), _snippets(folder)
        places = [place for place in PLACE.finditer(html) if place[1] in drawn]
        if not places:
            return None
        ends = [*(place.start() for place in places[1:]), len(html)]
        parts = [
            _either(place, drawn[place[1]]) + _still(html[place.end() : end])
            for place, end in zip(places, ends, strict=True)
        ]
        source = "".join(parts)
        begins = opening(html[: places[0].start()])
        return Sheet(begins, ENVIRONMENT.from_string(source), frozenset(STATE.findall(source)))


def drawn(page: Page, folder: Path) -> Callable[[], rx.Component]:
    """The page's component, which leaves in `folder`, when it is built, the templates of its slots."""

    @functools.wraps(page.component)  # Reflex gathers in one file what the pages of one module draw
    def component() -> rx.Component:
        built, place = page.component(), snippets_of(folder, page.route)
        shutil.rmtree(place, ignore_errors=True)
        for name, snippet in drawing.snippets(built.render()):
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{name}.html").write_text(snippet, "utf-8")
        return built

    return component


def snippets_of(drawn: Path, route: str) -> Path:
    """The folder of the templates of a page's slots."""
    return drawn / (route.strip("/").replace("/", ".") or "index")


def _snippets(folder: Path) -> dict[str, str]:
    return {file.stem: file.read_text("utf-8") for file in folder.glob("*.html")}


def _either(place: re.Match[str], snippet: str) -> str:
    """The slot with what is known, or as it was built when one of its states is not."""
    known = " and ".join(f"{state} is defined" for state in sorted(set(STATE.findall(snippet)))) or "true"
    filled = f'<ef-slot id="place-{place[1]}" data-rempli=""{place[2]}>{snippet}</ef-slot>'
    return f"{{% if {known} %}}{filled}{{% else %}}{_still(place[0])}{{% endif %}}"


def _still(html: str) -> str:
    return f"{{% raw %}}{html}{{% endraw %}}"
