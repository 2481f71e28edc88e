"""Money sent to a thief: each way there, tried through the doors that a browser and an operator have."""

import os
import subprocess
import sys
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from espace_factures import routes
from espace_factures.core.access import Actor, Role
from espace_factures.establishments.models import Establishment
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.answering.state import InvoiceState
from espace_factures.invoices.deposit.state import DepositState
from espace_factures.invoices.processing.state import ProcessingState
from espace_factures.invoices.rules import Status
from espace_factures.organisation.models import AccountRole, Direction
from espace_factures.ribs.models import Rib
from espace_factures.ribs.service import warning
from espace_factures.ribs.state.freeze import FreezeState
from tests import factories
from tests.hostile.planting import House
from tests.sockets import Tab, event_name

BEFORE = {
    Status.CLEARED: Status.SERVICE_DONE,
    Status.ORDERED: Status.CLEARED,
    Status.SENT: Status.ORDERED,
    Status.PAID: Status.SENT,
}


@dataclass(slots=True)
class Office:
    """Who meets around an invoice."""

    house: Any
    place: Establishment
    direction: Direction
    supplier: Actor
    agent: Actor
    accountant: Actor
    rib: Rib

    def deposits(self, place: Establishment | None = None, **typed: Any) -> str:
        """The supplier deposits, by the form; the reference, or nothing when it was refused."""
        content = typed.pop("content", None) or factories.a_pdf(uuid.uuid4().hex)
        answer = self.house.client(self.supplier).post(routes.POST_DRAFT_FILE, files={"fichier": ("a.pdf", content)})
        tab = self.house.tab(self.supplier)
        tab.goes_to(routes.with_query(routes.DEPOSIT, brouillon=answer.json()["id"]))
        tab.says(event_name(DepositState.load))
        tab.hears(answer.json()["id"])
        tab.says(event_name(DepositState.submit), {"form": self.form(place or self.place) | typed})
        tab.reads_everything()
        tab.closes()
        sql = "SELECT i.reference FROM invoices i JOIN invoice_drafts d ON d.id = i.draft_id WHERE d.public_id = :d"
        made = self.house.rows(sql, d=answer.json()["id"])
        return made[0].reference if made else ""

    def form(self, place: Establishment) -> dict[str, str]:
        """A deposit that is right."""
        return {
            "establishment": str(place.id),
            "no_order": "on",
            "direction": str(self.direction.id),
            "number": f"M-{uuid.uuid4().hex[:10]}",
            "issued_on": "03/11/2026",
            "total_ht": "1000",
            "total_ttc": "1000",
            "rib": str(self.rib.id) if place is self.place else "",
        }

    def stands(self, reference: str, status: Status) -> str:
        """Put the invoice where the attack begins."""
        with self.house.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE invoices SET status = %s WHERE reference = %s", (status, reference))
        return reference

    def status(self, reference: str) -> Status:
        """Where it stands."""
        return Status(self.house.rows("SELECT status FROM invoices WHERE reference = :r", r=reference)[0].status)

    def tries(self, actor: Actor, reference: str, status: Status, **typed: str) -> str:
        """The events of a decision, whether or not a button was offered; returns all that the page was told."""
        tab = self.opens(actor, reference)
        tab.says(event_name(ProcessingState.choose), {"status": status})
        tab.says(event_name(ProcessingState.decide), {"form": typed})
        said = tab.reads_everything()
        tab.closes()
        return said

    def opens(self, actor: Actor, reference: str) -> Tab:
        """The agent's page of the invoice."""
        tab = self.house.tab(actor)
        tab.goes_to(routes.with_query(routes.ADMIN_INVOICE, ref=reference))
        tab.says(event_name(ProcessingState.load))
        tab.hears(reference)
        return tab


@pytest.fixture
def office(house: House) -> Office:
    """A place of its own for each attack."""
    world: Any = house
    place, direction = factories.an_establishment(world), factories.a_direction(world)
    return Office(
        house=house,
        place=place,
        direction=direction,
        supplier=factories.a_member(world, place),
        agent=factories.an_agent(world, Role.INVOICE_AGENT, direction),
        accountant=factories.an_agent(world, Role.ACCOUNTANT),
        rib=factories.a_rib(world, place, is_default=True),
    )


@pytest.mark.parametrize("status", sorted(invoices_rules.PAID_ON_RIB))
@pytest.mark.parametrize("became", ["remplace", "gele", "refuse"])
def test_no_event_moves_money_to_a_rib_that_went(office: Office, status: Status, became: str) -> None:
    reference = office.stands(office.deposits(), BEFORE[status])
    with office.house.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE ribs SET status = %s WHERE id = %s", (became, office.rib.id))
    actor = office.agent if status is Status.CLEARED else office.accountant
    assert "pas validé" in office.tries(actor, reference, status)
    assert office.status(reference) is BEFORE[status]


