"""What is typed and not sent leaves in the very transaction that sends it."""

from typing import Any

import pytest

from espace_factures.app import words
from espace_factures.core.errors import FormError
from espace_factures.demandes.forms import Decision
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, following
from espace_factures.ribs.rules import Status
from tests.playing import played
from tests.ribs.conftest import Counter


def kept(counter: Counter, actor: Any) -> list[str]:
    """The places where this person has words under way."""
    rows = counter.world.rows("SELECT place FROM words_under_way WHERE account_id = :id", id=actor.account_id)
    return [place for (place,) in rows]


def says(actor: Any, reference: str, text: str) -> None:
    """On the page of the RIB."""
    played(deciding.say, actor, Kind.RIB, reference, text)


def writes(actor: Any, reference: str, text: str) -> None:
    """On the page of the demande."""
    played(following.write, actor, reference, text)


@pytest.mark.parametrize("sends", [says, writes])
def test_a_message_that_is_refused_stays_and_one_that_is_sent_leaves(counter: Counter, sends: Any) -> None:
    reference, manager = counter.adds(), counter.manager
    played(words.keep, manager, words.message(reference), {"message": "Bonjour"})
    played(words.keep, manager, words.answer(reference), {"answer": "Le voici"})
    with pytest.raises(FormError):
        sends(manager, reference, "")
    assert len(kept(counter, manager)) == 2
    sends(manager, reference, "Bonjour")
    assert kept(counter, manager) == [words.answer(reference)]


def test_a_rib_and_a_decision_take_their_words_with_them(counter: Counter) -> None:
    played(words.keep, counter.manager, words.RIB, {"holder": "ATELIER", "iban": "FR76"})
    reference = counter.adds()
    assert kept(counter, counter.manager) == []
    place = words.decision(reference)
    played(words.keep, counter.first, place, {"comment": "Le titulaire"})
    refused = Decision(status=str(Status.REFUSED), reason="AUTRE", comment="Le titulaire n’est pas le bon.")
    played(deciding.decide, counter.first, Kind.RIB, reference, 1, refused)
    assert kept(counter, counter.first) == []


def test_a_double_click_on_a_rib_keeps_what_is_typed_next(counter: Counter) -> None:
    counter.adds(once="clef")
    played(words.keep, counter.manager, words.RIB, {"holder": "AUTRE"})
    counter.adds(once="clef")
    assert kept(counter, counter.manager) == [words.RIB]
