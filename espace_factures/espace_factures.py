"""The composition root: the app, its pages, its lifespan; no decision here."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import reflex as rx
from starlette.applications import Starlette
from starlette.types import ASGIApp

from espace_factures import (
    catalogue,
    frontend,
    logs,
    measures,
    migrations,
    postgres,
    rights,
    routes,
    transports,
    wiring,
)
from espace_factures.app import run
from espace_factures.app.origin import PAGES
from espace_factures.documents import service as documents_service
from espace_factures.jobs.queue import running_worker
from espace_factures.oversight.service import readiness
from espace_factures.portal.pages.not_found import not_found
from espace_factures.settings import CaptchaKind, settings
from espace_factures.shell import document
from espace_factures.web import closed_tabs, csp, failures, faults, live, load, plain, seen, slots
from espace_factures.web.callers import Callers
from espace_factures.web.first_rows import FirstRows
from espace_factures.web.gestures import Gestures
from espace_factures.web.guard import GuardMiddleware
from espace_factures.web.me import Me
from espace_factures.web.native import served
from espace_factures.web.polling_door import PollingDoor
from espace_factures.web.shield import Shield
from espace_factures.web.slots import Slots
from espace_factures.web.socket_door import SocketDoor
from espace_factures.web.sockets import Sockets

WHO: Any = Me.load
FOR_ALL = frozenset(page.route for page in catalogue.PAGES if page.is_drawn_for_all)
LOADS = {page.route: [WHO, *page.loads] for page in catalogue.PAGES}


def shield(inner: ASGIApp) -> ASGIApp:
    """The outermost layer, knowing our origins and the protected pages."""
    values, sockets = settings(), Sockets()
    measures.SOCKETS.set_function(sockets.count)
    pages = frozenset(page.route for page in catalogue.PAGES)
    shielded = Shield(
        app=inner,
        origins=frozenset({values.origin, PAGES} - {""}),
        pages=pages - {routes.HOME},
        protected={page.route: page.permission for page in catalogue.PAGES if page.permission},
        firsts={page.route: page.first for page in catalogue.PAGES if page.first},
        policies=csp.policies(frontend.CLIENT, with_google=values.captcha is CaptchaKind.RECAPTCHA),
        callers=Callers(values.proxies),
        door=SocketDoor(inner, sockets),
        polling=PollingDoor(inner, sockets),
        first_rows=FirstRows(Slots(frontend.CLIENT, frontend.SNIPPETS), LOADS, FOR_ALL),
        is_https=values.origin.startswith("https://"),
    )
    return seen.Seen(shielded, pages)


@asynccontextmanager
async def at_work() -> AsyncIterator[None]:
    """The worker and the live updates, while the server runs."""
    conninfo = postgres.libpq_url(wiring.direct_url())
    app.event_processor.graceful_shutdown_timeout = 5
    Gestures(app.event_namespace, app.event_processor).stand()
    seen.see_events(app.event_processor)
    await rights.tell()
    warming = asyncio.create_task(documents_service.warm_reader())
    async with (
        run.asking(postgres.libpq_url(wiring.database_url()), wiring.pools()),
        running_worker(conninfo),
        live.listening(app, conninfo),
        closed_tabs.forgetting(app),
        load.watched(),
        wiring.mail_door(),
    ):
        yield
    await warming


logs.configure()
plain.built.folder = frontend.CLIENT
app = rx.App(
    **document.SHELL,
    toaster=None,
    app_wraps={},
    backend_exception_handler=faults.of_the_framework,
    frontend_exception_handler=faults.of_a_page,
    api_transformer=[Starlette(routes=served(catalogue.NATIVE_ROUTES), exception_handlers=failures.HANDLERS), shield],
)
app.add_middleware(GuardMiddleware(), index=0)
for page in catalogue.PAGES:
    app.add_page(
        slots.drawn(page, frontend.DRAWN) if wiring.is_compiling() else page.component,
        route=page.route,
        title=f"{page.title} – Province Sud",
        description=page.description,
        on_load=LOADS[page.route],
    )
app.add_page(
    not_found,
    route="404",
    title="Page introuvable – Province Sud",
    description="Cette adresse ne mène nulle part.",
    on_load=[WHO],
)
if not wiring.is_compiling():
    wiring.configure()
    readiness.standing.latest_schema = migrations.latest
    transports.accept_both(app)
    app.register_lifespan_task(at_work)
