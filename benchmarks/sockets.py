"""A tab without a browser: speaks socket.io to /_event, as the pages do, and turns the pages of the list."""

import asyncio
import json
import re
import time
import uuid
from typing import Final

from websockets.asyncio.client import ClientConnection, connect

from benchmarks.servers import Served

ROOT: Final = "reflex___state____state"
STATES: Final = {
    "product": f"{ROOT}.espace_factures___invoices___following___state___tracking____tracking_state",
    "bare": f"{ROOT}.bare___bare____list",
}
PATIENCE: Final = 30
FOLLOWING: Final = re.compile(r'"following_rx_state_":"([^"]*)"')


class Tab:
    """One open page of the list; `read` counts the characters of its last rows."""

    def __init__(self, app: Served) -> None:
        self.app = app
        self.following = ""
        self.read = 0
        self._socket: ClientConnection

    async def open(self) -> None:
        """Connect, hydrate, and receive the first rows."""
        address = f"{self.app.url.replace('http', 'ws')}/_event/?token={uuid.uuid4()}&EIO=4&transport=websocket"
        headers = {"Origin": self.app.url} | ({"Cookie": self.app.cookie} if self.app.cookie else {})
        self._socket = await connect(
            address, additional_headers=headers, compression=None, max_size=None, open_timeout=30
        )
        event = _event(f"{ROOT}.hydrate_and_load", self.app.page, {"hashes": []})
        await self._socket.send(f"40/_event,{json.dumps({'event': event})}")
        await self._rows()
        while '"is_hydrated_rx_state_":true' not in str(await asyncio.wait_for(self._socket.recv(), PATIENCE)):
            pass

    async def turn(self) -> float:
        """Ask for the next page; returns the milliseconds until its rows were here."""
        address = self.following or self.app.page
        payload: dict[str, object] = {"address": address} if self.app.name == "product" else {}
        frame = json.dumps(["event", _event(f"{STATES[self.app.name]}.turn", address, payload)])
        began = time.perf_counter()
        await self._socket.send(f"42/_event,{frame}")
        return (await self._rows() - began) * 1000

    async def close(self) -> None:
        """Leave."""
        await self._socket.close()

    async def _rows(self) -> float:
        """Wait for rows; returns when they came."""
        while True:
            frame = str(await asyncio.wait_for(self._socket.recv(), PATIENCE))
            came = time.perf_counter()
            if frame == "2":
                await self._socket.send("3")
            elif '"rows_rx_state_":[{' in frame:
                found = FOLLOWING.search(frame)
                self.following = json.loads(f'"{found[1]}"') if found else ""
                self.read = len(frame)
                return came


def _event(name: str, address: str, payload: dict[str, object]) -> dict[str, object]:
    path, _, query = address.partition("?")
    data = {"pathname": path, "asPath": address, "query": _pairs(query)}
    return {"name": name, "payload": payload, "router_data": data}


def _pairs(query: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in query.split("&") if pair)
