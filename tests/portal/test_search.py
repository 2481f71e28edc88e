"""« RECHERCHER »: words found however they are typed, and nobody else's demandes."""

import pytest

from espace_factures import routes
from espace_factures.core.access import Actor, Role
from espace_factures.demandes.rules import Kind, Stage, Tone
from espace_factures.demandes.service import cases
from espace_factures.portal import messages as portal_messages
from espace_factures.portal.messages import search
from espace_factures.portal.service import searching
from tests import factories
from tests.conftest import World


def found(query: str) -> list[str]:
    """The addresses of the pages found, best first."""
    return [article.route for article in search.search(portal_messages.ARTICLES, query)]


@pytest.mark.parametrize("query", ["déposer une facture", "DEPOSER FACTURE", "deposer  factures", "Déposer, facture !"])
def test_accents_capitals_plurals_and_signs_do_not_count(query: str) -> None:
    assert {routes.SERVICE_SHEET, routes.HELP_DEPOSIT} <= set(found(query)[:3])


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("comment obtenir une habilitation", routes.HELP_HABILITATION),
        ("mot de passe oublié", routes.HELP_PASSWORD),
        ("Comment se connecter ?", routes.HELP_FIRST_CONNECTION),
        ("ajouter un RIB", routes.HELP_RIB),
        ("l'habilitation", routes.HELP_HABILITATION),
        ("cookies", routes.PRIVACY_STATEMENT),
        ("délai", routes.SERVICE_SHEET),
        ("facture rejetée", routes.HELP_TRACKING),
    ],
)
def test_a_question_finds_its_page(query: str, page: str) -> None:
    assert page in found(query)


def test_a_page_that_holds_every_word_leaves_out_those_that_hold_some() -> None:
    assert routes.LEGAL not in found("RIDET habilitation")


def test_the_number_of_an_invoice_finds_no_page_of_words() -> None:
    assert found("facture F-2026-0318") == []


def test_a_word_found_nowhere_finds_nothing() -> None:
    assert found("zzz") == []


def test_a_title_comes_before_a_mention() -> None:
    assert found("mot de passe")[0] == routes.HELP_PASSWORD


@pytest.mark.parametrize("query", ["", "   ", "?!", "\u00a0"])
def test_nothing_asked_finds_nothing(query: str) -> None:
    assert found(query) == []


def test_little_words_alone_are_words_again() -> None:
    assert found("de") != []


def test_folding_leaves_letters_only() -> None:
    assert search.fold("Œuvre ÉTÉ d’été") == "oeuvre ete d'ete"


@pytest.fixture
def supplier(world: World) -> Actor:
    """The manager of EXEMPLE SARL, who deposited an invoice."""
    place = factories.an_establishment(world, name="EXEMPLE SARL")
    actor = factories.a_member(world, place)
    an_invoice(world, actor, place.id)
    return actor


def an_invoice(world: World, actor: Actor, place: int, direction: int | None = None) -> None:
    def use_case(uow, ports):
        title, stage = "Facture F2026-0001 – EXEMPLE SARL", Stage("Déposée", Tone.PROGRESS)
        cases.open_demande(uow, ports, actor, Kind.INVOICE, title, stage, place).direction_id = direction

    world.do(use_case)


@pytest.mark.parametrize("query", ["F2026-0001", "exemple f2026", "EF-2026-000001", "ef-2026-000001"])
def test_an_invoice_is_found_by_its_number_or_its_reference(world: World, supplier: Actor, query: str) -> None:
    assert [demande.reference for demande in world.do(searching.search, supplier, query).followed] == ["EF-2026-000001"]


def test_the_invoices_of_others_are_not_found(world: World, supplier: Actor) -> None:
    stranger = factories.a_member(world, factories.an_establishment(world))
    result = world.do(searching.search, stranger, "F2026-0001")
    assert not [*result.followed, *result.to_instruct]


def test_an_agent_finds_what_he_instructs_apart_from_what_he_follows(world: World, supplier: Actor) -> None:
    direction, place = factories.a_direction(world), factories.an_establishment(world)
    an_invoice(world, supplier, place.id, direction.id)
    agent = factories.an_agent(world, Role.INVOICE_AGENT, direction)
    result = world.do(searching.search, agent, "F2026-0001")
    assert [demande.reference for demande in result.to_instruct] == ["EF-2026-000002"]
    assert not result.followed


def test_an_empty_search_shows_no_demande(world: World, supplier: Actor) -> None:
    assert not world.do(searching.search, supplier, "  ").followed
