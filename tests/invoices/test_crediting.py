"""A credit note is subtracted, once, from the invoice that it names, and is never paid."""

import pytest

from espace_factures.app.forms import parse
from espace_factures.core.errors import DomainError, FormError, NotFoundError, StaleError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, dossiers, undoing
from espace_factures.invoices.deposit.presenter.files import file_list
from espace_factures.invoices.deposit.service import deposits, drafting, drafts
from espace_factures.invoices.following.presenter.dossier import total_lines
from espace_factures.invoices.processing.forms import InvoiceDecision
from espace_factures.invoices.rules import Status
from tests import factories
from tests.adapters.documents_given import a_cii, a_pdf
from tests.invoices.conftest import Office

SMALL = {"number": "A-1", "total_ht": "10 000", "tgc_6": "600", "tgc_11": "", "total_ttc": "10 600", "nature": "avoir"}
LEFT = 161_500 - 10_600


def credited(office: Office, invoice: str, draft: str = "", **typed: object) -> str:
    """A credit note of 10 600 F on an invoice; returns the reference it leads to."""
    form = office.form(**SMALL | {"no_order": "", "direction": "", "rib": "", "corrects": invoice} | typed)
    return office.world.do(deposits.deposit_invoice, office.supplier, draft or office.drops(), form)


def test_less_is_to_be_paid_and_no_invoice_is_made(office: Office) -> None:
    invoice = office.deposits()
    assert credited(office, invoice) == invoice
    row = office.row(invoice)
    assert (row.total_ttc, row.admitted_ttc, row.credited_ttc) == (161_500, LEFT, 10_600)
    assert len(office.world.rows("SELECT 1 FROM invoices")) == 1
    demande = office.world.rows("SELECT * FROM demandes WHERE reference = :r", r=invoice)[0]
    assert (demande.amount, demande.is_unread) == (LEFT, True)


def test_its_page_and_its_history_say_what_is_given_back(office: Office) -> None:
    invoice = office.deposits()
    credited(office, invoice)
    for dossier in (
        office.world.do(dossiers.person_dossier, office.supplier, Kind.INVOICE, invoice),
        office.world.do(dossiers.for_agent, office.agent, Kind.INVOICE, invoice),
    ):
        assert [line.value for line in total_lines(dossier) if line.label == "Avoir A-1"] == ["− 10\u202f600\u00a0F"]
        assert dossier.events[-1].status == "Avoir déduit"
        assert len(dossier.documents) == 2


def test_a_decision_that_an_avoir_followed_is_not_taken_back(office: Office) -> None:
    invoice = office.deposits()
    office.walks(invoice, Status.TAKEN)
    office.decides(invoice, Status.SERVICE_DONE, admitted="100 000")
    credited(office, invoice)
    with pytest.raises(StaleError):
        office.world.do(undoing.undo, office.agent, Kind.INVOICE, invoice)
    assert office.row(invoice).admitted_ttc == 100_000 - 10_600


def test_an_agent_decides_again_knowing_what_was_given_back(office: Office) -> None:
    invoice = office.deposits()
    seen = office.row(invoice).version
    credited(office, invoice)
    decision = parse(InvoiceDecision, {"status": Status.TAKEN})
    with pytest.raises(StaleError):
        office.world.do(deciding.decide, office.agent, Kind.INVOICE, invoice, seen, decision)


def test_what_was_admitted_loses_the_same(office: Office) -> None:
    invoice = office.deposits()
    office.walks(invoice, Status.TAKEN)
    office.decides(invoice, Status.SERVICE_DONE, admitted="100 000")
    credited(office, invoice)
    assert office.row(invoice).admitted_ttc == 100_000 - 10_600


def test_the_agent_admits_no_more_than_what_is_left(office: Office) -> None:
    invoice = office.deposits()
    credited(office, invoice)
    office.walks(invoice, Status.TAKEN)
    with pytest.raises(FormError):
        office.decides(invoice, Status.SERVICE_DONE, admitted="161 500")
    office.decides(invoice, Status.SERVICE_DONE)
    assert office.row(invoice).admitted_ttc == LEFT


def test_the_bon_de_commande_has_it_again_and_once(office: Office) -> None:
    order = factories.an_order(office.world, office.place, office.direction, amount=500_000)
    invoice = office.deposits(no_order="", order=order.number)
    credited(office, invoice)
    sql = "SELECT invoiced FROM orders WHERE number = :n"
    assert office.world.rows(sql, n=order.number)[0].invoiced == LEFT
    office.decides(invoice, Status.REJECTED, reason="DEST_ERR", comment="erreur")
    assert office.world.rows(sql, n=order.number)[0].invoiced == 0


