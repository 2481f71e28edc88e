"""What an operator reads of the parameters: those in force, those to come, and what a command changed."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from espace_factures.core import tgc
from espace_factures.core.calendar import long_date, moment, noumea_date
from espace_factures.organisation.rules.parameters import Parameter, Settled, TgcRate, Value, in_force
from espace_factures.organisation.rules.ranges import RANGES
from espace_factures.organisation.service.changing import Change


def change_lines(change: Change) -> Iterator[str]:
    """What a command made of a parameter, and what still comes after it."""
    words = _words(change.after)
    if change.is_new:
        yield f"{change.after.parameter} : {words} à partir du {moment(change.after.valid_from)}."
    else:
        yield f"{change.after.parameter} : {words}, comme avant. Rien n’a changé."
    for value in change.coming:
        yield f"Ensuite, à partir du {moment(value.valid_from)} : {_words(value)}."


def parameter_lines(settled: Settled, now: datetime) -> Iterator[str]:
    """Every parameter with its present value, then those to come; every TGC rate that has not ended."""
    for parameter in Parameter:
        present = in_force(settled.values, parameter, now)
        yield f"{parameter} : {_words(present)} ({RANGES[parameter].label})"
        coming = [value for value in settled.values if value.parameter == parameter and value.valid_from > now]
        for value in sorted(coming, key=lambda value: value.valid_from):
            yield f"  à partir du {moment(value.valid_from)} : {_words(value)}"
    yield from _rate_lines(settled.rates, noumea_date(now))


def rate_words(rate: TgcRate, today: date) -> str:
    """« TGC 8 %, à partir du 1er janvier 2027 »."""
    start = "depuis le" if rate.valid_from <= today else "à partir du"
    end = f", jusqu’au {long_date(rate.valid_until)} compris" if rate.valid_until else ""
    return f"{tgc.label(rate.rate)}, {start} {long_date(rate.valid_from)}{end}"


def _rate_lines(rates: Iterable[TgcRate], today: date) -> Iterator[str]:
    for rate in sorted(rates, key=lambda rate: (rate.rate, rate.valid_from)):
        if rate.valid_until is None or rate.valid_until >= today:
            yield rate_words(rate, today)


def _words(value: Value) -> str:
    said = RANGES[value.parameter].words(value.value)
    return f"{said}, {value.text}" if value.text else said
