"""An administrator who watches, and the people around an invoice."""

import pytest

from espace_factures.core.access import Actor, Role
from tests import factories
from tests.conftest import World
from tests.invoices.conftest import office

__all__ = ["office", "watcher"]


@pytest.fixture
def watcher(world: World) -> Actor:
    """An administrator."""
    return factories.an_agent(world, Role.ADMIN)
