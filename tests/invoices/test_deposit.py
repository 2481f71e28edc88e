"""« Envoyer »: once, whole, or not at all."""

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from espace_factures import routes
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor
from espace_factures.core.errors import FormError, NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.establishments.rules import MemberRole
from espace_factures.invoices.deposit.presenter.draft import draft_notes
from espace_factures.invoices.deposit.service import deposits, drafting, drafts
from tests import factories
from tests.invoices.conftest import Office


def refusal(office: Office, **typed: object) -> dict[str, str]:
    """The sentences of a refused deposit, by field."""
    with pytest.raises(FormError) as refused:
        office.deposits(**typed)
    return refused.value.fields


def test_a_deposit_keeps_the_document_under_its_sha_256(office: Office) -> None:
    content = factories.a_pdf("à garder")
    reference = office.world.do(deposits.deposit_invoice, office.supplier, office.drops(content), office.form())
    key, digest = office.world.rows(
        "SELECT storage_key, sha256 FROM documents d JOIN invoices i ON i.document_id = d.id WHERE reference = :r",
        r=reference,
    )[0]
    assert office.world.outside.files.read(key) == content
    assert digest == hashlib.sha256(content).hexdigest()


def test_a_deposit_queues_its_mail_in_the_same_transaction(office: Office) -> None:
    office.deposits()
    mails = office.world.rows("SELECT recipient FROM mails")
    jobs = office.world.rows("SELECT task_name FROM procrastinate_jobs")
    assert [row.recipient for row in mails] == [office.supplier.email]
    assert [row.task_name for row in jobs] == ["notifications.send_mail"]


def test_a_refused_deposit_leaves_neither_invoice_nor_mail_nor_job(office: Office) -> None:
    refusal(office, total_ttc="161 501")
    assert office.world.rows("SELECT 1 FROM invoices UNION ALL SELECT 1 FROM mails") == []
    assert office.world.rows("SELECT 1 FROM procrastinate_jobs") == []


def test_sending_a_draft_twice_makes_one_invoice(office: Office) -> None:
    draft, form = office.drops(), office.form()
    first = office.world.do(deposits.deposit_invoice, office.supplier, draft, form)
    assert office.world.do(deposits.deposit_invoice, office.supplier, draft, form) == first
    assert len(office.world.rows("SELECT 1 FROM invoices")) == 1


def test_eight_identical_sends_at_once_make_one_invoice_and_one_mail(office: Office) -> None:
    draft, form = office.drops(), office.form()
    with ThreadPoolExecutor(8) as crowd:
        sends = [
            crowd.submit(office.world.do, deposits.deposit_invoice, office.supplier, draft, form) for _ in range(8)
        ]
    assert len({send.result() for send in sends}) == 1
    assert len(office.world.rows("SELECT 1 FROM invoices")) == 1
    assert len(office.world.rows("SELECT 1 FROM mails")) == 1


@pytest.mark.parametrize(
    "again", ["F1-1-12", "f1-1-12", " F1 - 1 - 12 ", "F1–1—12", "F1\u200b-1-12", "Facture n° F1-1-12", "Ｆ１－１－１２"]
)
def test_the_same_number_in_the_same_year_is_refused_with_the_reference_of_the_first(
    office: Office, again: str
) -> None:
    first = office.deposits(number="F1-1-12")
    assert first in refusal(office, number=again)["number"]


@pytest.mark.parametrize("other", ["F1-11-2", "F11-1-2", "F1112", "F1 1 12", "F1/1/12"])
def test_a_number_that_only_looks_alike_is_deposited_and_its_twin_is_shown(office: Office, other: str) -> None:
    first = office.deposits(number="F1-1-12")
    draft, typed = office.drops(), {"establishment": str(office.place.id), "number": other, "issued_on": "2026-11-03"}
    notes = draft_notes(office.world.do(drafting.save, office.supplier, draft, typed))
    assert [note.link for note in notes if "ressemble" in note.message] == [
        routes.with_query(routes.INVOICE, ref=first)
    ]
    assert office.deposits(number=other) != first


