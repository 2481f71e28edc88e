"""What was read, what was typed, what was ordered: side by side, with what differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from espace_factures.core import ridet
from espace_factures.core.calendar import short_date
from espace_factures.core.money import francs
from espace_factures.core.rib import masked
from espace_factures.core.words import NBSP, joined
from espace_factures.invoices.following.service.tracking import InvoiceDossier
from espace_factures.invoices.rules import exact_number


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One value three times; a mark says which of the two others is not as it was typed."""

    label: str
    read: str
    typed: str
    ordered: str = ""
    is_read_other: bool = False
    is_order_other: bool = False


def compare_rows(dossier: InvoiceDossier) -> list[CompareRow]:
    """Every value that has something beside it, in the order of a paper."""
    return [
        _supplier(dossier),
        _number(dossier),
        _day(dossier),
        _order(dossier),
        _direction(dossier),
        *_amounts(dossier),
        _total(dossier),
        _iban(dossier),
    ]


def admitted_words(dossier: InvoiceDossier) -> str:
    """« Montant admis : 120 000 F », where it is not the whole."""
    amount = dossier.item.admitted_ttc
    paid = f"Payée le {short_date(dossier.item.paid_on)}" if dossier.item.paid_on else ""
    return joined(" · ", f"Montant admis : {francs(amount)}" if amount is not None else "", paid)


def _supplier(dossier: InvoiceDossier) -> CompareRow:
    place, read = dossier.panel.place, dossier.panel.read
    number = "".join(filter(str.isdigit, read.get("ridet", "")))
    shown = ridet.display(number) if len(number) == len(place.ridet) else read.get("ridet", "")
    is_other = bool(number) and not place.ridet.startswith(number)
    return CompareRow(
        "Fournisseur",
        joined(" — ", read.get("seller", ""), shown),
        f"{place.name} — {ridet.display(place.ridet)}",
        is_read_other=is_other,
    )


def _number(dossier: InvoiceDossier) -> CompareRow:
    read, typed = dossier.panel.read.get("number", ""), dossier.item.number
    return CompareRow("Numéro", read, typed, is_read_other=bool(read) and exact_number(read) != exact_number(typed))


def _day(dossier: InvoiceDossier) -> CompareRow:
    read, typed, order = dossier.panel.read.get("issued_on", ""), dossier.item.issued_on, dossier.panel.order
    return CompareRow(
        "Date",
        short_date(date.fromisoformat(read)) if read else "",
        short_date(typed),
        f"commandé le {short_date(order.ordered_on)}" if order else "",
        is_read_other=bool(read) and read != typed.isoformat(),
        is_order_other=order is not None and typed < order.ordered_on,
    )


def _order(dossier: InvoiceDossier) -> CompareRow:
    read, typed, order = dossier.panel.read.get("order", ""), dossier.item.order_number, dossier.panel.order
    return CompareRow(
        "Bon de commande",
        read,
        typed or "Sans bon de commande",
        joined(" — ", order.number, order.label) if order else "",
        is_read_other=bool(read) and read != typed,
    )


def _direction(dossier: InvoiceDossier) -> CompareRow:
    typed, ordered = dossier.panel.direction.name, dossier.panel.ordering
    return CompareRow("Direction", "", typed, ordered, is_order_other=bool(ordered) and ordered != typed)


def _amounts(dossier: InvoiceDossier) -> Iterator[CompareRow]:
    """The total before tax, then each rate that one of the two has."""
    invoice, read = dossier.item, dossier.panel.read
    yield _amount("Total HT", read.get("total_ht", ""), invoice.total_ht)
    rates = {name.removeprefix("tgc_"): value for name, value in read.items() if name.startswith("tgc_")}
    typed = {rate.replace(".", "_"): amount for rate, amount in invoice.taxes.items() if amount}
    for rate in sorted({*rates, *typed}, key=lambda one: float(one.replace("_", "."))):
        words = rate.replace("_", ",").removesuffix(",0")
        yield _amount(f"TGC {words}{NBSP}%", rates.get(rate, ""), typed.get(rate, 0))


def _amount(label: str, read: str, typed: int) -> CompareRow:
    shown = francs(int(read)) if read else ""
    return CompareRow(label, shown, francs(typed), is_read_other=bool(read) and int(read) != typed)


def _total(dossier: InvoiceDossier) -> CompareRow:
    """What the order had left before this invoice took its part."""
    invoice, order = dossier.item, dossier.panel.order
    row = _amount("Total TTC", dossier.panel.read.get("total_ttc", ""), invoice.total_ttc)
    left = order.amount - order.invoiced + invoice.total_ttc if order else 0
    return CompareRow(
        row.label,
        row.read,
        row.typed,
        f"restait {francs(left)} sur {francs(order.amount)}" if order else "",
        is_read_other=row.is_read_other,
        is_order_other=order is not None and invoice.total_ttc > left,
    )


def _iban(dossier: InvoiceDossier) -> CompareRow:
    read, chosen = dossier.panel.read.get("iban", "").replace(" ", ""), dossier.item.iban
    shown = masked(read) if read else ""
    return CompareRow(
        "IBAN", shown, masked(chosen) if chosen else "Aucun RIB choisi", is_read_other=bool(read) and read != chosen
    )
