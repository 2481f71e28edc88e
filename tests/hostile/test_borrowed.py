"""A deposit of one's own that borrows from another: his order, his RIB, his document, his établissement, his draft."""

import uuid
from typing import Any

import pytest
from sqlmodel import Session, select

from espace_factures import routes
from espace_factures.core.calendar import noumea_date
from espace_factures.invoices.answering.state import InvoiceState
from espace_factures.invoices.deposit.state import DepositState
from espace_factures.invoices.models import InvoiceDraft
from tests import factories
from tests.hostile.planting import House, Victim, a_supplier
from tests.hostile.walk import possessions
from tests.sockets import Tab, event_name

LOAD, ATTACH, SAVE, SUBMIT = map(
    event_name, (DepositState.load, DepositState.attach, DepositState.save, DepositState.submit)
)


@pytest.fixture(scope="module")
def own(house: House) -> Victim:
    """The borrower, with an établissement of his own."""
    return a_supplier(house)


@pytest.mark.parametrize("borrowed", ["establishment", "order", "rib", "direction"])
def test_a_field_cannot_name_what_is_not_ours(house: House, victim: Victim, own: Victim, borrowed: str) -> None:
    theirs = identifiers(house, victim)
    before = possessions(house, victim)
    form = a_form(house, own) | ({"no_order": ""} if borrowed == "order" else {}) | {borrowed: theirs[borrowed]}
    tab = open_draft(house, own)
    tab.says(SUBMIT, {"form": form})
    said = tab.reads_everything()
    tab.closes()
    assert not [mark for mark in victim.marks_of() if mark in said]
    for _, establishment, order, rib, iban in invoices(house, form["number"]):
        assert establishment == own.establishment_id
        assert (order, rib, iban) == (None, None, "")
    assert possessions(house, victim) == before


@pytest.mark.parametrize("kind", ["document", "loose document", "rib document"])
def test_a_document_of_another_is_never_attached(house: House, victim: Victim, own: Victim, kind: str) -> None:
    before, form = possessions(house, victim), a_form(house, own)
    tab = open_draft(house, own)
    tab.says(ATTACH, {"identifiers": victim.names[kind]})
    tab.says(SAVE, {"name": "attachments", "value": victim.names[kind]})
    tab.says(SUBMIT, {"form": form | {"attachments": victim.names[kind]}})
    said = tab.reads_everything()
    tab.closes()
    assert not [mark for mark in victim.marks_of() if mark in said]
    assert possessions(house, victim) == before


def test_a_draft_that_replaces_the_invoice_of_another_learns_nothing_of_it(
    house: House, victim: Victim, own: Victim
) -> None:
    address = routes.with_query(routes.POST_DRAFT_FILE, remplace=victim.names["invoice"])
    answer = house.client(own.actor).post(address, files={"fichier": ("a.pdf", factories.a_pdf("Z"))})
    tab = house.tab(own.actor)
    tab.goes_to(routes.with_query(routes.DEPOSIT, brouillon=answer.json()["id"]))
    tab.says(LOAD)
    said = tab.reads_everything()
    tab.closes()
    assert not [mark for mark in victim.marks_of() if mark in said]
    with Session(house.engine) as session:
        kept = session.exec(select(InvoiceDraft).where(InvoiceDraft.public_id == answer.json()["id"])).one()
    assert kept.values.get("establishment") != str(victim.establishment_id)


def test_the_complement_of_an_invoice_takes_no_document_of_another(house: House, victim: Victim, own: Victim) -> None:
    with house.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE invoices SET status = 'suspendue' WHERE reference = %s", (own.names["invoice"],)
        )
    before = possessions(house, victim)
    tab = house.tab(own.actor)
    tab.goes_to(routes.with_query(routes.INVOICE, ref=own.names["invoice"]))
    tab.says(event_name(InvoiceState.load))
    tab.says(event_name(InvoiceState.attach), {"identifiers": victim.names["loose document"]})
    tab.says(event_name(InvoiceState.complete), {"form": {"answer": "Voici"}})
    tab.reads_everything()
    tab.closes()
    assert possessions(house, victim) == before


def open_draft(house: House, own: Victim) -> Tab:
    """The page of a new draft."""
    content = factories.a_pdf(uuid.uuid4().hex)
    answer = house.client(own.actor).post(routes.POST_DRAFT_FILE, files={"fichier": ("a.pdf", content)})
    tab = house.tab(own.actor)
    tab.goes_to(routes.with_query(routes.DEPOSIT, brouillon=answer.json()["id"]))
    tab.says(LOAD)
    tab.hears(answer.json()["id"])
    return tab


def a_form(house: House, own: Victim) -> dict[str, str]:
    """A deposit that is right."""
    return {
        "establishment": str(own.establishment_id),
        "no_order": "on",
        "direction": str(own.direction.id),
        "number": f"B-{uuid.uuid4().hex[:10]}",
        "issued_on": f"{noumea_date(house.clock.now()):%d/%m/%Y}",
        "total_ht": "1000",
        "total_ttc": "1000",
    }


def identifiers(house: House, victim: Victim) -> dict[str, str]:
    """What the other owns, as a form would name it."""
    rib = house.rows("SELECT id FROM ribs WHERE establishment_id = :id", id=victim.establishment_id)[0][0]
    with house.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE ribs SET status = 'valide', is_default = true WHERE id = %s", (rib,))
    place = type("Place", (), {"id": victim.establishment_id})()
    order = factories.an_order(house, place, victim.direction)  # type: ignore[arg-type]
    return {
        "establishment": str(victim.establishment_id),
        "order": order.number,
        "rib": str(rib),
        "direction": "999999",
    }


def invoices(house: House, number: str) -> list[Any]:
    """The invoices of a number."""
    return house.rows(
        "SELECT reference, establishment_id, order_id, rib_id, iban FROM invoices WHERE number = :number", number=number
    )
