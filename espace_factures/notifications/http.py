"""The development mailbox: where the newcomer finds his code when no mail server is set."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from espace_factures import routes
from espace_factures.notifications import service
from espace_factures.notifications.models import Mail
from espace_factures.web.run import run, runtime

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Courriels de développement</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/theme.css"></head>
<body class="mailbox"><main><h1>Courriels de développement</h1>
<p>Aucun serveur de courriel n’est réglé (<code>SMTP_URL</code>) : les messages restent ici.</p>{mails}</main></body>
</html>"""


async def mailbox(_request: Request) -> Response:
    """GET /dev/courriels: the latest mails; 404 as soon as a mail server is set."""
    if runtime.ports is None or not runtime.ports.settings.shows_mailbox:
        return PlainTextResponse("Cette page est introuvable.", status_code=404)
    mails = await run(service.mailbox)
    return HTMLResponse(PAGE.format(mails="".join(map(_article, mails)) or "<p>Aucun message.</p>"))


def _article(mail: Mail) -> str:
    return (
        f"<article><h2>{escape(mail.subject)}</h2><p>À {escape(mail.recipient)}</p>"
        f"<pre>{escape(mail.text)}</pre></article>"
    )


ROUTES = [Route(routes.DEV_MAILBOX, mailbox, methods=["GET"])]