def test_sending_twice_subtracts_once(office: Office) -> None:
    invoice, draft = office.deposits(), office.drops()
    assert credited(office, invoice, draft) == credited(office, invoice, draft) == invoice
    assert office.row(invoice).credited_ttc == 10_600
    sent = office.world.do(drafting.open_draft, office.supplier, draft)
    assert sent == (invoice, True)
    assert office.world.do(drafting.files, office.supplier).lines == []


def test_one_number_is_one_credit_note_of_the_company(office: Office) -> None:
    invoice, other = office.deposits(), office.deposits()
    credited(office, invoice)
    with pytest.raises(FormError) as refused:
        credited(office, other)
    assert set(refused.value.fields) == {"number"}


@pytest.mark.parametrize("total", ["161 500", "170 000"])
def test_the_whole_of_an_invoice_is_not_given_back_so(office: Office, total: str) -> None:
    invoice = office.deposits()
    with pytest.raises(FormError) as refused:
        credited(office, invoice, total_ht=total, tgc_6="", total_ttc=total)
    assert "retirez-la" in refused.value.fields["total_ttc"]


def test_an_invoice_that_is_ordered_to_be_paid_or_closed_changes_no_more(office: Office) -> None:
    ordered, closed = office.deposits(), office.deposits()
    office.walks(ordered, Status.ORDERED)
    office.decides(closed, Status.REJECTED, reason="DEST_ERR", comment="erreur")
    for invoice in (ordered, closed, "", "EF-2026-999999"):
        with pytest.raises(FormError) as refused:
            credited(office, invoice)
        assert set(refused.value.fields) == {"corrects"}
    page = office.world.do(drafting.open_draft, office.supplier, office.drops(a_cii((">380<", ">381<"))))
    assert page.corrigible == []


def test_nobody_credits_the_invoice_of_others(office: Office) -> None:
    elsewhere = factories.an_establishment(office.world)
    stranger = factories.a_member(office.world, elsewhere)
    invoice = office.deposits()
    form = office.form(**SMALL | {"corrects": invoice, "no_order": "", "direction": "", "rib": ""})
    with pytest.raises(NotFoundError):
        office.world.do(deposits.deposit_invoice, stranger, office.drops(actor=stranger), form)
    own = form.model_copy(update={"establishment": elsewhere.id})
    with pytest.raises(FormError) as refused:
        office.world.do(deposits.deposit_invoice, stranger, office.drops(actor=stranger), own)
    assert set(refused.value.fields) == {"corrects"}


def test_what_the_document_says_makes_its_draft_a_credit_note(office: Office) -> None:
    invoice = office.deposits()
    negative = a_cii((">380<", ">381<"), (">161500<", ">-161500<"), (">150000<", ">-150000<"))
    draft = office.drops(negative)
    page = office.world.do(drafting.open_draft, office.supplier, draft)
    values = page.now.draft.values
    assert (values["nature"], values["total_ttc"], values["total_ht"]) == ("avoir", "161500", "150000")
    assert [row.reference for row in page.corrigible] == [invoice]
    (line,) = file_list(office.world.do(drafting.files, office.supplier), []).lines
    assert (line.badge, line.action) == ("Avoir", "Vérifier")


def test_a_document_that_is_a_credit_note_never_becomes_an_invoice(office: Office) -> None:
    draft = office.drops(a_pdf("AVOIR n° A-3", "sur facture n° F-12", "Total TTC 161 500 F CFP"))
    with pytest.raises(DomainError, match="avoir") as refused:
        office.world.do(deposits.deposit_invoice, office.supplier, draft, office.form())
    assert refused.value.code == "credit-note"


def test_more_than_is_left_is_told_while_it_is_typed(office: Office) -> None:
    invoice, draft = office.deposits(), office.drops()
    office.world.do(drafts.save_fields, office.supplier, draft, {"nature": "avoir", "corrects": invoice})
    chosen = {"establishment": str(office.place.id)}
    office.world.do(drafting.choose_place, office.supplier, draft, chosen)
    page = office.world.do(drafting.save, office.supplier, draft, {"total_ttc": "200 000"})
    assert [finding.field for finding in page.warnings] == ["total_ttc"]


def test_its_supplier_is_told_by_mail_and_the_log_keeps_it(office: Office) -> None:
    invoice = office.deposits()
    credited(office, invoice)
    subjects = [row.subject for row in office.world.rows("SELECT subject FROM mails ORDER BY id")]
    assert any("déduit de la facture" in subject for subject in subjects)
    assert office.world.rows("SELECT 1 FROM audit_entries WHERE action = 'avoir.deposited'")
