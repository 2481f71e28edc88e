"""Those who share a queue of invoices, of habilitations and of RIBs."""

from tests.habilitations.conftest import Desk, desk
from tests.invoices.conftest import Office, office
from tests.ribs.conftest import Counter, counter

__all__ = ["Counter", "Desk", "Office", "counter", "desk", "office"]
