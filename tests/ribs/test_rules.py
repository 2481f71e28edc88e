"""Pure decisions about RIBs: whose turn it is, whose name it is, one number written two ways."""

import pytest

from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import StaleError
from espace_factures.ribs import presenter as ribs_presenter
from espace_factures.ribs.rules import LIFE, Status, names_agree

AGENT = Actor(1, 1, "", "", frozenset({Role.HABILITATION_AGENT}))


def test_the_first_validation_leads_to_the_second() -> None:
    assert LIFE.moves_of_agent(AGENT, Status.TO_CHECK) == [Status.CHECKED, Status.REFUSED]
    assert LIFE.moves_of_agent(AGENT, Status.CHECKED) == [Status.VALIDATED, Status.REFUSED]


@pytest.mark.parametrize("status", [Status.VALIDATED, Status.REFUSED, Status.REPLACED])
@pytest.mark.parametrize("wanted", [Status.CHECKED, Status.VALIDATED])
def test_what_is_decided_is_not_validated(status: Status, wanted: Status) -> None:
    with pytest.raises(StaleError):
        LIFE.require(AGENT, status, wanted)


@pytest.mark.parametrize(
    ("holder", "place"),
    [
        ("EXEMPLE SARL", "Exemple Sarl"),
        ("SARL EXEMPLE", "EXEMPLE"),
        ("Île d’Ouen Péche", "ILE D OUEN PECHE SARL"),
        ("M. DUPONT JEAN", "Jean Dupont"),
        ("Madame Léa DUPONT", "DUPONT Lea"),
        ("STE EXEMPLE SARL", "EXEMPLE SARL"),
    ],
)
def test_names_that_agree(holder: str, place: str) -> None:
    assert names_agree(holder, place)


@pytest.mark.parametrize(
    ("holder", "place"),
    [
        ("PAUL MARTIN", "EXEMPLE SARL"),
        ("SARL", "EXEMPLE SARL"),
        ("", "EXEMPLE SARL"),
        ("", ""),
        ("EXEMPLE SAS", "EXEMPLE SARL"),
        ("EXEMPLE SARL JEAN VOLEUR", "EXEMPLE SARL"),
        ("EXEMPLE", "EXEMPLE ET FILS"),
        ("\u0415XEMPLE SARL", "EXEMPLE SARL"),
        ("DUPONT DUPONT", "DUPONT"),
    ],
)
def test_names_that_do_not(holder: str, place: str) -> None:
    assert not names_agree(holder, place)


def test_an_iban_says_its_four_parts() -> None:
    words = ribs_presenter.derived_words({"iban": "fr76 1749 9000 1012 3456 7890 102"})
    assert words == "Code banque 17499 · code guichet 00010 · numéro de compte 12345678901 · clé RIB 02"


def test_four_parts_say_their_iban() -> None:
    words = ribs_presenter.derived_words({"bank": "17499", "branch": "00010", "account": "12345678901", "key": "02"})
    assert words == "IBAN\u202f: FR76 1749 9000 1012 3456 7890 102"


@pytest.mark.parametrize("typed", [{}, {"iban": "FR76"}, {"bank": "17499"}, {"key": "²²"}])
def test_what_is_not_whole_says_nothing_yet(typed: dict[str, str]) -> None:
    assert ribs_presenter.derived_words(typed) == ""


@pytest.mark.parametrize(
    ("code", "comment", "words"),
    [
        ("JUSTIF_ABS", "", "le relevé d’identité bancaire manque ou n’est pas lisible"),
        ("AUTRE", "Compte clos.", "Compte clos"),
        ("inconnu", "", ""),
    ],
)
def test_a_reason_in_one_phrase(code: str, comment: str, words: str) -> None:
    assert LIFE.explain(code, comment) == words
