"""The figures as a spreadsheet takes them: bare numbers, one row for each month, delay or reason."""

from collections.abc import Sequence
from typing import Final

from espace_factures.invoices.rules import REASONS
from espace_factures.oversight.presenter.plots import EVERYWHERE
from espace_factures.oversight.rules.figures import STEPS, Counted
from espace_factures.oversight.service.dashboard import Figures

Row = Sequence[object]
COUNTS: Final = {
    Counted.DEPOSITED: "Déposées",
    Counted.SUSPENDED: "Suspensions",
    Counted.REJECTED: "Rejetées",
    Counted.CLEARED: "Liquidées",
    Counted.UNTOUCHED: "Liquidées sans reprise",
    Counted.PAID: "Payées",
}


def months(found: Figures) -> list[Row]:
    """Each month, each count with its sum."""
    heads: Row = (
        "Mois",
        "Direction",
        *(f"{label} ({unit})" for label in COUNTS.values() for unit in ("nombre", "F CFP")),
    )
    kept = {(row.month, row.counted): row for row in found.months}
    name = _names(found).get(found.direction_id, EVERYWHERE)
    rows: list[Row] = [heads]
    for month in sorted({row.month for row in found.months}):
        counts = [kept.get((month, one)) for one in COUNTS]
        rows.append(
            (
                f"{month:%Y-%m}",
                name,
                *(value for row in counts for value in ((row.invoices, row.amount) if row else (0, 0))),
            )
        )
    return rows


def delays(found: Figures) -> list[Row]:
    """Each direction and step, in days."""
    names, order = _names(found), list(STEPS)
    rows = sorted(found.delays, key=lambda row: (row.direction_id, order.index(row.step)))
    heads: Row = ("Direction", "Étape", "Factures en 90 jours", "Médiane (jours)", "8 sur 10 en (jours)")
    return [
        heads,
        *(
            (names.get(row.direction_id, EVERYWHERE), STEPS[row.step], row.invoices, row.median_days, row.most_days)
            for row in rows
        ),
    ]


def reasons(found: Figures) -> list[Row]:
    """Each coded reason."""
    name = _names(found).get(found.direction_id, EVERYWHERE)
    heads: Row = ("Motif", "Code", "Direction", "Suspensions en 12 mois")
    return [heads, *((REASONS.get(code, code), code, name, times) for code, times in found.reasons)]


def _names(found: Figures) -> dict[int, str]:
    return {one.id: one.name for one in found.directions}
