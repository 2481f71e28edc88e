"""What somebody had typed when the page could not take it: two minutes in their browser, encrypted, for the page."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

from cryptography.fernet import InvalidToken
from starlette.responses import Response

from espace_factures.app import sealed
from espace_factures.app.run import runtime
from espace_factures.app.sealed import Use
from espace_factures.core.secret_fields import shown
from espace_factures.web import session
from espace_factures.web.first_words import KEPT, FirstWords, Saying

LIFETIME: Final = timedelta(minutes=2)
LONGEST_COOKIE: Final = 3800
"""Past it a browser keeps nothing: the sentence alone is kept."""


def keep(answer: Response, route: str, sentence: str, faults: Mapping[str, str], typed: Mapping[str, object]) -> None:
    """Put on the answer what its page shows next; nothing secret is kept."""
    words = {"page": route, "sentence": sentence, "faults": dict(faults)}
    token = _encrypted(words | {"typed": shown(typed)})
    if len(token) > LONGEST_COOKIE:
        token = _encrypted(words | {"typed": {}})
    seconds = int(LIFETIME.total_seconds())
    answer.set_cookie(KEPT, quote(token), max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")


def of_page(route: str) -> Saying:
    """What a page says at first: what was kept for it."""

    async def said(_query: Mapping[str, str], cookie: str) -> FirstWords | None:
        kept = _decrypted(session.cookie_value(cookie, KEPT))
        if kept is None or kept["page"] != route:
            return None
        return FirstWords(kept["sentence"], kept["faults"], kept["typed"])

    return said


def _encrypted(words: Mapping[str, Any]) -> str:
    assert runtime.ports is not None
    until = (runtime.ports.clock.now() + LIFETIME).isoformat()
    return sealed.encrypt(runtime.ports.settings.keys, Use.KEPT, json.dumps({**words, "until": until}))


def _decrypted(token: str) -> dict[str, Any] | None:
    if not token or runtime.ports is None:
        return None
    try:
        words = json.loads(sealed.decrypt(runtime.ports.settings.keys, Use.KEPT, token))
    except InvalidToken:
        return None
    return words if datetime.fromisoformat(words["until"]) > runtime.ports.clock.now().astimezone(UTC) else None
