"""The floor of a deposit: a form of HTML that keeps the file, then one that keeps what was typed, without scripts."""

import hashlib
import json
import os
import secrets
import tempfile

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

KEPT = """
INSERT INTO documents (public_id, account_id, role, name, media_type, size, pages, sha256, storage_key, created_at)
VALUES (%s, 1, 'facture', 'facture.pdf', 'application/pdf', %s, 1, %s, %s, now())
"""
SENT = "INSERT INTO plain_forms (typed) VALUES (%s)"
FIELDS = ("numero", "date", "ht", "tgc", "ttc")
CHOICE = """<form method="post" action="/fichier" enctype="multipart/form-data">
<label>Document de la facture <input type="file" name="fichier" onchange="this.form.submit()"></label></form>"""


async def _door(_request: Request) -> HTMLResponse:
    return _page(CHOICE)


async def _keep(request: Request) -> HTMLResponse:
    async with request.form() as form:
        sent = form["fichier"]
        assert not isinstance(sent, str)
        content = await sent.read()
    path, digest = _stored(content), hashlib.sha256(content).hexdigest()
    async with request.app.state.pool.connection() as connection:
        await connection.execute(KEPT, [secrets.token_urlsafe(16), len(content), digest, path])
    fields = "".join(f'<label>{name} <input name="{name}"></label>' for name in FIELDS)
    return _page(f'<p>Fichier reçu</p><form method="post" action="/envoyer">{fields}<button>Envoyer</button></form>')


async def _send(request: Request) -> HTMLResponse:
    async with request.form() as form:
        typed = json.dumps({name: str(form[name]) for name in FIELDS})
    async with request.app.state.pool.connection() as connection:
        await connection.execute(SENT, [typed])
    return _page("<p>Facture déposée</p>")


def _stored(content: bytes) -> str:
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return file.name


def _page(inside: str) -> HTMLResponse:
    return HTMLResponse(f'<!doctype html><html lang="fr"><meta charset="utf-8"><title>Facture</title>{inside}</html>')


ROUTES = [
    Route("/deposer", _door),
    Route("/fichier", _keep, methods=["POST"]),
    Route("/envoyer", _send, methods=["POST"]),
]
TABLE = "CREATE TABLE IF NOT EXISTS plain_forms (id bigserial PRIMARY KEY, typed jsonb NOT NULL)"
