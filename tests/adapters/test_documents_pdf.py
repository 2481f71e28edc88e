"""A PDF that opens for its supplier is read, whatever its program made of it; what it hides is said."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.core.documents import DocumentKind, ReadInvoice
from tests.adapters.documents_given import a_cii, a_pdf, a_sample, a_ubl, saved

Place = Callable[[str, bytes], bytes]
SECRET = pikepdf.Encryption(user="secret", owner="secret", R=6)


def read(content: bytes) -> ReadInvoice:
    return SubprocessReader().read(content, "facture.pdf")


def codes(content: bytes) -> list[str]:
    return [finding.code for finding in read(content).findings]


def with_root(**entries: object) -> bytes:
    with pikepdf.open(BytesIO(a_pdf("Ouvrez ce document avec votre logiciel"))) as pdf:
        for name, value in entries.items():
            pdf.Root[f"/{name}"] = value
        return saved(pdf)


def a_file(pdf: pikepdf.Pdf, name: str, content: bytes) -> pikepdf.Dictionary:
    stream = pdf.make_indirect(pikepdf.Stream(pdf, content))
    return pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=name, EF=pikepdf.Dictionary(F=stream))


def pinned(name: str, content: bytes) -> bytes:
    """A PDF with a file pinned on its page, as TCPDF makes them."""
    with pikepdf.open(BytesIO(a_pdf("Facture"))) as pdf:
        pin = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FileAttachment,
            Rect=pikepdf.Array([0, 0, 9, 9]),
            FS=a_file(pdf, name, content),
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(pin)])
        return saved(pdf)


def associated(name: str, content: bytes) -> bytes:
    """A PDF with a file that its catalogue alone knows."""
    with pikepdf.open(BytesIO(a_pdf("Facture"))) as pdf:
        pdf.Root.AF = pikepdf.Array([pdf.make_indirect(a_file(pdf, name, content))])
        return saved(pdf)


def raw(kids: str, trailer: str = "", page: str = "") -> bytes:
    """A PDF of one page written by hand, which no library would write."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<<>>{page}>>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer\n<</Size 4/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 4\n0000000000 65535 f \n{table}{end}".encode()


