"""A 1.2 MB PDF from the wire to a deposited invoice, beside the least that keeps its bytes."""

import asyncio
import hashlib
import os
import secrets
import tempfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import psycopg
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.data import Place
from benchmarks.figures import Figure, figure, timed
from benchmarks.inside import inhabit
from benchmarks.servers import Served
from espace_factures import routes
from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.app import run
from espace_factures.core.access import Actor
from espace_factures.core.calendar import noumea_date
from espace_factures.invoices.deposit.forms import Deposit
from espace_factures.invoices.deposit.service import deposits, drafts

REPEATS = 20
INSERT = """
INSERT INTO documents (public_id, account_id, role, name, media_type, size, pages, sha256, storage_key, created_at)
VALUES (%s, 1, 'facture', 'facture.pdf', 'application/pdf', %s, 1, %s, %s, now())
"""


def deposit(place: Place, app: Served, folder: Path) -> list[Figure]:
    """Each part in turn, so that a busy moment falls on all of them."""
    actor, _ = inhabit(place, str(folder))
    with psycopg.connect(place.conninfo) as connection:
        rounds = [_once(connection, actor, app, folder) for _ in range(REPEATS)]
    return _lines({part: [each[part] for each in rounds] for part in rounds[0]})


def _once(connection: psycopg.Connection, actor: Actor, app: Served, folder: Path) -> dict[str, float]:
    content, form, made = a_pdf(), a_form(), []
    return {
        "floor": timed(lambda: _keep(connection, folder, content)),
        "reader": timed(lambda: SubprocessReader().read(content, "facture.pdf")),
        "upload": timed(lambda: _upload(app, content)),
        "draft": timed(lambda: made.append(asyncio.run(drafts.start_draft(actor, "facture.pdf", content)))),
        "deposit": timed(lambda: run.execute(deposits.deposit_invoice, actor, made[0], form)),
    }


def _lines(parts: dict[str, list[float]]) -> list[Figure]:
    floor = figure("write, fsync, sha256, insert, commit", parts["floor"])
    ours = [sum(each) for each in zip(parts["draft"], parts["deposit"], strict=True)]
    kept = [whole - read for whole, read in zip(ours, parts["reader"], strict=True)]
    return [
        floor,
        figure("document reader's subprocess", parts["reader"], beside=floor),
        figure("start_draft, reader included", parts["draft"], beside=floor),
        figure("deposit_invoice", parts["deposit"], beside=floor),
        figure("draft and deposit, reader included", ours, beside=floor, target=3),
        figure("draft and deposit, reader put apart", kept, beside=floor, target=3),
        figure("the same upload through HTTP to a draft", parts["upload"], beside=floor),
    ]


def a_pdf() -> bytes:
    """One page with words and a picture that does not compress."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pageCompression=1)
    canvas.drawString(72, 800, f"Facture {secrets.token_hex(8)}")
    picture = Image.frombytes("RGB", (632, 632), os.urandom(632 * 632 * 3))
    canvas.drawImage(ImageReader(picture), 72, 100, 450, 450)
    canvas.save()
    return buffer.getvalue()


def a_form() -> Deposit:
    """What the supplier types."""
    day = noumea_date(run.wall_clock() - timedelta(days=2)).isoformat()
    values: dict[str, Any] = {"establishment": 1, "no_order": True, "direction": 1, "number": secrets.token_hex(8)}
    return Deposit.model_validate(values | {"issued_on": day, "total_ht": "1000", "tgc_11": "110", "total_ttc": "1110"})


def _keep(connection: psycopg.Connection, folder: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    digest = hashlib.sha256(content).hexdigest()
    connection.execute(INSERT, [secrets.token_urlsafe(16), len(content), digest, file.name])
    connection.commit()


def _upload(app: Served, content: bytes) -> None:
    files = {"fichier": ("facture.pdf", content, "application/pdf")}
    headers = {"Origin": app.url, "Cookie": app.cookie}
    httpx.post(app.url + routes.POST_DRAFT_FILE, files=files, headers=headers, timeout=30).raise_for_status()
