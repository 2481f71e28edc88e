"""What the page of exports says."""

from dataclasses import dataclass

from espace_factures import routes
from espace_factures.app.origin import native
from espace_factures.core.calendar import moment, noumea_date, short_date
from espace_factures.core.words import counted, grouped, plural
from espace_factures.documents.presenter import size_words
from espace_factures.invoices.exporting.models import InvoiceExport
from espace_factures.invoices.exporting.rules import AT_ONCE, KEPT, LABELS, MOST, Sheet
from espace_factures.invoices.exporting.service.exports import Offered


@dataclass(frozen=True, slots=True)
class MadeRow:
    """An export: under way, or ready at its address."""

    title: str
    trace: str
    href: str


def found_words(found: Offered) -> str:
    """« 128 factures répondent à ces filtres. »."""
    if found.is_more:
        return (
            f"Plus de {grouped(AT_ONCE)} factures répondent à ces filtres : le fichier se prépare pendant que vous "
            "faites autre chose."
        )
    return f"{counted(found.count, 'facture')} {plural(found.count, 'répond', 'répondent')} à ces filtres."


def address_of(sheet: Sheet, filters: str) -> str:
    """Where the rows of these filters are taken at once."""
    _, _, query = filters.partition("?")
    address = native(routes.LIST_SHEET.replace("{sheet}", sheet))
    return f"{address}?{query}" if query else address


def made_row(row: InvoiceExport) -> MadeRow:
    """What it is, how far or how big, until when it is kept."""
    title = f"{LABELS[row.sheet]}, demandé le {moment(row.created_at)}"
    if row.ready_at is None:
        return MadeRow(title, f"En préparation : {counted(row.done, 'ligne')} jusqu’ici.", "")
    last_day = short_date(noumea_date(row.created_at + KEPT))
    cut = f" (les {grouped(MOST)} premières, pas plus)" if row.is_cut else ""
    trace = f"{counted(row.done, 'facture')}{cut}, {size_words(row.size)}, à télécharger avant le {last_day}."
    return MadeRow(title, trace, native(routes.LIST_FILE.replace("{public_id}", row.public_id)))
