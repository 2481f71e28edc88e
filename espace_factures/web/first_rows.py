"""A page sent to somebody signed in already holds their name and their data, by the same handlers as the page alive."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response

from espace_factures.core.access import Actor
from espace_factures.web import faults, live, rehearsal
from espace_factures.web.rehearsal import Rehearsal
from espace_factures.web.slots import Sheet, Slots


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The pages that have slots, what each loads, in order, and those drawn for a visitor too."""

    slots: Slots
    loads: Mapping[str, Sequence[Any]]
    for_all: Collection[str] = ()

    async def page(self, actor: Actor | None, route: str, query: str, headers: Headers) -> Response | None:
        """The page with what this person may read of it; None when it says nothing before it is alive."""
        sheet = self.slots.of(route)
        if sheet is None:
            return None
        loads = [load for load in self.loads[route] if rehearsal.name_of(load.state) in sheet.says]
        address, is_packed = f"{route}?{query}" if query else route, _takes_gzip(headers.get("accept-encoding", ""))
        try:
            found, answer = await anyio.to_thread.run_sync(_answer, loads, sheet, address, actor, is_packed)
        except Exception as error:
            faults.number("first_rows.failed", error)
            return None
        live.hand_over(found.asked)
        return answer


def _answer(
    loads: Sequence[Any], sheet: Sheet, address: str, actor: Actor | None, is_packed: bool
) -> tuple[Rehearsal, Response]:
    """In a thread: what was asked, and the page that says it."""
    found = rehearsal.rehearse(loads, address, actor)
    if found.leads_to:
        return found, RedirectResponse(found.leads_to, status_code=303)
    headers = {"Cache-Control": "private, no-store", "Vary": "Accept-Encoding"}
    rest = sheet.template.render(found.values()).encode()
    if not is_packed:
        return found, Response(sheet.opening.whole(rest), headers=headers, media_type="text/html")
    headers["Content-Encoding"] = "gzip"
    return found, Response(sheet.opening.packed_whole(rest), headers=headers, media_type="text/html")


def _takes_gzip(accepted: str) -> bool:
    return "gzip" in {name.split(";")[0].strip() for name in accepted.split(",")}