@pytest.mark.parametrize("year", ["2025", "0026"])
def test_the_same_number_of_another_year_is_warned_about(office: Office, year: str) -> None:
    first = office.deposits(number="F1-1-12")
    draft, typed = office.drops(), {"establishment": str(office.place.id), "number": "F1-1-12"}
    page = office.world.do(drafting.save, office.supplier, draft, typed | {"issued_on": f"{year}-11-18"})
    assert [note.link for note in draft_notes(page) if "même numéro" in note.message] == [
        routes.with_query(routes.INVOICE, ref=first)
    ]


@pytest.mark.parametrize("typed", ["0026-11-18", "18/11/0026", "1989-12-31"])
def test_a_year_that_slipped_is_refused(office: Office, typed: str) -> None:
    assert "année" in refusal(office, issued_on=typed)["issued_on"]


def test_a_label_copied_with_a_number_is_left_aside(office: Office) -> None:
    assert office.row(office.deposits(number="Facture n° : F-77")).number == "F-77"


def test_the_same_number_from_two_drafts_at_once_makes_one_invoice_and_says_why(office: Office) -> None:
    drafts_made = [office.drops(), office.drops()]
    together, form = threading.Barrier(2), office.form()

    def send(uow: UnitOfWork, ports: Inside, actor: Actor, draft: str) -> str:
        together.wait(5)
        return deposits.deposit_invoice(uow, ports, actor, draft, form)

    with ThreadPoolExecutor(2) as crowd:
        sends = [crowd.submit(office.world.do, send, office.supplier, draft) for draft in drafts_made]
    refused = [error for send in sends if isinstance(error := send.exception(), FormError)]
    assert len(refused) == 1
    assert "Une facture de ce numéro" in refused[0].fields["number"]
    assert len(office.world.rows("SELECT 1 FROM invoices")) == 1


def test_what_the_database_refuses_otherwise_is_not_told_as_a_number_taken(office: Office) -> None:
    with office.world.engine.begin() as connection:
        connection.execute(text("ALTER TABLE invoices ADD CONSTRAINT small CHECK (total_ttc < 1000)"))
    try:
        with pytest.raises(IntegrityError, match="small"):
            office.deposits()
    finally:
        with office.world.engine.begin() as connection:
            connection.execute(text("ALTER TABLE invoices DROP CONSTRAINT small"))


@pytest.mark.parametrize("typed", ["161 500", "161 500,00", "161.500 F CFP"])
def test_an_amount_that_looks_like_a_twin_is_told_however_it_is_written(office: Office, typed: str) -> None:
    order = factories.an_order(office.world, office.place, office.direction)
    first = office.deposits(no_order="", order=order.number)
    values = {"establishment": str(office.place.id), "order": order.number, "total_ttc": typed}
    page = office.world.do(drafting.save, office.supplier, office.drops(), values)
    assert [warning.message for warning in page.warnings if first in warning.message]


def test_the_same_number_in_another_year_is_fine(office: Office) -> None:
    office.deposits(number="A1", issued_on="2025-11-03")
    assert office.deposits(number="A1", issued_on="2026-11-03")


def test_a_date_in_the_future_is_refused(office: Office) -> None:
    assert "futur" in refusal(office, issued_on="2026-11-19")["issued_on"]


def test_today_in_noumea_is_not_the_future(office: Office) -> None:
    assert office.deposits(issued_on="2026-11-18")


def test_a_total_that_is_not_the_sum_says_what_to_write(office: Office) -> None:
    assert "161\u202f500\u00a0F" in refusal(office, total_ttc="161 501")["total_ttc"]


def test_a_tax_larger_than_its_base_allows_is_refused(office: Office) -> None:
    fields = refusal(office, total_ht="1 000", tgc_6="900", tgc_11="", total_ttc="1 900")
    assert "HT" in fields["tgc_6"]


