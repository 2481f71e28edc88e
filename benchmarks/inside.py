"""The product's own parts in this process: runtime, actor, use cases."""

import os

from benchmarks.data import Place, open_session
from espace_factures import wiring
from espace_factures.app import run
from espace_factures.app.uow import make_engine
from espace_factures.core.access import Actor
from espace_factures.identity.service import sessions
from espace_factures.settings import settings


def inhabit(place: Place, folder: str) -> tuple[Actor, str]:
    """Run use cases of this process on a loaded database; returns the supplier and their token."""
    os.environ |= {"DATABASE_URL": place.url, "VAR_DIR": folder, "APP_ENV": "dev"}
    settings.cache_clear()
    wiring.configure()
    run.configure(make_engine(place.url), wiring.make_inside(settings()))
    token = open_session(place)
    seen = run.answer(sessions.recognise, token)
    assert seen is not None
    return seen.actor, token
