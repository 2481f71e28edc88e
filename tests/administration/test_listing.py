"""The list of agents comes by pages, under the search that was typed."""

from espace_factures.administration.presenter.agents import lead_words, position_words
from espace_factures.administration.service import seeing
from espace_factures.core.access import Role
from tests import factories
from tests.administration.conftest import House

MANY = seeing.PAGE_SIZE + 3


def test_a_page_holds_fifty_and_says_where_it_stands(house: House) -> None:
    for _ in range(MANY):
        factories.an_agent(house.world, Role.ACCOUNTANT)
    first, last = (house.do(seeing.listed, "comptable", page) for page in (1, 2))
    assert len(first.agents) == seeing.PAGE_SIZE
    assert len(last.agents) == MANY - seeing.PAGE_SIZE
    assert position_words(last, 2) == f"51 à {MANY} sur {MANY}"
    assert lead_words(first).startswith(f"{MANY + 3}")


def test_one_page_says_no_place(house: House) -> None:
    assert position_words(house.do(seeing.listed, ""), 1) == ""