def attachments_alone_protected() -> bytes:
    """A PDF whose pages are in clear, and whose attachments ask for a password."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        whole = saved(pdf, encryption=SECRET)
    with pikepdf.open(BytesIO(whole), password="secret") as pdf:
        given = pdf.trailer["/Encrypt"]
        keys = "".join(f"{name}<{bytes(given[name]).hex()}>" for name in ("/O", "/U", "/OE", "/UE", "/Perms"))
        rights = int(given["/P"])
    files = "/CF<</StdCF<</AuthEvent/EFOpen/CFM/AESV3/Length 32>>>>/StmF/Identity/StrF/Identity/EFF/StdCF"
    lock = f"/ID[<00><00>]/Encrypt <</Filter/Standard/V 5/R 6/Length 256/P {rights}{files}{keys}>>"
    return raw("3 0 R", trailer=lock)


@pytest.mark.parametrize("strength", [4, 6])
def test_a_pdf_that_only_its_owner_may_change_opens_for_everybody(strength: int) -> None:
    with pikepdf.open(BytesIO(a_pdf("Facture n° F-7", attached={"factur-x.xml": a_ubl()}))) as pdf:
        content = saved(pdf, encryption=pikepdf.Encryption(user="", owner="secret", R=strength))
    invoice = read(content)
    assert (invoice.kind, invoice.number) == (DocumentKind.FACTURX, "F-12/2026")
    assert SubprocessReader().picture(content, 1).startswith(b"\xff\xd8")


def test_the_text_of_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    with pikepdf.open(BytesIO(a_pdf("Facture n° F-7"))) as pdf:
        content = saved(pdf, encryption=pikepdf.Encryption(user="", owner="secret"))
    assert read(content).number == "F-7"


def test_a_pdf_whose_attachments_alone_are_protected_is_kept_with_a_warning() -> None:
    invoice = read(attachments_alone_protected())
    assert (invoice.kind, invoice.pages) == (DocumentKind.PDF, 1)
    assert invoice.findings[0].code == "unreadable_pdf"
    assert "pièces jointes à ce PDF sont protégées" in invoice.findings[0].message


def test_a_pdf_out_of_order_that_shows_is_kept_with_a_warning() -> None:
    invoice = read(raw("3 0 R 2 0 R"))
    assert invoice.kind is DocumentKind.PDF
    assert invoice.findings[0].code == "unreadable_pdf"
    assert "abîmé" in invoice.findings[0].message


def test_a_pdf_that_cannot_be_shown_says_to_check_that_it_opens() -> None:
    assert codes(a_sample("cases/C19-pdf-tronque.pdf")) == ["unreadable_pdf"]


def test_data_in_a_pdf_that_cannot_be_shown_are_read_and_it_is_said() -> None:
    whole = a_pdf("Facture", attached={"factur-x.xml": a_sample("nc_facturx.xml")})
    invoice = read(whole.replace(b"/Type /Page ", b"/Type /Pagx "))
    assert invoice.number == "F2026-0001"
    assert [finding.code for finding in invoice.findings] == ["unreadable_pdf"]


@pytest.mark.parametrize("place", [pinned, associated])
@pytest.mark.parametrize("name", ["factur-x.xml", "Factur-X.xml", "xrechnung.xml"])
def test_data_joined_elsewhere_than_the_norm_says_are_read(place: Place, name: str) -> None:
    invoice = read(place(name, a_sample("nc_facturx.xml")))
    assert (invoice.kind, invoice.number, invoice.findings) == (DocumentKind.FACTURX, "F2026-0001", ())


def test_the_case_of_a_file_pinned_on_the_page_is_read() -> None:
    assert read(a_sample("cases/C09-annotation-fichier-joint.pdf")).number == "FA-2026-0457"


@pytest.mark.parametrize("place", [pinned, associated])
def test_an_invoice_joined_under_another_name_is_said_and_not_taken(place: Place) -> None:
    invoice = read(place("facture-2026.xml", a_sample("nc_facturx.xml")))
    assert invoice.number is None
    assert "porte un XML que le portail n’a pas pris" in invoice.findings[0].message


def test_another_xml_than_an_invoice_is_nothing_to_say() -> None:
    content = a_pdf("Facture", attached={"order-x.xml": b"<commande/>", "annexe.xml": b"<a>"})
    assert codes(content) == ["nothing_read"]


def test_two_different_invoices_in_one_pdf_are_said_and_none_is_chosen() -> None:
    invoice = read(a_sample("cases/C10-deux-xml-meme-nom.pdf"))
    assert (invoice.number, invoice.total_ttc) == (None, None)
    assert "deux factures électroniques" in invoice.findings[0].message


def test_two_invoices_of_different_names_that_disagree_leave_the_text_to_speak() -> None:
    other = a_cii(("F2026-0001", "F2026-0002"))
    attached = {"factur-x.xml": a_sample("nc_facturx.xml"), "xrechnung.xml": other}
    assert read(a_pdf("Facture n° F-9", attached=attached)).number == "F-9"


def test_the_same_invoice_joined_twice_is_one() -> None:
    twice = {"factur-x.xml": a_sample("nc_facturx.xml"), "zugferd-invoice.xml": a_cii(("EXEMPLE SARL", "EXEMPLE"))}
    invoice = read(a_pdf("Facture", attached=twice))
    assert (invoice.number, invoice.findings) == ("F2026-0001", ())


def test_a_portfolio_says_to_deposit_what_it_holds() -> None:
    assert codes(a_sample("cases/C20-portefeuille.pdf"))[0] == "portfolio"
    assert codes(with_root(Collection=pikepdf.Dictionary(View=pikepdf.Name.T)))[0] == "portfolio"


def test_a_form_that_one_program_alone_shows_says_to_print_it() -> None:
    assert codes(with_root(NeedsRendering=True))[0] == "dynamic_form"


@pytest.mark.parametrize(
    "annotations", ["/Annots 7", "/Annots[7 null]", "/Annots[<</Subtype/FileAttachment>>]", "/AF[1]"]
)
def test_malformed_attachments_cost_the_pdf_nothing(annotations: str) -> None:
    assert read(raw("3 0 R", page=annotations)).pages == 1
