"""A suspended invoice is corrected where it was asked: no new file, the same rules, every change in its history."""

import importlib
import inspect
import re

import pytest

from espace_factures.app.forms import parse
from espace_factures.core.access import Actor
from espace_factures.core.errors import FormError, NotFoundError, StaleError
from espace_factures.core.money import francs
from espace_factures.establishments.rules import MemberRole
from espace_factures.invoices.answering import service as answering_service
from espace_factures.invoices.deposit.forms import Claim
from espace_factures.invoices.deposit.service import precheck, twins
from espace_factures.invoices.rules import Status
from tests import factories
from tests.invoices.conftest import Office

AS_SENT = {
    "number": "F-1",
    "issued_on": "2026-11-03",
    "total_ht": "150 000",
    "tgc_6": "6 000",
    "tgc_11": "5 500",
    "total_ttc": "161 500",
}


def suspended(office: Office, **typed: object) -> str:
    """An invoice whose supplier is asked to correct it."""
    reference = office.deposits(**AS_SENT | typed)
    office.walks(reference, Status.TAKEN)
    office.decides(reference, Status.SUSPENDED, reason="MONTANT_ERR", comment="corrigez le total")
    return reference


def corrects(office: Office, reference: str, actor: Actor | None = None, text: str = "", **typed: str) -> None:
    """Its supplier sends the complement with these fields as they are now."""
    form = parse(Claim, AS_SENT | typed)
    office.world.do(answering_service.complete, actor or office.supplier, reference, text, "", form)


def last_words(office: Office, reference: str) -> str:
    """What the history says last."""
    sql = "SELECT e.comment FROM demande_events e JOIN demandes d ON d.id = e.demande_id WHERE d.reference = :r"
    return str(office.world.rows(f"{sql} ORDER BY e.id DESC LIMIT 1", r=reference)[0].comment)


def test_a_number_a_date_and_amounts_are_corrected_without_a_new_file(office: Office) -> None:
    reference = suspended(office)
    corrects(office, reference, number="F-2", issued_on="2026-11-04", total_ht="160 000", total_ttc="171 500")
    row = office.row(reference)
    assert (row.status, row.number, str(row.issued_on)) == ("completee", "F-2", "2026-11-04")
    assert (row.total_ht, row.total_ttc) == (160_000, 171_500)
    words = last_words(office, reference)
    assert "numéro\u202f: F-1 → F-2" in words
    assert f"total TTC\u202f: {francs(161_500)} → {francs(171_500)}" in words
    assert "TGC" not in words


def test_the_queue_and_the_sums_of_the_list_follow_what_is_corrected(office: Office) -> None:
    reference = suspended(office)
    corrects(office, reference, number="F-2", total_ht="160 000", total_ttc="171 500")
    demande = office.world.rows("SELECT * FROM demandes WHERE reference = :r", r=reference)[0]
    assert (demande.label, demande.amount) == ("F-2", 171_500)
    assert "F-2" in demande.title
    sql = "SELECT sum(amount) AS francs FROM invoice_totals WHERE establishment_id = :p"
    assert office.world.rows(sql, p=office.place.id)[0].francs == 171_500


def test_what_was_admitted_is_admitted_again_once_the_amount_changes(office: Office) -> None:
    reference = office.deposits(**AS_SENT)
    office.walks(reference, Status.TAKEN)
    office.decides(reference, Status.SERVICE_DONE, admitted="100 000")
    office.decides(reference, Status.SUSPENDED, reason="MONTANT_ERR", comment="corrigez")
    corrects(office, reference, total_ht="160 000", total_ttc="171 500")
    assert office.row(reference).admitted_ttc is None


def test_the_bon_de_commande_gives_back_what_another_one_takes(office: Office) -> None:
    elsewhere = factories.a_direction(office.world)
    first = factories.an_order(office.world, office.place, office.direction, amount=200_000)
    second = factories.an_order(office.world, office.place, elsewhere, amount=200_000)
    reference = suspended(office, no_order="", order=first.number)
    corrects(office, reference, order=second.number)
    sql = "SELECT number, invoiced FROM orders WHERE number = ANY(:n)"
    invoiced = {row.number: row.invoiced for row in office.world.rows(sql, n=[first.number, second.number])}
    assert invoiced == {first.number: 0, second.number: 161_500}
    demande = office.world.rows("SELECT * FROM demandes WHERE reference = :r", r=reference)[0]
    assert (demande.desk, demande.assignee_id) == (elsewhere.id, None)


def test_the_same_amount_on_the_same_bon_de_commande_is_counted_once(office: Office) -> None:
    order = factories.an_order(office.world, office.place, office.direction, amount=162_000)
    reference = suspended(office, no_order="", order=order.number)
    corrects(office, reference, order=order.number, number="F-2")
    sql = "SELECT invoiced FROM orders WHERE number = :n"
    assert office.world.rows(sql, n=order.number)[0].invoiced == 161_500
    assert not [found for found in office.row(reference).findings if found["code"] in {"MONTANT_ERR", "DOUBLON"}]


def test_a_correction_alone_is_an_answer_and_nothing_at_all_is_none(office: Office) -> None:
    reference = suspended(office)
    with pytest.raises(FormError) as refused:
        corrects(office, reference)
    assert set(refused.value.fields) == {"answer"}
    corrects(office, reference, number="F-2")
    assert office.row(reference).status == "completee"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"total_ttc": "161 501"}, "total_ttc"),
        ({"issued_on": "2026-12-31"}, "issued_on"),
        ({"order": "BC-INCONNU"}, "order"),
        ({"number": "F-77"}, "number"),
    ],
)
def test_a_correction_obeys_the_rules_of_a_deposit(office: Office, typed: dict[str, str], field: str) -> None:
    office.deposits(number="F-77")
    reference = suspended(office)
    with pytest.raises(FormError) as refused:
        corrects(office, reference, **typed)
    assert set(refused.value.fields) == {field}
    assert office.row(reference).status == "suspendue"


def test_only_what_is_suspended_is_corrected(office: Office) -> None:
    reference = office.deposits(**AS_SENT)
    with pytest.raises(StaleError):
        corrects(office, reference, number="F-2")
    assert office.row(reference).number == "F-1"


def test_whoever_only_follows_corrects_nothing(office: Office) -> None:
    reference = suspended(office)
    for actor in (
        factories.a_member(office.world, office.place, role=MemberRole.FOLLOWER),
        factories.a_member(office.world, factories.an_establishment(office.world)),
    ):
        with pytest.raises(NotFoundError):
            corrects(office, reference, actor=actor, number="F-2")
    assert office.row(reference).number == "F-1"


def test_all_that_the_pre_check_may_find_is_found_again() -> None:
    rules = {rule.__module__ for rule in (*precheck.RULES, *precheck.OF_CREDIT_NOTE)}
    sources = "".join(inspect.getsource(importlib.import_module(name)) for name in rules)
    written = set(re.findall(r'Finding\(\s*"(\w+)"', sources)) | {twins.CODE}
    assert len(written) > 5
    assert written == set(precheck.CODES)
