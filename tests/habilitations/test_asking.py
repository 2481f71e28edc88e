"""Asking for a habilitation: once, with a proof of one's own, told to whom it concerns."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from espace_factures.core.access import Role
from espace_factures.core.errors import DomainError, FormError, NotFoundError
from espace_factures.core.ports import RegistryRecord
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, dossiers
from espace_factures.establishments.service import standing
from espace_factures.habilitations.presenter import view_of
from espace_factures.habilitations.rules import RegistryAnswer, Status
from espace_factures.habilitations.service import applications, drafts
from tests import factories
from tests.habilitations.conftest import RIDET, Desk, OneRecord

LAGON = RegistryRecord(RIDET, "ATELIER DU LAGON SARL", "Menuiserie", "Nouméa")


def test_a_request_gets_a_reference_a_title_and_a_mail(desk: Desk) -> None:
    reference = desk.asks()
    [demande] = desk.world.rows("SELECT title, status FROM demandes WHERE reference = :r", r=reference)
    assert (demande.title, demande.status) == (f"Habilitation – ATELIER DU LAGON ({RIDET})", "Déposée")
    assert desk.subjects(desk.person) == [f"Demande d’habilitation reçue\u202f: {reference}"]


def test_the_mail_is_queued_with_the_request_or_not_at_all(desk: Desk) -> None:
    desk.asks()
    assert len(desk.world.rows("SELECT 1 FROM procrastinate_jobs")) == 1
    with pytest.raises(FormError):
        desk.asks()
    assert len(desk.world.rows("SELECT 1 FROM procrastinate_jobs")) == 1
    assert len(desk.world.rows("SELECT 1 FROM demandes")) == 1


def test_the_same_form_sent_twice_makes_one_request(desk: Desk) -> None:
    proof = desk.proof()
    first, second = (
        desk.world.do(applications.apply, desk.person, "une-clef", desk.form(), proof, known=False) for _ in range(2)
    )
    assert first == second
    assert len(desk.world.rows("SELECT 1 FROM habilitations")) == 1


def test_two_tabs_that_send_at_once_make_one_request(desk: Desk) -> None:
    proofs = [desk.proof(), desk.proof()]

    def send(proof: str) -> str:
        return desk.world.do(applications.apply, desk.person, "une-clef", desk.form(), proof, known=False)

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(send, proofs))) == 1
    assert len(desk.world.rows("SELECT 1 FROM habilitations")) == 1


def test_a_second_tab_may_ask_for_another_ridet(desk: Desk) -> None:
    for number in ("0047688001", "0112233001"):
        desk.world.do(applications.apply, desk.person, "une-clef", desk.form(ridet=number), desk.proof(), known=False)
    assert len(desk.world.rows("SELECT 1 FROM habilitations")) == 2


def test_a_second_request_for_the_same_ridet_says_where_the_first_stands(desk: Desk) -> None:
    first = desk.asks()
    with pytest.raises(FormError) as refusal:
        desk.asks()
    assert refusal.value.fields["ridet"].endswith(f"{first}, déposée.")


@pytest.mark.parametrize("end", [Status.REFUSED, Status.WITHDRAWN])
def test_a_closed_request_lets_another_be_made(desk: Desk, end: Status) -> None:
    first = desk.asks()
    if end is Status.REFUSED:
        desk.decides(first, Status.REFUSED, reason="IDENTITE")
    else:
        desk.world.do(deciding.withdraw, desk.person, Kind.HABILITATION, first)
    assert desk.asks() != first


def test_two_persons_may_ask_for_the_same_ridet(desk: Desk) -> None:
    assert desk.asks() != desk.asks(factories.an_account(desk.world))


def test_a_member_is_told_that_he_may_act_already(desk: Desk) -> None:
    factories.a_member(desk.world, factories.an_establishment(desk.world, ridet=RIDET), desk.person)
    with pytest.raises(FormError) as refusal:
        desk.asks()
    assert "Vous pouvez déjà agir" in refusal.value.fields["ridet"]


def test_a_former_member_may_ask_again(desk: Desk) -> None:
    place = factories.an_establishment(desk.world, ridet=RIDET)
    factories.a_member(desk.world, place, desk.person, expires_on=desk.world.clock.now().date().replace(year=2020))
    assert desk.asks().startswith("HA-")


def test_the_present_managers_learn_that_somebody_asks(desk: Desk) -> None:
    place = factories.an_establishment(desk.world, ridet=RIDET)
    manager = factories.a_member(desk.world, place)
    desk.asks()
    assert desk.subjects(manager) == [f"{place.name}\u202f: une personne demande à agir pour l’établissement"]


def test_a_request_without_a_proof_is_refused_by_its_field(desk: Desk) -> None:
    with pytest.raises(FormError) as refusal:
        desk.world.do(applications.apply, desk.person, "clef", desk.form(), "", known=False)
    assert set(refusal.value.fields) == {"proof"}


def test_the_proof_of_another_person_is_not_taken(desk: Desk) -> None:
    stolen = desk.proof(factories.an_account(desk.world))
    with pytest.raises(FormError):
        desk.world.do(applications.apply, desk.person, "clef", desk.form(), stolen, known=False)


def test_another_person_does_not_find_the_request(desk: Desk) -> None:
    reference = desk.asks()
    stranger = factories.an_account(desk.world)
    for use_case in (dossiers.person_dossier, deciding.withdraw):
        with pytest.raises(NotFoundError):
            desk.world.do(use_case, stranger, Kind.HABILITATION, reference)


def test_an_agent_does_not_follow_somebody_s_request_as_its_author(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.world.do(dossiers.person_dossier, desk.agent, Kind.HABILITATION, desk.asks())


def test_an_internal_note_is_not_in_the_person_s_page(desk: Desk) -> None:
    reference = desk.asks()
    desk.world.do(deciding.say, desk.agent, Kind.HABILITATION, reference, "À rappeler", is_internal=True)
    assert desk.world.do(dossiers.person_dossier, desk.person, Kind.HABILITATION, reference).messages == []
    assert len(desk.subjects(desk.person)) == 1


def test_an_agent_s_message_is_mailed_to_the_person(desk: Desk) -> None:
    reference = desk.asks()
    desk.world.do(deciding.say, desk.agent, Kind.HABILITATION, reference, "Pouvez-vous nous appeler ?")
    told = [subject for subject in desk.subjects(desk.person) if "message" in subject]
    assert told == ["Habilitation – ATELIER DU LAGON (0047688001)\u202f: un message vous attend"]


def test_pending_requests_are_those_that_wait_and_those_refused_lately(desk: Desk) -> None:
    waiting, refused = desk.asks(), desk.asks(ridet="0112233001")
    desk.decides(refused, Status.REFUSED, reason="IDENTITE")
    shown = [demande.reference for _, demande in desk.world.do(applications.pending_of, desk.person)]
    assert shown == [refused, waiting]
    desk.world.clock.advance(days=31)
    assert [demande.reference for _, demande in desk.world.do(applications.pending_of, desk.person)] == [waiting]


def test_a_refusal_that_another_request_replaced_is_not_pending(desk: Desk) -> None:
    refused = desk.asks()
    desk.decides(refused, Status.REFUSED, reason="IDENTITE")
    again = desk.asks()
    assert [demande.reference for _, demande in desk.world.do(applications.pending_of, desk.person)] == [again]


def test_the_registry_fills_the_draft(desk: Desk) -> None:
    desk.world.use(registry=OneRecord(LAGON))
    key = desk.world.do(drafts.open_draft, desk.person).key
    page, answer = desk.world.do(drafts.look_up, desk.person, key, RIDET)
    assert answer is RegistryAnswer.FOUND
    assert (page.typed["name"], page.typed["address"], page.is_known) == (LAGON.name, "Nouméa", True)


def test_a_registry_that_is_down_does_not_block(desk: Desk) -> None:
    desk.world.use(registry=OneRecord(is_down=True))
    key = desk.world.do(drafts.open_draft, desk.person).key
    _, answer = desk.world.do(drafts.look_up, desk.person, key, RIDET)
    assert answer is RegistryAnswer.SILENT
    assert desk.asks().startswith("HA-")


def test_an_unknown_ridet_does_not_block(desk: Desk) -> None:
    desk.world.use(registry=OneRecord())
    key = desk.world.do(drafts.open_draft, desk.person).key
    _, answer = desk.world.do(drafts.look_up, desk.person, key, RIDET)
    assert answer is RegistryAnswer.UNKNOWN
    assert desk.asks().startswith("HA-")


def test_a_look_up_keeps_what_was_typed(desk: Desk) -> None:
    desk.world.use(registry=OneRecord(LAGON))
    key = desk.world.do(drafts.open_draft, desk.person).key
    desk.world.do(drafts.keep, desk.person, key, {"address": "3 rue de l’Alma", "position": "Gérante"})
    page, _ = desk.world.do(drafts.look_up, desk.person, key, RIDET)
    assert (page.typed["address"], page.typed["position"]) == ("3 rue de l’Alma", "Gérante")


def test_the_draft_is_found_again_on_another_device(desk: Desk) -> None:
    key = desk.world.do(drafts.open_draft, desk.person).key
    desk.world.do(drafts.keep, desk.person, key, {"name": "ATELIER DU LAGON"})
    desk.world.do(drafts.keep_proof, desk.person, key, desk.proof())
    page = desk.world.do(drafts.open_draft, desk.person)
    assert (page.key, page.typed["name"], page.proof_name) == (key, "ATELIER DU LAGON", "kbis.pdf")


def test_a_draft_says_what_its_author_asked_already(desk: Desk) -> None:
    first = desk.asks()
    key = desk.world.do(drafts.open_draft, desk.person).key
    page = desk.world.do(drafts.keep, desk.person, key, {"ridet": RIDET})
    assert page.repeat is not None
    assert page.repeat.reference == first


def test_a_draft_that_was_sent_is_empty_again(desk: Desk) -> None:
    key = desk.world.do(drafts.open_draft, desk.person).key
    desk.world.do(drafts.keep, desk.person, key, {"name": "ATELIER DU LAGON"})
    desk.world.do(applications.apply, desk.person, key, desk.form(), desk.proof(), known=False)
    desk.world.do(drafts.keep, desk.person, key, {"name": "ATELIER DU LAGON"})
    page = desk.world.do(drafts.open_draft, desk.person)
    assert page.key != key
    assert set(page.typed.values()) == {""}


def test_the_proof_of_a_draft_is_one_s_own_and_can_be_shown(desk: Desk) -> None:
    key = desk.world.do(drafts.open_draft, desk.person).key
    with pytest.raises(FormError) as refusal:
        desk.world.do(drafts.keep_proof, desk.person, key, desk.proof(factories.an_account(desk.world)))
    assert set(refusal.value.fields) == {"proof"}


def test_an_agent_is_a_person_too_and_may_ask(desk: Desk) -> None:
    accountant = factories.an_account(desk.world, Role.ACCOUNTANT)
    assert desk.asks(accountant).startswith("HA-")
    assert desk.world.do(standing.mine, accountant) == []


def unproved(desk: Desk, *columns: str) -> None:
    """What somebody typed: they signed up by SMS, or gave no number."""
    values = ", ".join(f"{column} = NULL" for column in columns or ["email_proved_at"])
    with desk.world.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE accounts SET {values} WHERE id = %s", (desk.person.account_id,))


@pytest.mark.parametrize(
    ("columns", "named"),
    [
        (["email_proved_at"], {"courriel"}),
        (["mobile_proved_at"], {"mobile"}),
        (["mobile", "mobile_proved_at"], {"mobile"}),
        (["email_proved_at", "mobile_proved_at"], {"courriel", "mobile"}),
    ],
)
def test_a_contact_that_nobody_proved_asks_for_nothing(desk: Desk, columns: list[str], named: set[str]) -> None:
    """F9: whoever signed up by SMS asked under the address of another."""
    unproved(desk, *columns)
    with pytest.raises(DomainError) as refused:
        desk.asks()
    assert {word for word in ("courriel", "mobile") if word in refused.value.sentence} == named
    assert desk.world.rows("SELECT 1 FROM habilitations") == []


def test_an_address_that_nobody_proved_is_never_shown_to_the_agent(desk: Desk) -> None:
    reference = desk.asks()
    unproved(desk)
    dossier = desk.world.do(dossiers.for_agent, desk.agent, Kind.HABILITATION, reference)
    assert view_of(dossier).email == "courriel non confirmé"
