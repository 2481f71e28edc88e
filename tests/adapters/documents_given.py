"""Documents that the tests drop: the shared samples, and invoices built on the spot."""

import os
from io import BytesIO
from pathlib import Path

import pikepdf

SAMPLES = Path(os.environ.get("SAMPLES_DIR") or Path(__file__).parents[2].parent / "shared/samples")

UBL_NAMESPACES = (
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
)


def a_sample(name: str) -> bytes:
    """The bytes of a shared sample."""
    return (SAMPLES / name).read_bytes()


def a_pdf(*lines: str, attached: dict[str, bytes] | None = None) -> bytes:
    """A PDF of one page with these lines of text and these attachments."""
    shown = b"".join(b"<%s> Tj T* " % line.encode("cp1252").hex().encode() for line in lines)
    pdf = _drawn(b"BT /F 11 Tf 14 TL 40 740 Td " + shown + b"ET")
    for name, content in (attached or {}).items():
        pdf.attachments[name] = content
    return saved(pdf)


def a_page(*placed: tuple[int, int, str], spacing: int = 0) -> bytes:
    """A PDF of one page with texts at these places, in points from its left and its top; letters so far apart."""
    return saved(_drawn(_texts(placed, spacing)))


def a_turned_page(
    *placed: tuple[int, int, str], drawn: int = 0, rotate: int = 0, stamp: str = "", matrix: bytes = b"0 1 -1 0 300 100"
) -> bytes:
    """The same on a square page, drawn at so many quarters clockwise, then shown turned by its own /Rotate; a stamp."""
    whole = (b"1 0 0 1 0 0", b"0 -1 1 0 0 792", b"-1 0 0 -1 792 792", b"0 1 -1 0 792 0")[drawn]
    over = b"BT /F 10 Tf %s Tm <%s> Tj ET" % (matrix, stamp.encode("cp1252").hex().encode()) if stamp else b""
    pdf = _drawn(b"q %s cm %s Q %s" % (whole, _texts(placed), over))
    pdf.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 792, 792])
    pdf.pages[0].obj.Rotate = rotate
    return saved(pdf)


def _texts(placed: tuple[tuple[int, int, str], ...], spacing: int = 0) -> bytes:
    shown = (b"1 0 0 1 %d %d Tm <%s> Tj " % (x, 792 - y, text.encode("cp1252").hex().encode()) for x, y, text in placed)
    return b"BT /F 10 Tf %d Tc " % spacing + b"".join(shown) + b"ET"


def _drawn(marks: bytes) -> pikepdf.Pdf:
    """A page with these marks, whose font F is Helvetica."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font)))
    page.obj.Contents = pdf.make_stream(marks)
    return pdf


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    """The PDF's bytes."""
    out = BytesIO()
    pdf.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def a_cii(*replacements: tuple[str, str]) -> bytes:
    """The New-Caledonian CII with these texts replaced by those."""
    text = a_sample("nc_facturx.xml").decode()
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def a_ubl(root: str = "Invoice", type_code: str = "380", currency: str = "XPF") -> bytes:
    """A New-Caledonian invoice or credit note in UBL: 100 000 F at 6 %, 20 000 F exempt."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2" {UBL_NAMESPACES}>
<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
<cbc:ID>F-12/2026</cbc:ID><cbc:IssueDate>2026-11-03+11:00</cbc:IssueDate>
<cbc:{root}TypeCode>{type_code}</cbc:{root}TypeCode>
<cbc:DocumentCurrencyCode>{currency}</cbc:DocumentCurrencyCode>
<cac:OrderReference><cbc:ID>BC-7</cbc:ID></cac:OrderReference>
<cac:AccountingSupplierParty><cac:Party>
<cac:PartyName><cbc:Name>Enseigne</cbc:Name></cac:PartyName>
<cac:PartyLegalEntity><cbc:RegistrationName>EXEMPLE SARL</cbc:RegistrationName>
<cbc:CompanyID schemeID="0228">047 688 001</cbc:CompanyID></cac:PartyLegalEntity>
</cac:Party></cac:AccountingSupplierParty>
<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>
<cac:PayeeFinancialAccount><cbc:ID>FR76 1749 9000 1012 3456 7890 102</cbc:ID></cac:PayeeFinancialAccount>
</cac:PaymentMeans>
<cac:TaxTotal><cbc:TaxAmount currencyID="{currency}">6000</cbc:TaxAmount>
<cac:TaxSubtotal><cbc:TaxableAmount>100000</cbc:TaxableAmount><cbc:TaxAmount>6000.00</cbc:TaxAmount>
<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>6.00</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal>
<cac:TaxSubtotal><cbc:TaxableAmount>20000</cbc:TaxableAmount><cbc:TaxAmount>0</cbc:TaxAmount>
<cac:TaxCategory><cbc:ID>E</cbc:ID><cbc:Percent>0</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount>120000.00</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount>126000.00</cbc:TaxInclusiveAmount></cac:LegalMonetaryTotal>
</{root}>""".encode()


def a_long_ubl(lines: int, subtotals: int) -> bytes:
    """The same with so many lines and tax subtotals: the rules compare each with all the others."""
    line = (
        "<cac:InvoiceLine><cbc:ID>{0}</cbc:ID><cbc:InvoicedQuantity unitCode='C62'>1</cbc:InvoicedQuantity>"
        "<cbc:LineExtensionAmount currencyID='XPF'>1</cbc:LineExtensionAmount><cac:Item><cbc:Name>A</cbc:Name>"
        "<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>6</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>"
        "<cac:Price><cbc:PriceAmount currencyID='XPF'>1</cbc:PriceAmount></cac:Price></cac:InvoiceLine>"
    )
    subtotal = (
        "<cac:TaxSubtotal><cbc:TaxableAmount>1</cbc:TaxableAmount><cbc:TaxAmount>0</cbc:TaxAmount>"
        "<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>6.{0}</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal>"
    )
    text = a_ubl().decode()
    text = text.replace("</cac:TaxTotal>", "".join(map(subtotal.format, range(subtotals))) + "</cac:TaxTotal>", 1)
    return text.replace("</Invoice>", "".join(map(line.format, range(lines))) + "</Invoice>").encode()
