"""Has the antivirus look at the documents that it could not see when they came."""

from espace_factures.documents import service
from espace_factures.jobs.queue import task


@task(service.SCAN)
async def scan(document_id: int) -> None:
    """Scan one; an antivirus that is down is asked again, later and later."""
    await service.scan_again(document_id)
