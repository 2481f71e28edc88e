"""Every table, imported once: Alembic and the database see the whole schema here."""

from espace_factures.accounts import models as accounts
from espace_factures.audit import models as audit
from espace_factures.establishments import models as establishments
from espace_factures.habilitations import models as habilitations
from espace_factures.invoices import models as invoices
from espace_factures.notifications import models as notifications
from espace_factures.orders import models as orders
from espace_factures.privacy import models as privacy
from espace_factures.requests import models as requests
from espace_factures.ribs import models as ribs

__all__ = [
    "accounts",
    "audit",
    "establishments",
    "habilitations",
    "invoices",
    "notifications",
    "orders",
    "privacy",
    "requests",
    "ribs",
]
