"""The certificate that the mail of a deposit brings."""

from espace_factures.app.outside import away
from espace_factures.app.run import read
from espace_factures.core.ports import Attachment
from espace_factures.invoices.certificate import service
from espace_factures.invoices.certificate.presenter import name_of, paper
from espace_factures.notifications.service import attaching


async def _attached(reference: str) -> Attachment:
    found = await read(service.of_reference, reference)
    return Attachment(name_of(found), "application/pdf", await away(paper, found))


attaching.register(service.ATTACHED, _attached)
