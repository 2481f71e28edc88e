"""An IBAN is not in the database, and is found again by its trace, whatever the key it was written with."""

from dataclasses import replace

import pytest

from espace_factures.app import at_rest, rotation
from espace_factures.app.sealed import Use
from espace_factures.core.errors import FormError
from tests.ribs.conftest import Counter, an_iban

IBAN = an_iban()
PRESENT = b"the key of today, thirty-two bytes"


def with_keys(counter: Counter, *keys: bytes) -> None:
    counter.world.use(settings=replace(counter.world.ports.settings, keys=keys))


def test_an_iban_is_nowhere_in_its_table(counter: Counter) -> None:
    counter.adds(iban=IBAN)
    assert IBAN not in str(counter.world.rows("SELECT * FROM ribs"))


def test_the_same_iban_is_refused_after_a_change_of_keys(counter: Counter) -> None:
    counter.adds(iban=IBAN)
    with_keys(counter, PRESENT, *counter.world.ports.settings.keys)
    with pytest.raises(FormError):
        counter.adds(iban=IBAN)


def test_traces_follow_the_present_key(counter: Counter) -> None:
    counter.adds(iban=IBAN)
    with_keys(counter, PRESENT, *counter.world.ports.settings.keys)
    rotation.renewed(counter.world.do)
    with_keys(counter, PRESENT)
    assert counter.world.rows("SELECT iban_trace FROM ribs") == [(at_rest.traces(Use.IBAN, IBAN)[0],)]
    with pytest.raises(FormError):
        counter.adds(iban=IBAN)
