"""Demandes of each kind, opened the way the features above open theirs."""

from collections.abc import Callable

import pytest

from espace_factures.core.access import Actor
from espace_factures.demandes.rules import Kind, Stage, Tone
from espace_factures.demandes.service import cases
from espace_factures.documents import service as documents_service
from espace_factures.documents.rules import DocumentRole
from espace_factures.establishments.models import Establishment
from espace_factures.organisation.models import Direction
from tests import factories
from tests.conftest import World

DEPOSITED = Stage("Déposée", Tone.PROGRESS)
Opens = Callable[..., str]
Stores = Callable[..., str]


@pytest.fixture
def opens(world: World) -> Opens:
    """Open a demande; returns its reference."""

    def opened(
        actor: Actor,
        kind: Kind = Kind.INVOICE,
        place: Establishment | None = None,
        title: str = "Facture F-1",
        direction: Direction | None = None,
    ) -> str:
        def use_case(uow, ports):
            demande = cases.open_demande(uow, ports, actor, kind, title, DEPOSITED, place.id if place else None)
            demande.direction_id = direction.id if direction else None
            return demande.reference

        return world.do(use_case)

    return opened


@pytest.fixture
def stores(world: World) -> Stores:
    """Store a file that no demande has taken yet; returns its public identifier."""

    def stored(actor: Actor, name: str = "kbis.pdf", role: DocumentRole = DocumentRole.PROOF) -> str:
        content = factories.a_pdf(name)
        return world.do(documents_service.receive, actor, role, name, content).document.public_id

    return stored
