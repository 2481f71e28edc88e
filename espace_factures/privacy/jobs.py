"""After the commit: the ZIP is made, the files of who left are deleted; each hour, what waited long enough goes."""

import tempfile
import zipfile
from datetime import datetime
from typing import IO

import anyio.to_thread

from espace_factures.app import words
from espace_factures.app.outside import away, outside
from espace_factures.app.run import run
from espace_factures.core.calendar import NOUMEA
from espace_factures.core.ports import FileStore
from espace_factures.jobs.queue import Job, Line, queue, task
from espace_factures.privacy.rules import leaving
from espace_factures.privacy.service import deletion, exports
from espace_factures.privacy.service.archive import Piece
from espace_factures.privacy.service.exports import Plan


@task(exports.MAKE)
async def make_export(public_id: str) -> None:
    """Make the ZIP of one export; a run that failed begins again and ends the same."""
    plan = await run(exports.plan, public_id)
    if plan is None:
        await exports.clean(public_id)
        return
    with tempfile.TemporaryFile() as file:
        await _fill(file, plan, public_id, outside().files)
        file.seek(0)
        await exports.store(public_id, await anyio.to_thread.run_sync(file.read))


@task(deletion.FORGET_FILES)
async def forget_files(keys: list[str]) -> None:
    """Delete the bytes of what somebody left behind."""
    await deletion.forget_files(keys)


@queue.periodic(cron="17 * * * *")
@task(Job("privacy.purge", Line.EXPORTS))
async def purge(timestamp: int) -> None:  # noqa: ARG001 - when this was due
    """Delete the exports, the last letters and the words under way that were kept long enough."""
    await exports.purge()
    await run(deletion.purge_letters)
    await run(words.purge)


async def _fill(file: IO[bytes], plan: Plan, public_id: str, files: FileStore) -> None:
    total = len(plan.pieces) + 1
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, piece in enumerate(plan.pieces, 1):
            await away(_write, archive, piece, plan.at, files)
            if leaving.is_told(done, total):
                await run(exports.progress, public_id, done)


def _write(archive: zipfile.ZipFile, piece: Piece, at: datetime, files: FileStore) -> None:
    """One file of the ZIP; a document that its person discarded meanwhile is left out."""
    entry = zipfile.ZipInfo(piece.path, at.astimezone(NOUMEA).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    if not piece.storage_key:
        archive.writestr(entry, piece.text)
        return
    try:
        archive.writestr(entry, files.read(piece.storage_key))
    except KeyError:
        return
