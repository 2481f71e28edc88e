"""The Province's parameters: what each is, and which value holds at an instant. Values come with the day they start."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum


class Parameter(StrEnum):
    """A number that the Province may change, with its unit."""

    PAYMENT_PERIOD = "payment-period-days"
    COOLING_OFF = "rib-cooling-off-hours"
    SHAKEN_COOLING_OFF = "rib-cooling-off-after-change-hours"
    LARGEST_DOCUMENT = "largest-document-megabytes"
    DOCUMENTS_A_DAY = "documents-a-day"
    MESSAGE_FILES = "files-a-message"


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter's value from an instant on, until a later one; `text` says which rule it comes from."""

    parameter: Parameter
    valid_from: datetime
    value: int
    text: str


@dataclass(frozen=True, slots=True)
class TgcRate:
    """A rate in percent and the days it is in force, both included."""

    rate: Decimal
    valid_from: date
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether an invoice of that day may bear the rate."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters in force at one instant."""

    payment_period: timedelta
    payment_text: str
    cooling_off: timedelta
    shaken_cooling_off: timedelta
    """After a contact, a password or a factor changed less than this time before; it is the pause too."""
    largest_document: int
    """In megabytes."""
    documents_a_day: int
    message_files: int
    rates: tuple[TgcRate, ...]

    def rates_on(self, day: date) -> tuple[Decimal, ...]:
        """The TGC rates that an invoice of that day may bear, lowest first; before the first known ones, those."""
        day = max(day, min((rate.valid_from for rate in self.rates), default=day))
        return tuple(sorted(rate.rate for rate in self.rates if rate.holds_on(day)))


@dataclass(frozen=True, slots=True)
class Settled:
    """Every value that parameters had, have, and will have."""

    values: tuple[Value, ...]
    rates: tuple[TgcRate, ...]

    def payment_period(self, instant: datetime) -> timedelta:
        """The time to the mandatement of an invoice deposited at an instant."""
        return timedelta(days=in_force(self.values, Parameter.PAYMENT_PERIOD, instant).value)

    def at(self, instant: datetime) -> Parameters:
        """The parameters at an instant."""
        period = in_force(self.values, Parameter.PAYMENT_PERIOD, instant)
        return Parameters(
            payment_period=timedelta(days=period.value),
            payment_text=period.text,
            cooling_off=timedelta(hours=in_force(self.values, Parameter.COOLING_OFF, instant).value),
            shaken_cooling_off=timedelta(hours=in_force(self.values, Parameter.SHAKEN_COOLING_OFF, instant).value),
            largest_document=in_force(self.values, Parameter.LARGEST_DOCUMENT, instant).value,
            documents_a_day=in_force(self.values, Parameter.DOCUMENTS_A_DAY, instant).value,
            message_files=in_force(self.values, Parameter.MESSAGE_FILES, instant).value,
            rates=self.rates,
        )


def in_force(values: Iterable[Value], parameter: Parameter, instant: datetime) -> Value:
    """The latest value that started; the first one before any did."""
    theirs = sorted((value for value in values if value.parameter == parameter), key=lambda value: value.valid_from)
    started = [value for value in theirs if value.valid_from <= instant]
    return started[-1] if started else theirs[0]