def test_an_agent_who_joined_the_company_decides_nothing_by_event(office: Office) -> None:
    reference = office.deposits()
    sister = factories.an_establishment(office.house, ridet=f"{office.place.ridet[:7]}009")
    factories.a_member(office.house, sister, office.agent)
    for status in (Status.TAKEN, Status.REJECTED):
        office.tries(office.agent, reference, status, reason="DOUBLON")
        assert office.status(reference) is Status.DEPOSITED


def test_one_person_whom_the_database_gave_two_roles_does_not_do_two_of_the_three_acts(office: Office) -> None:
    factories._save(office.house, AccountRole(account_id=office.agent.account_id, role=Role.ACCOUNTANT))
    reference = office.stands(office.deposits(), Status.TAKEN)
    office.tries(office.agent, reference, Status.SERVICE_DONE)
    office.tries(office.agent, reference, Status.CLEARED)
    assert office.status(reference) is Status.CLEARED
    assert "revient à une autre personne" in office.tries(office.agent, reference, Status.ORDERED)
    assert office.status(reference) is Status.CLEARED


@pytest.mark.parametrize(
    ("held", "wanted"), [("agent-factures", "agent-comptable"), ("agent-comptable", "agent-habilitations")]
)
def test_an_operator_does_not_give_two_roles_that_conflict(house: House, held: str, wanted: str) -> None:
    actor = factories.an_account(house, Role(held))
    url = house.engine.url.render_as_string(hide_password=False).replace("postgresql+psycopg", "postgresql")
    words = [sys.executable, "-W", "ignore", "-m", "espace_factures", "grant-role", actor.email, wanted]
    done = subprocess.run(words, env=os.environ | {"DATABASE_URL": url}, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Une même personne ne peut être" in done.stdout + done.stderr
    assert [
        row.role for row in house.rows("SELECT role FROM account_roles WHERE account_id = :a", a=actor.account_id)
    ] == [held]


def test_a_number_is_not_sent_again_by_another_establishment_of_the_company(office: Office) -> None:
    sister = factories.an_establishment(office.house, ridet=f"{office.place.ridet[:7]}008")
    factories.a_member(office.house, sister, office.supplier)
    assert office.deposits(number="M-1")
    assert office.deposits(sister, number=" m - 1 ") == ""
    assert office.deposits(sister, number="M-2")


def test_the_same_file_at_another_company_is_shown_to_the_agent_and_hidden_from_the_supplier(office: Office) -> None:
    content, other = factories.a_pdf(uuid.uuid4().hex), factories.an_establishment(office.house)
    mine, thief = office.deposits(content=content), factories.a_member(office.house, other)
    office.supplier = thief
    theirs = office.deposits(other, content=content)
    agent = office.opens(office.agent, theirs)
    seen = agent.reads_everything()
    agent.closes()
    assert f"joint à la facture {mine}" in seen
    tab = office.house.tab(thief)
    tab.goes_to(routes.with_query(routes.INVOICE, ref=theirs))
    tab.says(event_name(InvoiceState.load))
    tab.hears(theirs)
    assert mine not in tab.reads_everything()
    tab.closes()


@pytest.mark.parametrize("theft", ["of another", "old proof"])
def test_no_event_puts_a_rib_on_an_invoice_without_its_manager(office: Office, theft: str) -> None:
    reference = office.deposits()
    if theft == "of another":
        rib = factories.a_rib(office.house, factories.an_establishment(office.house))
    else:
        rib = factories.a_rib(office.house, office.place)
        grow_old(office)
    tab = office.house.tab(office.supplier)
    tab.goes_to(routes.with_query(routes.INVOICE, ref=reference))
    tab.says(event_name(InvoiceState.load))
    tab.hears(reference)
    tab.says(event_name(InvoiceState.choose_rib), {"form": {"rib": str(rib.id)}})
    tab.reads_everything()
    tab.closes()
    (row,) = office.house.rows("SELECT rib_id FROM invoices WHERE reference = :r", r=reference)
    assert row.rib_id == office.rib.id


def grow_old(office: Office) -> None:
    """The supplier proved that it is they an hour ago."""
    older = "UPDATE auth_sessions SET (created_at, proved_at) = (created_at - %s, proved_at - %s) WHERE account_id = %s"
    hour = timedelta(hours=1)
    with office.house.engine.begin() as connection:
        connection.exec_driver_sql(older, (hour, hour, office.supplier.account_id))


@pytest.mark.parametrize("forged", [False, True], ids=["the link of the warning", "a forged link"])
def test_only_the_link_of_a_warning_freezes_and_it_asks_no_session(office: Office, forged: bool) -> None:
    address = warning.address(office.house.ports, office.rib, office.supplier.account_id)
    link = address.split("lien=")[1]
    tab = office.house.tab()
    tab.goes_to(routes.with_query(routes.FREEZE_RIB, lien=f"{link[:-6]}AAAAAA" if forged else link))
    tab.says(event_name(FreezeState.load))
    tab.says(event_name(FreezeState.freeze))
    tab.reads_everything()
    tab.closes()
    (row,) = office.house.rows("SELECT status FROM ribs WHERE id = :r", r=office.rib.id)
    assert row.status == ("valide" if forged else "gele")
