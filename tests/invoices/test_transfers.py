"""What is to be paid leaves for the bank as transfers, where it takes them in a file, and nothing else does."""

from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from sqlalchemy import text

from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, ForbiddenError, NotFoundError
from espace_factures.core.transfers import Payer
from espace_factures.invoices.payment.forms import Export
from espace_factures.invoices.payment.service import exporting
from espace_factures.invoices.rules import Status
from tests import factories
from tests.invoices.conftest import Office
from tests.invoices.test_payments import sent

PAYER = Payer("Province Sud", "FR7630006000011234567890189", "AGRIFRPP")
SAID = ("MsgId", "NbOfTxs", "CtrlSum", "EndToEndId", "Dt")


def pays(office: Office) -> None:
    """The Province has given the account that its transfers leave from."""
    office.world.use(settings=replace(office.world.ports.settings, payer=PAYER))


def test_transfers_leave_for_the_bank_where_it_takes_them(office: Office) -> None:
    reference, rib = sent(office), office.rib
    office.walks(office.deposits(), Status.CLEARED)
    number = office.world.do(exporting.export, office.payer, Export()).id
    with pytest.raises(NotFoundError):
        office.world.do(exporting.transfers, office.payer, number)
    pays(office)
    with pytest.raises(ForbiddenError):
        office.world.do(exporting.transfers, office.agent, number)
    content: Any = office.world.do(exporting.transfers, office.payer, number)
    said = {name: found.text for name in SAID if (found := fromstring(content).find(f".//{{*}}{name}")) is not None}
    assert said == dict(zip(SAID, (f"EF-{number}", "1", "161500", reference, "2026-11-18"), strict=True))
    accounts = [one.text for one in fromstring(content).iterfind(".//{*}IBAN")]
    assert rib
    assert accounts == [PAYER.iban, rib.iban]
    assert office.world.rows("SELECT action FROM audit_entries ORDER BY id")[-1].action == "payments.taken"


def test_nothing_is_transferred_that_may_not_be_paid(office: Office) -> None:
    office.walks(office.deposits(), Status.CLEARED)
    number = office.world.do(exporting.export, office.payer, Export()).id
    pays(office)
    with pytest.raises(DomainError, match="rien à virer"):
        office.world.do(exporting.transfers, office.payer, number)


def exported(office: Office, **typed: object) -> int:
    """The number of a new file."""
    return office.world.do(exporting.export, office.payer, Export(**typed)).id


def credited(office: Office, number: int, actor: Actor | None = None) -> list[str]:
    """The invoices that the bank is given by a file."""
    content: Any = office.world.do(exporting.transfers, actor or office.payer, number)
    return [found.text or "" for found in fromstring(content).iterfind(".//{*}EndToEndId")]


def test_the_bank_is_given_the_same_bytes_each_time_and_an_invoice_once(office: Office) -> None:
    pays(office)
    first, number = sent(office), exported(office)
    before = office.world.do(exporting.transfers, office.payer, number)
    office.world.clock.advance(hours=1)
    second = sent(office)
    assert office.world.do(exporting.transfers, office.payer, number) == before
    again = exported(office, again=True)
    assert (credited(office, number), credited(office, again)) == ([first], [second])


def test_what_was_exported_before_it_was_sent_leaves_with_those_that_are(office: Office) -> None:
    pays(office)
    reference = office.deposits()
    office.walks(reference, Status.CLEARED)
    early = exported(office)
    for status in (Status.ORDERED, Status.SENT):
        office.decides(reference, status, office.accountant)
    assert credited(office, exported(office)) == [reference]
    with pytest.raises(DomainError, match="rien à virer"):
        credited(office, early)


@pytest.mark.parametrize("change", ["rib_id = :other", "admitted_ttc = 1000"])
def test_an_invoice_that_changed_since_its_export_is_not_paid_as_it_was(office: Office, change: str) -> None:
    pays(office)
    reference, other = office.deposits(), factories.a_rib(office.world, office.place)
    office.walks(reference, Status.CLEARED)
    number = exported(office)
    with office.world.engine.begin() as connection:
        connection.execute(
            text(f"UPDATE invoices SET {change} WHERE reference = :r").bindparams(r=reference),
            {"other": other.id} if ":other" in change else {},
        )
    for status in (Status.ORDERED, Status.SENT):
        office.decides(reference, status, office.accountant)
    with pytest.raises(DomainError, match="rien à virer"):
        credited(office, number)


def test_who_mandated_an_invoice_does_not_give_its_transfer_to_the_bank(office: Office) -> None:
    pays(office)
    reference, number = sent(office), exported(office)
    with pytest.raises(DomainError, match="rien à virer"):
        credited(office, number, office.accountant)
    assert credited(office, number) == [reference]
