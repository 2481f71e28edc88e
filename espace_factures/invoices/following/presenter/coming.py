"""« Ce qui va être payé », week by week, and in how many days one is paid: the drawings and their words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from espace_factures.core.calendar import near_date, today
from espace_factures.core.money import francs
from espace_factures.core.words import NBSP, counted, grouped
from espace_factures.invoices.expecting.repository import Lately
from espace_factures.invoices.expecting.rules import Certainty, Coming

WEEKS: Final = 6
FEWEST_PAYMENTS: Final = 5
"""Under so many, a mean says nothing of the next payment."""
MILLION: Final = 1_000_000
LARGE: Final = 10 * MILLION
MARGIN: Final = 1.08
"""What is left of the scale past its longest."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a bar, from `low` of what lies and from `top` of what stands."""

    kind: str
    low: str
    top: str
    size: str


@dataclass(frozen=True, slots=True)
class Week:
    """A bar of the plot, and a line of its table."""

    label: str
    under: str
    is_apart: bool
    total: str
    bars: list[Bar]
    ordered: str
    going: str
    suspended: str
    whole: str
    invoices: str


@dataclass(frozen=True, slots=True)
class Mean:
    """How long payments took: the words, then the places on the scale."""

    title: str = ""
    mean: str = ""
    around: str = ""
    basis: str = ""
    at: str = ""
    start: str = ""
    width: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """The whole card; `label` says it in a sentence."""

    label: str = ""
    weeks: list[Week] = field(default_factory=list)


def plot_of(found: Sequence[Coming], now: datetime) -> Plot:
    """Six weeks, what comes later, what has no day; nothing when nothing is to be paid."""
    if not found:
        return Plot()
    monday = today(now) - timedelta(days=today(now).weekday())
    mondays = [monday + timedelta(weeks=rank) for rank in range(WEEKS)]
    later = [one for one in found if one.week and one.week > mondays[-1]]
    dateless = [one for one in found if one.week is None]
    groups = [(near_date(day), "", [one for one in found if one.week == day]) for day in mondays]
    groups[0] = (groups[0][0], "cette semaine", groups[0][2])
    groups += [("plus tard", "", later)] if later else []
    groups += [("sans date", "", dateless)] if dateless else []
    most = max(sum(one.amount for one in group) for *_, group in groups) or 1
    return Plot(_said(found, dateless), [_week(label, under, group, most) for label, under, group in groups])


def _said(found: Sequence[Coming], dateless: Sequence[Coming]) -> str:
    whole, apart = (sum(one.amount for one in group) for group in (found, dateless))
    without = f", dont {francs(apart)} sans date" if apart else ""
    return f"Ce qui va être payé, par semaine : {francs(whole)} au total{without}. Le tableau donne chaque montant."


def _week(label: str, under: str, group: Sequence[Coming], most: int) -> Week:
    amounts = {kind: sum(one.amount for one in group if one.certainty is kind) for kind in Certainty}
    bars, low = [], 0.0
    for kind, amount in amounts.items():
        size = amount / most
        if size:
            bars.append(Bar(str(kind), f"{low:.2%}", f"{1 - low - size:.2%}", f"{size:.2%}"))
        low += size
    whole = sum(amounts.values())
    return Week(
        label=label,
        under=under,
        is_apart=label == "sans date",
        total=_short(whole) if whole else "",
        bars=bars,
        ordered=_cell(amounts[Certainty.ORDERED]),
        going=_cell(amounts[Certainty.GOING]),
        suspended=_cell(amounts[Certainty.SUSPENDED]),
        whole=_cell(whole),
        invoices=grouped(sum(one.invoices for one in group)),
    )


def _cell(amount: int) -> str:
    return francs(amount) if amount else "–"


def _short(amount: int) -> str:
    """« 642 000 », « 21,5 M » where eight digits would run into the next."""
    return f"{amount / MILLION:.1f}{NBSP}M".replace(".", ",") if amount >= LARGE else grouped(amount)


def mean_of(lately: Lately, period: timedelta) -> Mean:
    """Nothing under five payments."""
    if lately.days is None or lately.payments < FEWEST_PAYMENTS:
        return Mean()
    scale = max(lately.most, period.days) * MARGIN
    return Mean(
        title=f"Vous êtes payé en {counted(lately.days, 'jour')} en moyenne",
        mean=str(lately.days),
        around=f"de {lately.fewest} à {counted(lately.most, 'jour')}",
        basis=f"Sur vos {grouped(lately.payments)} derniers paiements, du dépôt au virement. "
        f"L’ordre de payer est dû en {counted(period.days, 'jour')} (le trait gris).",
        at=f"{lately.days / scale:.2%}",
        start=f"{lately.fewest / scale:.2%}",
        width=f"{max(lately.most - lately.fewest, 1) / scale:.2%}",
        due=f"{period.days / scale:.2%}",
    )
