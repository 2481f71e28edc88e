"""The way out for SMS: a JSON gateway over httpx; docs/operations.md describes what it must answer."""

import asyncio
import re
from typing import Final
from urllib.parse import unquote, urlsplit, urlunsplit

import httpx

from espace_factures.core.ports import TextMessage, TextRefusedError, TextUnavailableError

TIMEOUT_SECONDS: Final = 10
RETRIED: Final = frozenset({401, 403, 408, 425, 429})
"""A wrong token or a gateway that is busy is a setting or a moment at fault: the message waits for better."""
A_TOKEN: Final = re.compile(r"[!-~]*")
"""What a header can carry."""


class HttpTexter:
    """SMS_URL: https://:token@gateway.example/path; the token leaves as a bearer, never in the address.

    POST {"key", "to", "text"}, `key` the same at each try; 2xx took it, 4xx never will, anything else is tried again.
    """

    def __init__(self, url: str, timeout: float = TIMEOUT_SECONDS) -> None:
        parts = urlsplit(url)
        token = unquote(parts.password or "")
        if parts.scheme not in {"http", "https"} or not parts.hostname or not A_TOKEN.fullmatch(token):
            raise ValueError("SMS_URL: expected https://:token@host/path")
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        place = f"{host}:{parts.port}" if parts.port else host
        self.address = urlunsplit((parts.scheme, place, parts.path or "/", parts.query, ""))
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.timeout = timeout

    async def send(self, message: TextMessage) -> None:
        """Hand the message over; raises TextRefusedError for good, TextUnavailableError for now."""
        body = {"key": message.key, "to": message.to, "text": message.text}
        headers = self.headers | {"Idempotency-Key": message.key}
        try:
            # httpx counts the seconds of each read: an answer that drips would never be given up on.
            async with asyncio.timeout(self.timeout), httpx.AsyncClient(timeout=self.timeout) as client:
                answer = await client.post(self.address, json=body, headers=headers)
        except (httpx.HTTPError, TimeoutError) as error:
            raise TextUnavailableError(type(error).__name__) from error
        if answer.is_success:
            return
        if answer.is_client_error and answer.status_code not in RETRIED:
            raise TextRefusedError(str(answer.status_code))
        raise TextUnavailableError(str(answer.status_code))
