"""What is to be paid leaves for the bank as transfers, where it takes them in a file, and nothing else does."""

from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from espace_factures.core.errors import DomainError, ForbiddenError, NotFoundError
from espace_factures.core.transfers import Payer
from espace_factures.invoices.payment.forms import Export
from espace_factures.invoices.payment.service import exporting
from espace_factures.invoices.rules import Status
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
