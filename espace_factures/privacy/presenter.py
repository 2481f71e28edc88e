"""An export as its page shows it."""

from dataclasses import dataclass

from espace_factures import routes
from espace_factures.core.calendar import moment, noumea_date, short_date
from espace_factures.core.words import NBSP
from espace_factures.privacy.models import Export
from espace_factures.privacy.rules.leaving import expires_at

STEP = 1024


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A file to download."""

    href: str
    title: str
    trace: str


def export_row(row: Export) -> ExportRow:
    """When it was asked for, how big it is, until when it is kept."""
    last_day = short_date(noumea_date(expires_at(row.created_at, row.ready_at)))
    return ExportRow(
        href=routes.EXPORT.replace("{public_id}", row.public_id),
        title=f"Mes données, le {moment(row.created_at)}",
        trace=f"ZIP, {size(row.size)}, à télécharger avant le {last_day}",
    )


def size(count: int) -> str:
    """Bytes as one reads them: « 12 ko », « 3,4 Mo »."""
    if count < STEP * STEP:
        return f"{max(count // STEP, 1)}{NBSP}ko"
    return f"{count / STEP / STEP:.1f}{NBSP}Mo".replace(".", ",")
