"""Sends one mail or one SMS: at least once, under one identifier, so that a receiver sees it once."""

from dataclasses import replace

from espace_factures.app.outside import outside
from espace_factures.app.run import run
from espace_factures.core.ports import MailRefusedError, TextRefusedError
from espace_factures.jobs.queue import task
from espace_factures.notifications.service import attaching, outbox


@task(outbox.SEND_MAIL)
async def send_mail(mail_id: int) -> None:
    """Hand the mail to the server and remember it; a server that is down is tried again later."""
    found = await run(outbox.mail_to_send, mail_id)
    if found is None:
        return
    message, attachment = found
    try:
        await outside().mailer.send(replace(message, attachments=await attaching.made(attachment)))
    except MailRefusedError:
        await run(outbox.mail_refused, mail_id)
    else:
        await run(outbox.mail_left, mail_id)


@task(outbox.SEND_TEXT)
async def send_text(text_id: int) -> None:
    """Hand the SMS to the gateway and remember it; a gateway that is down is tried again, later and later."""
    message = await run(outbox.text_to_send, text_id)
    if message is None:
        return
    try:
        await outside().texter.send(message)
    except TextRefusedError:
        await run(outbox.text_refused, text_id)
    else:
        await run(outbox.text_left, text_id)
