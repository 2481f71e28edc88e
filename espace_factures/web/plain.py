"""One plain page of ours, in the look of the others, which needs no script and no socket."""

from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from starlette.responses import HTMLResponse, Response

STYLESHEETS: Final = "assets/*.css"


@dataclass(slots=True)
class Built:
    """Where the pages were built, and so the name of their stylesheet: introduced by the composition root."""

    folder: Path = Path("nowhere")


built = Built()


def page(title: str, body: str, status: int, **headers: str) -> Response:
    """The page; `body` is HTML."""
    return HTMLResponse(
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{escape(title)} – Province Sud</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="/favicon.svg" type="image/svg+xml">'
        f"{_links(built.folder)}</head>"
        f'<body><div class="ef-frame"><div class="ef-column"><main class="ef-content" id="contenu">'
        f'<h1 class="ef-page-title">{escape(title)}</h1>{body}</main></div></div></body></html>',
        status_code=status,
        headers={"Cache-Control": "no-store"} | {name.replace("_", "-"): value for name, value in headers.items()},
    )


@cache
def _links(build: Path) -> str:
    sheets = sorted(sheet.relative_to(build).as_posix() for sheet in build.glob(STYLESHEETS))
    return "".join(f'<link rel="stylesheet" href="/{sheet}">' for sheet in sheets)