def test_an_invoice_without_order_needs_a_direction(office: Office) -> None:
    assert "direction" in refusal(office, direction="")


def test_an_order_of_another_etablissement_is_refused(office: Office) -> None:
    other = factories.an_order(office.world, factories.an_establishment(office.world), office.direction)
    assert "order" in refusal(office, no_order="", order=other.number)


def test_a_deposit_uses_up_its_order(office: Office) -> None:
    order = factories.an_order(office.world, office.place, office.direction)
    office.deposits(no_order="", order=order.number)
    assert office.world.rows("SELECT invoiced FROM orders")[0].invoiced == 161_500


def test_an_order_above_two_thousand_million_francs_is_invoiced_in_two_deposits(office: Office) -> None:
    order = factories.an_order(office.world, office.place, office.direction, amount=3_000_000_000)
    for francs in ("2 000 000 000", "1 000 000 000"):
        office.deposits(no_order="", order=order.number, total_ht=francs, tgc_6="", tgc_11="", total_ttc=francs)
    assert office.world.rows("SELECT amount, invoiced FROM orders") == [(3_000_000_000, 3_000_000_000)]


def test_another_person_s_draft_is_nowhere_to_be_found(office: Office) -> None:
    stranger = factories.a_member(office.world, factories.an_establishment(office.world))
    with pytest.raises(NotFoundError):
        office.world.do(deposits.deposit_invoice, stranger, office.drops(), office.form())


def test_one_cannot_deposit_for_another_etablissement(office: Office) -> None:
    elsewhere = factories.an_establishment(office.world)
    with pytest.raises(NotFoundError):
        office.deposits(establishment=str(elsewhere.id))


def test_a_follower_cannot_deposit(office: Office) -> None:
    follower = factories.a_member(office.world, office.place, role=MemberRole.FOLLOWER)
    draft = office.drops(actor=follower)
    with pytest.raises(NotFoundError):
        office.world.do(deposits.deposit_invoice, follower, draft, office.form())


def test_what_is_typed_in_a_draft_is_no_longer_said_to_come_from_the_file(office: Office, samples: Path) -> None:
    content = (samples / "nc_facturx.pdf").read_bytes()
    draft = office.world.do(drafts.start_draft, office.supplier, "f.pdf", content)
    kept = office.world.do(drafts.save_fields, office.supplier, draft, {"number": "AUTRE"})
    assert kept.values["number"] == "AUTRE"
    assert "number" not in kept.sources
    assert kept.sources["issued_on"] == "xml"


def test_a_draft_that_was_sent_can_no_longer_be_changed(office: Office) -> None:
    draft = office.drops()
    office.world.do(deposits.deposit_invoice, office.supplier, draft, office.form())
    with pytest.raises(NotFoundError):
        office.world.do(drafts.save_fields, office.supplier, draft, {"number": "X"})


@pytest.mark.parametrize(
    "name",
    [
        "cii_en16931.xml",
        "facturx_en16931_2026.pdf",
        "facturx_fr_bad_iban.pdf",
        "facturx_fr_basicwl.pdf",
        "facturx_fr_en16931.pdf",
        "facturx_fr_minimum.pdf",
        "facturx_not_pdfa.pdf",
        "facturx_xsd_invalid.pdf",
        "nc_facturx.pdf",
        "nc_facturx.xml",
        "nc_wrong_total.xml",
        "plain_fr_fibre.pdf",
        "ubl_en16931.xml",
    ],
)
def test_every_sample_goes_through_once_a_person_typed_the_rest(office: Office, samples: Path, name: str) -> None:
    draft = office.world.do(drafts.start_draft, office.supplier, name, (samples / name).read_bytes())
    values = office.world.do(drafting.open_draft, office.supplier, draft).now.draft.values
    typed = {"number": values["number"], "issued_on": values["issued_on"]}
    assert office.world.do(deposits.deposit_invoice, office.supplier, draft, office.form(**typed))
