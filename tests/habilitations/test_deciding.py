"""Deciding: who may, what it opens, what it says, and never on a stale page."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from espace_factures.app.forms import parse
from espace_factures.core.access import Role
from espace_factures.core.errors import DomainError, ForbiddenError, FormError, NotFoundError, StaleError
from espace_factures.core.ports import RegistryRecord
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, dossiers
from espace_factures.establishments.rules import MemberRight
from espace_factures.establishments.service import standing
from espace_factures.habilitations.forms import HabilitationDecision
from espace_factures.habilitations.presenter import compare
from espace_factures.habilitations.rules import CHECKED, Status
from espace_factures.habilitations.service import case
from espace_factures.queues.rules import Query
from espace_factures.queues.service import listing
from tests import factories
from tests.habilitations.conftest import RIDET, Desk, OneRecord


def test_the_first_accepted_person_manages_the_etablissement(desk: Desk) -> None:
    desk.decides(desk.asks(), Status.ACCEPTED)
    [place] = desk.world.do(standing.mine, desk.person, MemberRight.MANAGE)
    assert (place.ridet, place.name) == (RIDET, "ATELIER DU LAGON")


def test_a_later_person_deposits_and_the_manager_is_told(desk: Desk) -> None:
    desk.decides(desk.asks(), Status.ACCEPTED)
    second = factories.an_account(desk.world)
    desk.decides(desk.asks(second), Status.ACCEPTED)
    assert len(desk.world.do(standing.mine, second, MemberRight.DEPOSIT)) == 1
    assert desk.world.do(standing.mine, second, MemberRight.MANAGE) == []
    assert desk.subjects(desk.person)[-1].endswith("une personne peut désormais agir pour l’établissement")


def test_two_first_persons_accepted_at_once_make_one_etablissement_and_one_manager(desk: Desk) -> None:
    people = [desk.person, factories.an_account(desk.world)]
    agents = [desk.agent, factories.an_agent(desk.world, Role.HABILITATION_AGENT)]
    work = list(zip([desk.asks(person) for person in people], agents, strict=True))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda pair: desk.decides(pair[0], Status.ACCEPTED, pair[1]), work))
    roles = [row.role for row in desk.world.rows("SELECT role FROM memberships ORDER BY role")]
    assert roles == ["depot", "gestionnaire"]
    assert len(desk.world.rows("SELECT 1 FROM establishments")) == 1


def test_a_refusal_opens_nothing_and_says_why(desk: Desk) -> None:
    desk.decides(desk.asks(), Status.REFUSED, reason="NON_REPRESENTANT")
    assert desk.world.do(standing.mine, desk.person) == []
    [mail] = desk.world.rows("SELECT text FROM mails ORDER BY id DESC LIMIT 1")
    assert "Rien ne montre que la personne représente l’établissement." in mail.text


def test_a_complement_comes_back_and_is_accepted(desk: Desk) -> None:
    reference = desk.asks()
    desk.decides(reference, Status.INCOMPLETE, comment="Envoyez l’avis RIDET.")
    desk.world.do(deciding.answer, desk.person, Kind.HABILITATION, reference, "Le voici.", desk.proof(name="avis.pdf"))
    desk.decides(reference, Status.ACCEPTED)
    labels = [row.status for row in desk.world.rows("SELECT status FROM demande_events ORDER BY id")]
    assert labels == ["Déposée", "Complément demandé", "Complétée", "Acceptée"]
    dossier = desk.world.do(dossiers.person_dossier, desk.person, Kind.HABILITATION, reference)
    assert [document.name for document in dossier.documents] == ["kbis.pdf", "avis.pdf"]


def test_an_empty_complement_is_refused_by_its_field(desk: Desk) -> None:
    reference = desk.asks()
    desk.decides(reference, Status.INCOMPLETE, comment="Envoyez l’avis RIDET.")
    with pytest.raises(FormError) as refusal:
        desk.world.do(deciding.answer, desk.person, Kind.HABILITATION, reference, "  ", "")
    assert set(refusal.value.fields) == {"answer"}


def test_nobody_completes_what_was_not_asked(desk: Desk) -> None:
    with pytest.raises(StaleError):
        desk.world.do(deciding.answer, desk.person, Kind.HABILITATION, desk.asks(), "Voici.", "")


def test_a_decision_on_a_stale_page_is_refused(desk: Desk) -> None:
    reference = desk.asks()
    desk.decides(reference, Status.INCOMPLETE, comment="L’avis RIDET.")
    with pytest.raises(StaleError):
        desk.world.do(
            deciding.decide,
            desk.agent,
            Kind.HABILITATION,
            reference,
            1,
            parse(HabilitationDecision, {"status": Status.ACCEPTED}),
        )


def test_two_agents_who_decide_at_once_make_one_decision(desk: Desk) -> None:
    reference = desk.asks()
    agents = [desk.agent, factories.an_agent(desk.world, Role.HABILITATION_AGENT)]
    wishes = [{"status": Status.ACCEPTED}, {"status": Status.REFUSED, "reason": "IDENTITE"}]

    def decide(pair: tuple) -> bool:
        try:
            desk.world.do(
                deciding.decide, pair[0], Kind.HABILITATION, reference, 1, parse(HabilitationDecision, pair[1])
            )
        except StaleError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(decide, zip(agents, wishes, strict=True)))
    assert sorted(outcomes) == [False, True]


def test_a_withdrawn_request_is_not_decided(desk: Desk) -> None:
    reference = desk.asks()
    desk.world.do(deciding.withdraw, desk.person, Kind.HABILITATION, reference)
    with pytest.raises(StaleError):
        desk.decides(reference, Status.ACCEPTED)


def test_an_agent_does_not_decide_his_own_request(desk: Desk) -> None:
    reference = desk.asks(desk.agent)
    with pytest.raises(DomainError, match="votre propre habilitation"):
        desk.decides(reference, Status.ACCEPTED)


@pytest.mark.parametrize("role", [Role.USER, Role.INVOICE_AGENT, Role.ACCOUNTANT, Role.ADMIN])
def test_who_is_not_of_the_habilitations_decides_nothing_and_sees_no_queue(desk: Desk, role: Role) -> None:
    reference, other = desk.asks(), factories.an_account(desk.world, role)
    with pytest.raises(ForbiddenError):
        desk.decides(reference, Status.ACCEPTED, other)
    with pytest.raises(ForbiddenError):
        desk.world.do(listing.listed, other, Kind.HABILITATION, Query())
    with pytest.raises(ForbiddenError):
        desk.world.do(dossiers.agent_dossier, other, Kind.HABILITATION, reference)


def test_a_reference_that_does_not_exist_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.world.do(dossiers.agent_dossier, desk.agent, Kind.HABILITATION, "HA-2026-999999")


def test_a_check_in_person_is_written_in_the_history(desk: Desk) -> None:
    desk.decides(desk.asks(), Status.ACCEPTED, comment="Bienvenue.", in_person="on")
    [event] = desk.world.rows("SELECT comment FROM demande_events ORDER BY id DESC LIMIT 1")
    assert event.comment == f"Bienvenue.\n{CHECKED}"


def test_every_decision_is_mailed_noticed_and_audited(desk: Desk) -> None:
    reference = desk.asks()
    desk.decides(reference, Status.INCOMPLETE, comment="L’avis RIDET.")
    assert desk.subjects(desk.person)[-1] == "Habilitation pour ATELIER DU LAGON\u202f: complément demandé"
    [notice] = desk.world.rows("SELECT link FROM notices WHERE account_id = :a", a=desk.person.account_id)
    assert notice.link == f"/factures/habilitation/suivi?ref={reference}"
    actions = [row.action for row in desk.world.rows("SELECT action FROM audit_entries ORDER BY id")]
    assert actions == ["habilitation.deposited", "habilitation.status"]


def test_the_agent_sees_what_differs_from_the_registry(desk: Desk) -> None:
    desk.world.use(registry=OneRecord(RegistryRecord(RIDET, "BOULANGERIE DU SUD", "Menuiserie", "Nouméa")))
    dossier = desk.world.do(dossiers.agent_dossier, desk.agent, Kind.HABILITATION, desk.asks())
    rows = compare(desk.world.do(case.beside_registry, desk.agent, dossier))
    assert [(row.label, row.differs) for row in rows] == [("Nom", True), ("Adresse", False), ("Activité", False)]


def test_the_agent_sees_the_members_and_the_other_requests_of_the_ridet(desk: Desk) -> None:
    desk.decides(desk.asks(), Status.ACCEPTED)
    second = desk.asks(factories.an_account(desk.world))
    dossier = desk.world.do(dossiers.agent_dossier, desk.agent, Kind.HABILITATION, second)
    assert [person.id for _, person in dossier.panel.members] == [desk.person.account_id]
    assert [habilitation.status for habilitation, _, _ in dossier.panel.others] == [Status.ACCEPTED]
