"""The largest file is a parameter: what is larger is refused before it is read."""

import pytest
from sqlmodel import Session

from espace_factures.core.documents import MEGABYTE
from espace_factures.core.errors import FormError
from espace_factures.organisation.models import ParameterValue
from espace_factures.organisation.rules.parameters import Parameter
from espace_factures.organisation.service import changing, parameters
from tests import factories
from tests.conftest import World
from tests.invoices.conftest import Office, office

__all__ = ["office"]


def allow(world: World, megabytes: int) -> None:
    """Another largest file from now on."""
    now = world.clock.now()
    with Session(world.engine) as session:
        session.add(ParameterValue(parameter=Parameter.LARGEST_DOCUMENT, valid_from=now, value=megabytes, set_at=now))
        session.commit()
    parameters.kept.forget()


def test_a_file_larger_than_the_parameter_is_refused_and_a_smaller_one_is_not(office: Office) -> None:
    content = factories.a_pdf().ljust(3 * 1024 * 1024)
    allow(office.world, 2)
    with pytest.raises(FormError) as refused:
        office.drops(content)
    assert refused.value.fields == {"document": "Ce fichier dépasse 2\u00a0Mo\u202f: choisissez un fichier plus léger."}
    office.world.clock.advance(days=1)
    allow(office.world, 3)
    assert office.drops(content)


def test_a_file_larger_than_that_of_a_new_portal_comes_in_once_the_parameter_allows_it(office: Office) -> None:
    content = factories.a_pdf().ljust(26 * MEGABYTE)
    with pytest.raises(FormError):
        office.drops(content)
    office.world.do(changing.set_parameter, "largest-document-megabytes", "26", "", "")
    parameters.kept.forget()
    assert office.drops(content)
