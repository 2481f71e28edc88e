"""A batch killed in the middle, one of five hundred lines, and one mail for each supplier whatever happens."""

from dataclasses import replace
from typing import Any

import pytest

from espace_factures.demandes.rules import Kind
from espace_factures.establishments.rules import MemberRole
from espace_factures.invoices.rules import Gesture, Status
from espace_factures.queues.rules import MOST_AT_ONCE, Query
from espace_factures.queues.service import listing, running
from tests import factories
from tests.invoices.conftest import Office
from tests.queues.given import another_supplier, copies_of, does, outcomes, shown, starts, told, works


class KilledError(BaseException):
    """The process stops here, as by kill -9: nothing after it runs."""


@pytest.mark.parametrize("at", ["first line", "between two lines", "before the mails", "between two suppliers"])
def test_killed_in_the_middle_it_goes_on_and_does_each_once(
    office: Office, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    references = [*(office.deposits() for _ in range(3)), *(another_supplier(office).deposits() for _ in range(2))]
    before = len(office.world.rows("SELECT 1 FROM mails"))
    number = starts(office, shown(office, references), Status.TAKEN)
    name, calls = {
        "first line": ("carry_out", 0),
        "between two lines": ("carry_out", 2),
        "before the mails": ("tell_next", 0),
        "between two suppliers": ("tell_next", 1),
    }[at]
    with monkeypatch.context() as patched:
        patched.setattr(running, name, killing(getattr(running, name), calls))
        with pytest.raises(KilledError):
            works(number)
    works(number)
    works(number)
    events = office.world.rows("SELECT demande_id FROM demande_events WHERE status = 'Prise en charge'")
    assert (outcomes(office, number), len(events)) == ({"fait": 5}, 5)
    assert len(office.world.rows("SELECT 1 FROM mails")) - before == 3, "one for each supplier"


def killing(use_case: Any, calls: int) -> Any:
    """The use case, killed after its work but before its commit, once it was called so often."""
    left = [calls]

    def call(uow: Any, *args: Any, **kwargs: Any) -> Any:
        found = use_case(uow, *args, **kwargs)
        if left[0] == 0:
            raise KilledError
        left[0] -= 1
        return found

    return call


def test_each_supplier_has_one_mail_that_names_their_invoices_only(office: Office) -> None:
    beside = another_supplier(office)
    mine, theirs = [office.deposits() for _ in range(3)], [beside.deposits() for _ in range(2)]
    sent = len(office.world.rows("SELECT 1 FROM mails"))
    does(office, [*mine, *theirs], Gesture.ATTEST_AND_CLEAR)
    mails = office.world.rows("SELECT recipient, subject, text FROM mails ORDER BY id")[sent:]
    assert {mail.recipient: mail.subject for mail in mails} == {
        office.supplier.email: "3\u00a0factures\u202f: liquidée",
        beside.supplier.email: "2\u00a0factures\u202f: liquidée",
    }
    assert len(mails) == 2
    for mail, own, others in ((mails[0], mine, theirs), (mails[1], theirs, mine)):
        assert [reference in mail.text for reference in (*own, *others)] == [True] * len(own) + [False] * len(others)
    assert len(office.world.rows("SELECT 1 FROM notices")) == 2


def test_who_follows_two_places_of_a_company_has_one_mail_for_both(office: Office) -> None:
    rid = office.place.ridet[:7]
    second = factories.an_establishment(office.world, ridet=f"{rid}002")
    factories.a_member(office.world, second, office.supplier)
    own = factories.a_member(office.world, second, role=MemberRole.MANAGER)
    rib = factories.a_rib(office.world, second)
    beside = replace(office, place=second, rib=rib)
    references = [office.deposits(), beside.deposits()]
    sent = len(office.world.rows("SELECT 1 FROM mails"))
    does(office, references, Status.TAKEN)
    mails = office.world.rows("SELECT recipient, subject FROM mails ORDER BY id")[sent:]
    assert sorted(mail.recipient for mail in mails) == sorted([office.supplier.email, own.email])
    assert next(mail.subject for mail in mails if mail.recipient == office.supplier.email).startswith("2")


def test_nobody_is_told_of_what_was_refused(office: Office) -> None:
    references = [office.deposits(rib="") for _ in range(2)]
    sent = len(office.world.rows("SELECT 1 FROM mails"))
    does(office, references, Gesture.ATTEST_AND_CLEAR)
    assert len(office.world.rows("SELECT 1 FROM mails")) == sent


def test_five_hundred_at_once_and_one_that_is_refused(office: Office) -> None:
    good = office.deposits()
    references = [good, *copies_of(office.world.engine, good, MOST_AT_ONCE - 1)]
    with office.world.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE invoices SET rib_id = NULL WHERE reference = 'EF-2030-000250'")
    sent = len(office.world.rows("SELECT 1 FROM mails"))
    rows = office.world.do(listing.every_match, office.agent, Kind.INVOICE, Query(), MOST_AT_ONCE)
    number = starts(office, {row.reference: row.version for row in rows}, Gesture.ATTEST_AND_CLEAR)
    works(number)
    assert outcomes(office, number) == {"fait": MOST_AT_ONCE - 1, "refuse": 1}
    report = told(office, number)
    assert report.total == len(references)
    assert (report.lines[0].reference, report.lines[0].item.code) == ("EF-2030-000250", "rib-missing")
    assert len(office.world.rows("SELECT 1 FROM mails")) - sent == 1
