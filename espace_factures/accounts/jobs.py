"""Makes the codes that pages asked for, and sends them."""

from espace_factures.accounts import codes
from espace_factures.jobs.queue import RETRY, queue
from espace_factures.web.run import run


@queue.task(name=codes.SEND_CODE, retry=RETRY)
async def send_code(code_id: int) -> None:
    """Send one code; a run that failed is tried again, and never makes two."""
    await run(codes.deliver, code_id)
