"""Every native route, called by everybody: what asks a right is closed to those who lack it, and shows nothing."""

from typing import Any

import httpx
import pytest

from espace_factures import catalogue, routes
from espace_factures.core.access import Actor
from espace_factures.web.native import Native
from tests.hostile.planting import House, Victim

CLOSED = {401, 404}
LEADS_AWAY = {303}
# An administrator reads in the log who did what: its export names people, and names itself in the log.
# The development mailbox shows the mails of everybody, where it is open: tests/notifications keeps it closed elsewhere.
GUARDED = [native for native in catalogue.NATIVE_ROUTES if native.path != routes.DEV_MAILBOX]


@pytest.mark.parametrize("native", GUARDED, ids=lambda native: native.path)
def test_nobody_gets_more_than_the_table_says(
    house: House, victim: Victim, strangers: dict[str, tuple[Actor | None, Any]], native: Native
) -> None:
    for actor, _closed in strangers.values():
        for method in native.methods:
            for name in [*victim.names.values(), "0", "x"]:
                answer = call(house, actor, native, method, name)
                assert answer.status_code < 500
                is_watching = native.path == routes.JOURNAL_EXPORT and native.policy.admits(actor)
                assert is_watching or not any(mark in answer.text for mark in victim.marks_of())
                if not native.policy.admits(actor):
                    assert answer.status_code in CLOSED | LEADS_AWAY
                    assert "connexion" in answer.headers.get("location", "connexion")


def call(house: House, actor: Actor | None, native: Native, method: str, name: str) -> httpx.Response:
    """One request, as a browser would send it, with somebody else's name in its address."""
    address = native.path.replace("{page:int}", "1").replace("{number:int}", "1")
    address = address.replace("{public_id}", name).replace("{sealed}", name).replace("{path:path}", name)
    if actor is not None and "deconnexion" not in address:
        return house.client(actor).request(method, address, follow_redirects=False)
    with httpx.Client(base_url=house.url, headers={"Origin": house.url}, timeout=60) as visitor:
        return visitor.request(method, address, follow_redirects=False)
