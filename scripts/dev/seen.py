"""The pages that somebody has in front of them, which the application tells the compiler."""

import json
from typing import Final

import reflex as rx
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event

from espace_factures.frontend import ROOT

FILE: Final = ROOT / ".web" / "seen-pages.json"
LATEST: Final = 4


class Seen(Middleware):
    """Keeps the addresses of the latest events."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:  # noqa: ARG002
        """Let every event through."""
        route = str(event.router_data.get("pathname", "")).strip("/")
        latest = seen()
        if route and latest[:1] != [route]:
            FILE.write_text(json.dumps([route, *(other for other in latest if other != route)][:LATEST]))
        return None


def seen() -> list[str]:
    """Their routes, the latest first."""
    try:
        return json.loads(FILE.read_text())
    except (OSError, ValueError):
        return []


def forget() -> None:
    """Nobody looks at a page yet, and no page has a state: what a former run left on disk goes."""
    from reflex.istate.manager import reset_disk_state_manager

    reset_disk_state_manager()
    FILE.unlink(missing_ok=True)
