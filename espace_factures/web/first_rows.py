"""A page sent to somebody signed in already holds their name and their data, by the same handlers as the page alive."""

import gzip
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import anyio.to_thread
import brotli
from jinja2 import Template
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response

from espace_factures.core.access import Actor
from espace_factures.web import faults, live, rehearsal
from espace_factures.web.rehearsal import Rehearsal
from espace_factures.web.slots import Slots

ENCODINGS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "br": partial(brotli.compress, quality=4),
    "gzip": partial(gzip.compress, compresslevel=4, mtime=0),
    "": bytes,
}
"""Quick ones: a page is compressed at each visit."""


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The pages that have slots, and what each loads, in order."""

    slots: Slots
    loads: Mapping[str, Sequence[Any]]

    async def page(self, actor: Actor, route: str, query: str, headers: Headers) -> Response | None:
        """The page with what this person may read of it; None when it says nothing before it is alive."""
        sheet = self.slots.of(route)
        if sheet is None:
            return None
        loads = [load for load in self.loads[route] if rehearsal.name_of(load.state) in sheet.says]
        address, encoding = f"{route}?{query}" if query else route, _encoding(headers.get("accept-encoding", ""))
        try:
            found, answer = await anyio.to_thread.run_sync(_answer, loads, sheet.template, address, actor, encoding)
        except Exception as error:
            faults.number("first_rows.failed", error)
            return None
        live.hand_over(found.asked)
        return answer


def _answer(
    loads: Sequence[Any], template: Template, address: str, actor: Actor, encoding: str
) -> tuple[Rehearsal, Response]:
    """In a thread: what was asked, and the page that says it."""
    found = rehearsal.rehearse(loads, address, actor)
    if found.leads_to:
        return found, RedirectResponse(found.leads_to, status_code=303)
    headers = {"Cache-Control": "private, no-store", "Vary": "Accept-Encoding"}
    if encoding:
        headers["Content-Encoding"] = encoding
    html = ENCODINGS[encoding](template.render(found.values()).encode())
    return found, Response(html, headers=headers, media_type="text/html")


def _encoding(accepted: str) -> str:
    """The best one that the browser names; none when it names none of ours."""
    named = {name.split(";")[0].strip() for name in accepted.split(",")}
    return next((name for name in ENCODINGS if name in named), "")
