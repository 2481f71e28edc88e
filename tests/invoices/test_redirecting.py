"""« Réorienter »: the agent is told where it went; nothing goes where nobody would see it."""

import pytest

from espace_factures.app.forms import parse
from espace_factures.core.access import Role
from espace_factures.core.errors import FormError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding
from espace_factures.invoices.processing.forms import InvoiceDecision
from espace_factures.invoices.rules import Status
from espace_factures.organisation.models import Direction
from tests import factories
from tests.invoices.conftest import Office


def redirects(office: Office, direction: Direction) -> str:
    """The agent sends a new invoice there; what they are told."""
    form = parse(InvoiceDecision, {"status": Status.REDIRECTED, "direction": str(direction.id)})
    return office.world.do(deciding.decide, office.agent, Kind.INVOICE, office.deposits(), 1, form)


def test_the_agent_is_told_where_it_went(office: Office) -> None:
    other = factories.a_direction(office.world)
    factories.an_agent(office.world, Role.INVOICE_AGENT, other)
    assert redirects(office, other) == f"Réorientée vers «\u202f{other.name}\u202f». Le fournisseur en est averti."


def test_a_direction_that_nobody_serves_is_refused_by_its_name(office: Office) -> None:
    other = factories.a_direction(office.world)
    factories.suspended(office.world, factories.an_agent(office.world, Role.INVOICE_AGENT, other))
    factories.an_agent(office.world, Role.ACCOUNTANT, other)
    with pytest.raises(FormError) as refusal:
        redirects(office, other)
    assert refusal.value.fields == {
        "direction": f"Aucun agent ne sert «\u202f{other.name}\u202f»\u202f: la facture n’y serait vue de personne."
    }
