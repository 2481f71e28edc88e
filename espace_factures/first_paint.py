"""What a built page needs to be painted is in it, and its scripts are asked after it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

DOCUMENT: Final = "app/_document.js"
LINK: Final = re.compile(r'jsx\("link",\{[^{}]*reflexGlobalStyles[^{}]*\},?\),')
"""How the framework's document asks for the stylesheet: once ahead, once in its place."""
ASKED: Final = 2
NAMED: Final = 'jsx("meta",{name:"feuille",content:reflexGlobalStyles}),'
SHEET: Final = "assets/__reflex_global_styles-*.css"
PRELOAD: Final = re.compile(r'<link rel="modulepreload" href="([^"]+)"/>')
ENTRY: Final = '<script type="module" async="">'


def without_stylesheet(document: str) -> str:
    """The framework's document, which would otherwise ask for the stylesheet that its pages hold.

    It still names it: the builder drops a sheet that nothing names.
    """
    links = LINK.findall(document)
    stripped = LINK.sub("", document).replace('jsx("head",{},', f'jsx("head",{{}},{NAMED}', 1)
    if len(links) != ASKED or NAMED not in stripped:
        raise RuntimeError("the document asks otherwise for its stylesheet: Reflex has changed")
    return stripped


def dressed(client: Path) -> Iterator[tuple[Path, str]]:
    """Each page of the build as it is to be served."""
    sheet = _sheet(client)
    for file in sorted(client.rglob("*.html")):
        yield file, _with_style(_scripts_last(file.read_text("utf-8")), sheet)


def _sheet(client: Path) -> str:
    files = list(client.glob(SHEET))
    sheet = files[0].read_text("utf-8") if len(files) == 1 else ""
    if not sheet or "</" in sheet:
        raise RuntimeError("the build has no stylesheet that a page can hold: Reflex has changed")
    return sheet


def _with_style(page: str, sheet: str) -> str:
    """The whole sheet: half of it would do for one page, but the other half would be asked for right after."""
    return page.replace("</head>", f"<style>{sheet}</style></head>", 1)


def _scripts_last(page: str) -> str:
    """What the entry imports is asked at the end of the page, behind what is painted."""
    modules = PRELOAD.findall(page)
    if not modules or ENTRY not in page:
        raise RuntimeError("a page asks otherwise for its scripts: React Router has changed")
    asked = "".join(f'<link rel="modulepreload" href="{module}" fetchpriority="low"/>' for module in modules)
    return PRELOAD.sub("", page).replace(ENTRY, f"{asked}{ENTRY}", 1)
