"""The documents of the demonstration, drawn as suppliers draw theirs."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from espace_factures.core.rib import display
from scripts.demo.bills import Bill

LEFT, RIGHT, TOP = 56, 539, 780
INK, BAND, RULE = HexColor("#1f2a37"), HexColor("#e6eef4"), HexColor("#b8c4ce")
COLUMNS: Final = ((352, "Quantité"), (424, "Prix unitaire"), (466, "TGC"), (RIGHT, "Montant HT"))
TERMS: Final = (
    "Paiement à 30 jours à compter du dépôt. Pas d’escompte pour paiement anticipé.",
    "Aucun rabais, remise ou ristourne.",
)


def invoice(bill: Bill) -> bytes:
    """One page with all that the rules ask of an invoice."""
    paper = _Paper()
    paper.head(bill.supplier.name, "FACTURE")
    paper.write([bill.supplier.address, f"RIDET : {_ridet(bill.supplier.ridet)}", bill.supplier.activity], 9)
    paper.skip(14)
    paper.write([f"Facture n° {bill.number}", f"Date : {bill.issued_on:%d/%m/%Y}"], 11)
    if bill.order:
        paper.write([f"Bon de commande n° {bill.order}"], 11)
    paper.write([f"Prestation livrée le {bill.issued_on:%d/%m/%Y}"], 11)
    paper.skip(10)
    paper.write(["Client : Province Sud", bill.direction, "Nouméa, Nouvelle-Calédonie"], 10)
    paper.skip(14)
    _table(paper, bill)
    _totals(paper, bill)
    paper.skip(18)
    paper.write([f"IBAN : {_plain(display(bill.iban))}", f"Titulaire : {bill.supplier.name}"], 10)
    paper.skip(10)
    paper.write(TERMS, 8)
    return paper.done()


def statement(holder: str, bank: str, iban: str) -> bytes:
    """A relevé d'identité bancaire."""
    paper = _Paper()
    paper.head(bank, "RELEVÉ D’IDENTITÉ BANCAIRE")
    parts = iban[4:9], iban[9:14], iban[14:25], iban[25:27]
    names = ("Code banque", "Code guichet", "N° de compte", "Clé RIB")
    paper.write([f"Titulaire : {holder}"], 12)
    paper.skip(12)
    paper.write([f"{name} : {part}" for name, part in zip(names, parts, strict=True)], 11)
    paper.skip(12)
    paper.write([f"IBAN : {_plain(display(iban))}"], 12)
    return paper.done()


def letter(sender: str, title: str, lines: Sequence[str]) -> bytes:
    """Any other paper: an avis, a bon de livraison, a mandate."""
    paper = _Paper()
    paper.head(sender, title)
    paper.write(lines, 11)
    return paper.done()


class _Paper:
    """A page filled from its top."""

    def __init__(self) -> None:
        self.buffer = BytesIO()
        # The same words give the same bytes.
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1)
        self.y = TOP

    def head(self, sender: str, title: str) -> None:
        self.canvas.setFillColor(BAND)
        self.canvas.rect(0, TOP - 18, A4[0], 64, stroke=0, fill=1)
        self.canvas.setFillColor(INK)
        self.text(LEFT, sender, 16, bold=True)
        self.text(RIGHT, title, 13, is_right=True)
        self.skip(42)

    def write(self, lines: Sequence[str], size: int) -> None:
        for line in lines:
            self.text(LEFT, line, size)
            self.skip(size + 5)

    def text(self, x: float, words: str, size: int, *, bold: bool = False, is_right: bool = False) -> None:
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        (self.canvas.drawRightString if is_right else self.canvas.drawString)(x, self.y, words)

    def skip(self, points: float) -> None:
        self.y -= points

    def rule(self) -> None:
        self.canvas.setStrokeColor(RULE)
        self.canvas.line(LEFT, self.y + 12, RIGHT, self.y + 12)

    def done(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def _table(paper: _Paper, bill: Bill) -> None:
    paper.text(LEFT, "Désignation", 9, bold=True)
    for x, name in COLUMNS:
        paper.text(x, name, 9, bold=True, is_right=True)
    paper.skip(18)
    for line in bill.lines:
        article = line.article
        paper.rule()
        paper.text(LEFT, article.label, 9)
        rate = f"{article.rate} %" if article.rate else "–"
        values = (str(line.quantity), _francs(article.price), rate, _francs(line.amount))
        for (x, _), value in zip(COLUMNS, values, strict=True):
            paper.text(x, value, 9, is_right=True)
        paper.skip(17)
    paper.rule()
    paper.skip(10)


def _totals(paper: _Paper, bill: Bill) -> None:
    lines = [f"Total HT : {_francs(bill.total_ht)} F CFP"]
    lines += [f"TGC {rate} % : {_francs(tax)} F CFP" for rate, tax in bill.taxes.items()]
    lines += [f"Total TTC : {_francs(bill.total_ttc)} F CFP"]
    for line in lines:
        paper.text(RIGHT, line, 11, bold=line is lines[-1], is_right=True)
        paper.skip(17)
    if bill.supplier.is_exempt:
        paper.write(["Franchise en base – TGC non applicable"], 10)


def _francs(amount: int) -> str:
    return f"{amount:,}".replace(",", " ")


def _ridet(ridet: str) -> str:
    return f"{ridet[0]} {ridet[1:4]} {ridet[4:7]} {ridet[7:]}"


def _plain(words: str) -> str:
    """Standard letters have no narrow space."""
    return words.replace("\u202f", " ").replace("\u00a0", " ")
