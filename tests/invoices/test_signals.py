"""The signals of fraud and the whole RIB, as things stand, on the agent's screen at each payment step."""

from datetime import timedelta

import pytest

from espace_factures.core.access import Actor
from espace_factures.core.rib import display
from espace_factures.core.words import NBSP, THIN
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import dossiers
from espace_factures.invoices import repository as invoices_repository
from espace_factures.invoices.following.presenter.watching import AccountView, account_view, signal_lines
from espace_factures.invoices.following.service import payees
from espace_factures.invoices.models import InvoiceDraft
from espace_factures.invoices.rules import Status
from espace_factures.ribs.models import Rib
from tests import factories
from tests.invoices.conftest import Office
from tests.ribs.conftest import an_iban

STEPS = [Status.SERVICE_DONE, Status.CLEARED, Status.ORDERED, Status.SENT]
FOREIGN = "DE89370400440532013000"


def as_agent(office: Office, reference: str, actor: Actor | None = None):
    """The agent's page, read now."""
    return office.world.do(dossiers.agent_dossier, actor or office.accountant, Kind.INVOICE, reference)


def severe(office: Office, reference: str) -> list[str]:
    """The signs of fraud."""
    return [line.sentence for line in signal_lines(as_agent(office, reference)) if line.is_severe]


def bears(office: Office, reference: str, iban: str) -> None:
    """The document was read with an IBAN on it."""

    def use_case(uow, _ports):
        invoice = invoices_repository.by_reference(uow.session, reference)
        draft = uow.session.get_one(InvoiceDraft, invoice.draft_id)
        draft.values = draft.values | {"read_iban": iban}

    office.world.do(use_case)


def changes(office: Office, sql: str, **values: object) -> None:
    """What became of the RIB or of the établissement after the deposit."""
    with office.world.engine.begin() as connection:
        connection.exec_driver_sql(sql, values)


@pytest.mark.parametrize("status", STEPS)
def test_the_whole_rib_its_age_and_those_who_vouched_are_shown_before_each_step(office: Office, status: Status) -> None:
    reference = office.deposits()
    office.walks(reference, status)
    assert office.rib
    shown = account_view(as_agent(office, reference))
    assert shown.iban == display(office.rib.iban).replace(THIN, " ")
    assert f"il y a 30{NBSP}jours" in shown.added
    agents = office.world.rows(
        "SELECT first_name || ' ' || last_name AS name FROM accounts WHERE id IN (:a, :b)",
        a=office.rib.first_validator_id,
        b=office.rib.second_validator_id,
    )
    assert all(row.name in shown.validators for row in agents)
    assert shown.usable.startswith("Depuis le")


@pytest.mark.parametrize("status", [Status.TAKEN, Status.PAID])
def test_the_whole_number_is_not_shown_where_no_money_is_about_to_move(office: Office, status: Status) -> None:
    reference = office.deposits()
    office.walks(reference, status)
    assert account_view(as_agent(office, reference)) == AccountView()


def test_the_supplier_s_page_holds_neither(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.CLEARED)
    panel = office.world.do(dossiers.person_dossier, office.supplier, Kind.INVOICE, reference).panel
    assert (panel.vouched, panel.signals) == (None, ())


def test_a_plain_invoice_raises_nothing_severe(office: Office) -> None:
    assert severe(office, office.deposits()) == []


def test_a_holder_who_became_unlike_the_establishment_is_severe(office: Office) -> None:
    reference = office.deposits()
    changes(office, "UPDATE ribs SET holder = 'EXEMPLE SARL JEAN VOLEUR'")
    assert "JEAN VOLEUR" in severe(office, reference)[0]


def test_a_rib_that_another_company_declares_after_the_deposit_is_severe(office: Office) -> None:
    reference, other = office.deposits(), factories.an_establishment(office.world, name="SOCIETE LOINTAINE")
    assert office.rib
    factories.a_rib(office.world, other, iban=office.rib.iban)
    assert any("SOCIETE LOINTAINE" in sentence for sentence in severe(office, reference))


def test_an_iban_on_the_document_is_held_against_the_ribs_of_today(office: Office) -> None:
    reference, written = office.deposits(), an_iban("18319")
    bears(office, reference, written)
    (sentence,) = severe(office, reference)
    assert "n’est pas un RIB validé" in sentence
    assert "dans une autre banque" in sentence
    factories.a_rib(office.world, office.place, iban=written)
    assert severe(office, reference) == []
    assert any("un autre RIB" in line.sentence for line in signal_lines(as_agent(office, reference)))


def test_a_foreign_iban_on_the_document_is_severe(office: Office) -> None:
    reference = office.deposits()
    bears(office, reference, FOREIGN)
    (sentence,) = severe(office, reference)
    assert "étranger" in sentence
    assert FOREIGN not in sentence


def test_a_rib_that_changed_since_the_last_payment_is_severe_until_it_is_paid_on(office: Office) -> None:
    office.walks(office.deposits(), Status.PAID)
    reference, other = office.deposits(), factories.a_rib(office.world, office.place)
    assert severe(office, reference) == []
    chooses(office, reference, other)
    assert any("a changé depuis le dernier paiement" in sentence for sentence in severe(office, reference))
    office.world.clock.advance(hours=1)
    office.walks(reference, Status.PAID)
    following = office.deposits()
    chooses(office, following, other)
    assert severe(office, following) == []


def chooses(office: Office, reference: str, rib: Rib) -> None:
    """« Choisir le RIB »."""
    manager = factories.signed_in(office.world, office.supplier, ago=timedelta(minutes=1))
    office.world.do(payees.choose, manager, reference, rib.id)


def test_an_agent_reads_what_was_found_and_not_what_the_supplier_was_to_do(office: Office) -> None:
    reference = office.deposits()
    read = [line.sentence for line in signal_lines(as_agent(office, reference))]
    assert "Aucune valeur n’a pu être lue dans ce document." in read


def test_a_twin_of_another_direction_is_said_and_not_named(office: Office) -> None:
    elsewhere = factories.a_direction(office.world, name="Direction des routes")
    twin = office.deposits(number="F1-1-12", direction=str(elsewhere.id))
    reference = office.deposits(number="F1-11-2")
    said = " ".join(line.sentence for line in signal_lines(as_agent(office, reference, office.agent)))
    assert "Une facture d’une autre direction, que vous ne pouvez pas ouvrir, a un numéro semblable." in said
    assert twin not in said
