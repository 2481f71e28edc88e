"""Every table, imported once: Alembic and the database see the whole schema here."""

from espace_factures.api import models as api
from espace_factures.app import limits, words
from espace_factures.audit import models as audit
from espace_factures.demandes import models as demandes
from espace_factures.documents import models as documents
from espace_factures.establishments import models as establishments
from espace_factures.habilitations import models as habilitations
from espace_factures.identity import models as identity
from espace_factures.invoices import models as invoices
from espace_factures.invoices.exporting import models as exporting
from espace_factures.invoices.inbox import models as inbox
from espace_factures.invoices.payment import models as payment
from espace_factures.notifications import models as notifications
from espace_factures.orders import models as orders
from espace_factures.organisation import models as organisation
from espace_factures.oversight import models as oversight
from espace_factures.privacy import models as privacy
from espace_factures.profile import models as profile
from espace_factures.queues import models as queues
from espace_factures.reception import models as reception
from espace_factures.ribs import models as ribs

__all__ = [
    "api",
    "audit",
    "demandes",
    "documents",
    "establishments",
    "exporting",
    "habilitations",
    "identity",
    "inbox",
    "invoices",
    "limits",
    "notifications",
    "orders",
    "organisation",
    "oversight",
    "payment",
    "privacy",
    "profile",
    "queues",
    "reception",
    "ribs",
    "words",
]
