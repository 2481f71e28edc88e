"""The development mailbox, where the newcomer finds his code; and the one click that stops a kind of mail."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from espace_factures import routes
from espace_factures.app.origin import page
from espace_factures.app.run import read, run, runtime
from espace_factures.notifications.models import Mail, Text
from espace_factures.notifications.service import outbox, subscriptions
from espace_factures.web.native import NOT_FOUND, PUBLIC, Native

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Courriels et SMS de développement</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/theme.css"></head>
<body class="mailbox"><main><h1>Courriels et SMS de développement</h1>
<p>Aucun serveur de courriel ou de SMS n’est réglé (<code>SMTP_URL</code>, <code>SMS_URL</code>) : les messages restent
ici.</p>{messages}</main></body></html>"""


async def mailbox(_request: Request) -> Response:
    """GET /dev/courriels: the latest mails and SMS; 404 as soon as both have a way out."""
    if runtime.ports is None or not runtime.ports.settings.shows_mailbox:
        return PlainTextResponse(NOT_FOUND, status_code=404)
    found = await read(outbox.mailbox)
    latest = sorted([*found.mails, *found.texts], key=lambda message: message.created_at, reverse=True)
    return HTMLResponse(PAGE.format(messages="".join(map(_article, latest)) or "<p>Aucun message.</p>"))


async def stop(request: Request) -> Response:
    """/abonnements/arret/{sealed}: POST is a mail reader's one click (RFC 8058), GET leads to the page that asks."""
    link = request.path_params["sealed"]
    if request.method != "POST":
        return RedirectResponse(page(routes.with_query(routes.STOP_MAILS, lien=link)), status_code=303)
    await run(subscriptions.stop, link)
    return PlainTextResponse("C’est fait : ces courriels ne vous seront plus envoyés.")


def _article(message: Mail | Text) -> str:
    if isinstance(message, Text):
        return f"<article><h2>SMS</h2><p>Au {escape(message.recipient)}</p><pre>{escape(message.body)}</pre></article>"
    return (
        f"<article><h2>{escape(message.subject)}</h2><p>À {escape(message.recipient)}</p>"
        f"<pre>{escape(message.text)}</pre></article>"
    )


ROUTES = [
    Native(routes.DEV_MAILBOX, ("GET",), PUBLIC, mailbox),
    Native(routes.POST_STOP_MAILS, ("GET", "POST"), PUBLIC, stop),
]
