"""A certificate of deposit is read, photographed and checked; it tells when a file was received, and no more."""

import hashlib
import io
from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pypdfium2
import pytest
import zxingcpp

from espace_factures import routes
from espace_factures.app.limits import Limit, most
from espace_factures.core.errors import NotFoundError, Refusal
from espace_factures.invoices.certificate import jobs as certificate_jobs
from espace_factures.invoices.certificate import presenter as certificate_presenter
from espace_factures.invoices.certificate import service as certificate_service
from espace_factures.invoices.certificate.rules import LENGTH
from espace_factures.invoices.certificate.service import Certificate
from espace_factures.invoices.deposit.service.deposits import deposit_invoice
from espace_factures.invoices.models import NEW_CODE
from espace_factures.invoices.rules import Status
from espace_factures.notifications.service import attaching
from tests import factories
from tests.invoices.conftest import Office
from tests.loops import finished

assert certificate_jobs
HOME = "203.0.113.7"


def of(office: Office, reference: str) -> Certificate:
    return office.world.do(certificate_service.certificate, office.supplier, reference)


def photographed(paper: bytes) -> dict[str, str]:
    """What the picture on the paper leads to: the query of its address."""
    page = pypdfium2.PdfDocument(paper)[0].render(scale=2).to_pil()
    (found,) = zxingcpp.read_barcodes(page)
    address = urlsplit(found.text)
    assert address.path == routes.VERIFICATION
    return {name: values[0] for name, values in parse_qs(address.query).items()}


def text_of(paper: bytes) -> str:
    return pypdfium2.PdfDocument(paper)[0].get_textpage().get_text_bounded()


def checked(office: Office, asked: dict[str, str], network: str = HOME) -> datetime | Refusal:
    return office.world.do(certificate_service.verified, network, asked["reference"], asked["verification"])


def file_checked(office: Office, content: bytes) -> datetime | Refusal:
    return office.world.do(certificate_service.received, HOME, hashlib.sha256(content).hexdigest())


def test_the_picture_on_the_paper_leads_to_when_the_invoice_was_received(office: Office) -> None:
    reference = office.deposits()
    asked = photographed(certificate_presenter.paper(of(office, reference)))
    assert checked(office, asked) == office.row(reference).deposited_at


def test_the_paper_says_what_was_received_and_when_to_the_second_in_noumea(office: Office) -> None:
    reference = office.deposits()
    found = of(office, reference)
    said = text_of(certificate_presenter.paper(found))
    for words in (reference, found.code, found.document.sha256, found.place.name, "heure de Nouméa", "Montant TTC"):
        assert words in said


def test_the_same_certificate_gives_the_same_bytes(office: Office) -> None:
    reference = office.deposits()
    assert certificate_presenter.paper(of(office, reference)) == certificate_presenter.paper(of(office, reference))


def test_a_name_that_the_font_does_not_hold_loses_its_accents(office: Office) -> None:
    reference = office.deposits()
    found = of(office, reference)
    found.place.name = "Tāmure \u2192 Société 日"
    assert "Tamure ? Société ?" in text_of(certificate_presenter.paper(found))


@pytest.mark.parametrize("typed", ["{code}", " {lower} ", "{bare}"])
def test_the_code_is_taken_as_people_copy_it(office: Office, typed: str) -> None:
    reference = office.deposits()
    code = of(office, reference).code
    copied = typed.format(code=code, lower=code.lower(), bare=code.replace("-", " "))
    asked = {"reference": f" {reference.lower()} ", "verification": copied}
    assert checked(office, asked) == office.row(reference).deposited_at


def test_a_wrong_code_and_an_unknown_reference_are_told_alike(office: Office) -> None:
    reference = office.deposits()
    other = of(office, office.deposits(number="AUTRE-1")).code
    outcomes = [
        checked(office, {"reference": reference, "verification": other}),
        checked(office, {"reference": reference, "verification": ""}),
        checked(office, {"reference": "EF-2026-999999", "verification": other}),
    ]
    assert outcomes == [Refusal("certificate-unknown", certificate_service.NOT_TOGETHER)] * 3


def test_a_network_tries_so_often_and_no_more(office: Office) -> None:
    asked = {"reference": office.deposits(), "verification": "0000-0000-0000"}
    for _ in range(most(Limit.VERIFICATIONS)):
        checked(office, asked)
    refused = checked(office, asked)
    assert isinstance(refused, Refusal)
    assert refused.code == "too-many"
    assert checked(office, asked, "198.51.100.1") == Refusal("certificate-unknown", certificate_service.NOT_TOGETHER)


def test_a_file_tells_when_it_was_received_and_a_changed_byte_is_told(office: Office) -> None:
    content = factories.a_pdf()
    reference = office.world.do(deposit_invoice, office.supplier, office.drops(content), office.form())
    assert file_checked(office, content) == office.row(reference).deposited_at
    assert file_checked(office, content[:-1] + b"\x00") == Refusal("file-unknown", certificate_service.NOT_RECEIVED)


def test_a_file_that_was_only_dropped_was_not_received(office: Office) -> None:
    content = factories.a_pdf()
    office.drops(content)
    assert isinstance(file_checked(office, content), Refusal)


def test_what_was_withdrawn_or_rejected_was_received_all_the_same(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.REJECTED, reason="DOUBLON", comment="Déjà déposée.")
    asked = {"reference": reference, "verification": of(office, reference).code}
    assert checked(office, asked) == office.row(reference).deposited_at


def test_somebody_else_finds_no_certificate(office: Office) -> None:
    reference = office.deposits()
    with pytest.raises(NotFoundError):
        office.world.do(certificate_service.certificate, factories.an_account(office.world), reference)


def test_the_mail_of_the_deposit_brings_the_certificate(office: Office) -> None:
    reference = office.deposits()
    (named,) = office.world.rows("SELECT attachment FROM mails WHERE attachment <> ''")
    (brought,) = finished(attaching.made(named.attachment))
    assert brought.name == f"certificat-{reference}.pdf"
    assert brought.content == certificate_presenter.paper(of(office, reference))


def test_rows_that_came_in_number_have_a_code_of_their_own(office: Office) -> None:
    (row,) = office.world.rows(f"SELECT {NEW_CODE} AS one, {NEW_CODE} AS two")
    assert row.one != row.two
    assert len(row.one) == len(row.two) == LENGTH


def test_documents_beside_are_named_and_many_are_counted(office: Office) -> None:
    found = of(office, office.deposits())
    many = replace(found, beside=[found.document] * 9)
    assert "et 4 autres documents" in text_of(certificate_presenter.paper(many)).replace("\xa0", " ")
    assert io.BytesIO(certificate_presenter.paper(many)).read(5) == b"%PDF-"
