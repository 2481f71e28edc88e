"""What a message of a tab may be."""

import json
from typing import Any

import pytest

from espace_factures.web.frames import LONGEST_ADDRESS, LONGEST_FRAME, is_fit

LONG = "x" * (LONGEST_ADDRESS + 1)


def event(address: str = "/", **more: Any) -> dict[str, Any]:
    """An event as a page sends it."""
    place = {"pathname": "/", "asPath": address, "query": {}}
    return {"name": "un.evenement", "payload": {}, "router_data": place, "token": "jeton"} | more


def said(body: Any, begin: str = '42/_event,["event",', end: str = "]") -> dict[str, Any]:
    """The message that carries it."""
    return {"type": "websocket.receive", "text": f"{begin}{json.dumps(body)}{end}"}


@pytest.mark.parametrize(
    "message",
    [
        said(event()),
        said(event("/factures?q=" + "x" * 2000)),
        said(event(payload={"form": {"message": "x" * 60_000}})),
        said({"event": event(), "schema": "abc"}, "40/_event,", ""),
        {"type": "websocket.receive", "text": "2"},
        {"type": "websocket.receive", "text": "42/_event," + "pas du json" * 300},
    ],
)
def test_what_a_page_sends_passes(message: dict[str, Any]) -> None:
    assert is_fit(message)


@pytest.mark.parametrize(
    "message",
    [
        said(event(payload={"form": {"message": "x" * LONGEST_FRAME}})),
        said(event(payload={"form": {"message": "é" * (LONGEST_FRAME // 2)}})),
        said(event(LONG)),
        said(event(router_data={"asPath": "/", "query": {"a": LONG * 3}})),
        said(event(router_data={"asPath": "/", "autre": LONG * 3})),
        said(event(router_data=LONG)),
        said(json.dumps(event(LONG))),
        said({"event": event(LONG)}, "40/_event,", ""),
        said({"event": json.dumps(event(LONG))}, "40/_event,", ""),
        said([{"_placeholder": True, "num": 0}], "451-/_event,", ""),
        {"type": "websocket.receive", "bytes": b"x", "text": None},
    ],
)
def test_what_no_page_sends_is_refused(message: dict[str, Any]) -> None:
    assert not is_fit(message)
