"""Sends one mail: at least once, under one Message-ID, so that a receiver sees it once."""

from espace_factures.core.ports import MailRefusedError
from espace_factures.jobs.queue import RETRY, queue
from espace_factures.notifications import service
from espace_factures.web.run import run, runtime


@queue.task(name=service.SEND_MAIL, retry=RETRY)
async def send_mail(mail_id: int) -> None:
    """Hand the mail to the server and remember it; a server that is down is tried again later."""
    message = await run(service.mail_to_send, mail_id)
    if message is None or runtime.ports is None:
        return
    try:
        await runtime.ports.mailer.send(message)
    except MailRefusedError:
        await run(service.mail_refused, mail_id)
    else:
        await run(service.mail_left, mail_id)
