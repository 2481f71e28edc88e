"""The certificate as a page of paper: A4, with a picture to photograph."""

import unicodedata
from collections.abc import Sequence
from io import BytesIO
from typing import Final

import segno
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from espace_factures.core import ridet
from espace_factures.core.calendar import NOUMEA, short_date
from espace_factures.core.money import francs_cfp
from espace_factures.core.words import counted
from espace_factures.invoices.certificate.service import Certificate

LEFT: Final = 56
RIGHT: Final = A4[0] - 56
NAVY, INK, MUTED, RULE = HexColor("#0b2a4a"), HexColor("#1c2733"), HexColor("#55636f"), HexColor("#d5dde4")
MODULE: Final = 3
LINE: Final = 78
"""Characters of a line of text in 10 points."""
MOST_NAMED: Final = 6
"""Documents that the page has room for."""
MEANING: Final = (
    "La province Sud de la Nouvelle-Calédonie a reçu ce document à la date et à l’heure indiquées.",
    "Ce certificat prouve le dépôt ; il ne dit rien de l’acceptation ni du paiement de la facture.",
)


def name_of(certificate: Certificate) -> str:
    """certificat-EF-2026-000123.pdf."""
    return f"certificat-{certificate.invoice.reference}.pdf"


def at_second(certificate: Certificate) -> str:
    """« 26 nov. 2026 à 14:03:22, heure de Nouméa (UTC+11) »."""
    at = certificate.invoice.deposited_at.astimezone(NOUMEA)
    return f"{short_date(at.date())} à {at:%H:%M:%S}, heure de Nouméa (UTC+11)"


def paper(certificate: Certificate) -> bytes:
    """The PDF; the same certificate gives the same bytes."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, lang="fr-FR")
    canvas.setTitle(f"Certificat de dépôt {certificate.invoice.reference}")
    canvas.setAuthor("Province Sud de la Nouvelle-Calédonie")
    _head(canvas)
    y = _facts(canvas, _lines(certificate), A4[1] - 150)
    y = _digests(canvas, certificate, y - 12)
    _check(canvas, certificate, y - 16)
    canvas.save()
    return buffer.getvalue()


def _lines(certificate: Certificate) -> list[tuple[str, str]]:
    invoice, place = certificate.invoice, certificate.place
    return [
        ("Référence", invoice.reference),
        ("Reçue", at_second(certificate)),
        ("Établissement", place.name),
        ("RIDET", ridet.display(place.ridet)),
        ("Numéro de la facture", invoice.number),
        ("Date de la facture", short_date(invoice.issued_on)),
        ("Montant TTC", francs_cfp(invoice.total_ttc)),
    ]


def _head(canvas: Canvas) -> None:
    canvas.setFillColor(NAVY)
    canvas.rect(0, A4[1] - 96, A4[0], 96, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(LEFT, A4[1] - 40, "PROVINCE SUD")
    canvas.setFont("Helvetica-Bold", 22)
    canvas.drawString(LEFT, A4[1] - 70, _drawn("Certificat de dépôt"))


def _facts(canvas: Canvas, facts: Sequence[tuple[str, str]], y: float) -> float:
    for label, value in facts:
        canvas.setFillColor(MUTED)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(LEFT, y, _drawn(label))
        canvas.setFillColor(INK)
        canvas.setFont("Helvetica-Bold", 11)
        for line in _cut(value, 56):
            canvas.drawString(LEFT + 140, y, line)
            y -= 15
        canvas.setStrokeColor(RULE)
        canvas.line(LEFT, y + 3, RIGHT, y + 3)
        y -= 13
    return y


def _digests(canvas: Canvas, certificate: Certificate, y: float) -> float:
    canvas.setFillColor(INK)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(LEFT, y, _drawn("Documents et empreintes SHA-256"))
    y -= 18
    documents = [certificate.document, *certificate.beside]
    for document in documents[:MOST_NAMED]:
        canvas.setFillColor(INK)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(LEFT, y, _cut(document.name, LINE)[0])
        canvas.setFillColor(MUTED)
        canvas.setFont("Courier", 8.5)
        canvas.drawString(LEFT, y - 12, document.sha256)
        y -= 30
    if (more := len(documents) - MOST_NAMED) > 0:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(LEFT, y, _drawn(f"et {counted(more, 'autre document', 'autres documents')}"))
        y -= 18
    return y


def _check(canvas: Canvas, certificate: Certificate, y: float) -> None:
    side = _qr(canvas, certificate.address, y)
    x = LEFT + side + 24
    canvas.setFillColor(INK)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(x, y - 14, _drawn("Vérifier ce certificat"))
    canvas.setFont("Helvetica", 10)
    place = certificate.address.split("?", 1)[0]
    for rank, line in enumerate(("Photographiez ce carré, ou écrivez la référence et ce code sur", place)):
        canvas.drawString(x, y - 34 - 14 * rank, _drawn(line))
    canvas.setFont("Courier-Bold", 15)
    canvas.drawString(x, y - 74, certificate.code)
    canvas.setFillColor(MUTED)
    canvas.setFont("Helvetica", 9)
    for rank, line in enumerate(MEANING):
        canvas.drawString(LEFT, y - side - 20 - 13 * rank, _drawn(line))


def _qr(canvas: Canvas, address: str, y: float) -> float:
    """Draw it below `y`, with its quiet zone; returns its side in points."""
    code = segno.make(address, error="m", micro=False)
    rows = [bytes(row) for row in code.matrix_iter(border=0)]
    canvas.setFillColor(HexColor("#000000"))
    for down, row in enumerate(rows):
        for along, is_dark in enumerate(row):
            if is_dark:
                canvas.rect(LEFT + along * MODULE, y - (down + 1) * MODULE, MODULE, MODULE, stroke=0, fill=1)
    return len(rows) * MODULE


def _cut(text: str, width: int) -> list[str]:
    """Lines of at most `width` characters."""
    drawn = _drawn(text)
    return [drawn[start : start + width] for start in range(0, len(drawn), width)] or [""]


def _drawn(text: str) -> str:
    """What the font holds: other letters lose their accents, other spaces are spaces."""
    return "".join(_letter(letter) for letter in text)


def _letter(letter: str) -> str:
    if letter.isspace():
        return " "
    for form in (letter, unicodedata.normalize("NFKD", letter)[:1]):
        if form.encode("cp1252", "ignore"):
            return form
    return "?"
