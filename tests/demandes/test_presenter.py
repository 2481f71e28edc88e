"""A demande in words: its reasons, and the links that lead where the reader may go."""

from datetime import UTC, datetime

import pytest

from espace_factures import catalogue, routes
from espace_factures.demandes.models import Demande, DemandeEvent
from espace_factures.demandes.presenter import demande_row, history_rows, onward
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import kinds

MOMENT = datetime(2026, 11, 18, 1, 0, tzinfo=UTC)
SERVED = {page.route: page for page in catalogue.PAGES}


def an_event(**details: str) -> DemandeEvent:
    return DemandeEvent(demande_id=1, at=MOMENT, author="Province Sud", status="Refusé", tone="refused", **details)


def a_request(kind: Kind) -> Demande:
    return Demande(
        reference="RI-2026-000001",
        kind=kind,
        title="RIB – EXEMPLE SARL",
        status="Refusé",
        tone="refused",
        account_id=1,
        created_at=MOMENT,
        updated_at=MOMENT,
        clock_from=MOMENT,
    )


def test_a_coded_reason_is_told_in_words_with_the_agents_own() -> None:
    (row,) = history_rows(
        [an_event(reason_code="CREANCIER_ERR", comment="voir la page 1")], {"CREANCIER_ERR": "le nom"}
    )
    assert row.reason == "Le nom. Message de l’agent : « voir la page 1 »"


def test_a_code_without_words_is_never_shown() -> None:
    (row,) = history_rows([an_event(reason_code="CREANCIER_ERR")])
    assert row.reason == ""


def test_every_kind_has_words_for_its_reasons() -> None:
    assert all(declared.life.reasons for declared in kinds.every())


@pytest.mark.parametrize("kind", list(Kind))
def test_a_demande_leads_the_usager_to_a_page_open_to_him(kind: Kind) -> None:
    assert demande_row(a_request(kind)).href == f"{kinds.of(kind).page}?ref=RI-2026-000001"
    assert not kinds.of(kind).page.startswith(routes.ADMIN)
    assert kinds.of(kind).page in SERVED


@pytest.mark.parametrize("kind", list(Kind))
def test_a_demande_leads_the_agent_to_where_he_instructs_it(kind: Kind) -> None:
    href = demande_row(a_request(kind), to_instruct=True).href
    assert href == f"{kinds.of(kind).agent_page}?ref=RI-2026-000001"
    assert kinds.of(kind).agent_page in SERVED


@pytest.mark.parametrize("kind", list(Kind))
def test_the_detail_leads_on_to_what_the_demande_is_about(kind: Kind) -> None:
    assert onward(a_request(kind)).href.split("?")[0] in SERVED


def test_the_moment_is_noumeas() -> None:
    assert demande_row(a_request(Kind.RIB)).changed_on == "18\u00a0nov.\u00a02026 à 12\u00a0h\u00a000"
