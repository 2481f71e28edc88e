"""What the Province sets, ready to read: a value, since when, by whom, and what it will be."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from espace_factures.administration.service.settling import House
from espace_factures.core import tgc
from espace_factures.core.calendar import long_date, noumea_date
from espace_factures.core.words import capital
from espace_factures.organisation.models import ParameterValue, TgcRateRow
from espace_factures.organisation.rules.parameters import Parameter
from espace_factures.organisation.rules.ranges import RANGES
from espace_factures.ribs.models import Bank

GROUPS: Final = (
    ("Paiement", (Parameter.PAYMENT_PERIOD,)),
    ("RIB", (Parameter.COOLING_OFF, Parameter.SHAKEN_COOLING_OFF)),
    ("Fichiers", (Parameter.LARGEST_DOCUMENT, Parameter.DOCUMENTS_A_DAY, Parameter.MESSAGE_FILES)),
)
HINTS: Final = {
    Parameter.PAYMENT_PERIOD: "Du dépôt au mandatement. Une facture garde le délai du jour de son dépôt.",
    Parameter.COOLING_OFF: "De la seconde validation d’un RIB à son premier paiement.",
    Parameter.SHAKEN_COOLING_OFF: "La même quand un contact, un mot de passe ou un facteur a changé avant l’ajout.",
    Parameter.LARGEST_DOCUMENT: "Un fichier déposé, quel qu’il soit.",
    Parameter.DOCUMENTS_A_DAY: "Tout ce qu’un compte envoie en un jour.",
    Parameter.MESSAGE_FILES: "Pièces jointes d’un message.",
}
TITLES: Final = {
    Parameter.SHAKEN_COOLING_OFF: "Attente d’un RIB après un changement du compte",
    Parameter.COOLING_OFF: "Attente d’un RIB validé",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """A parameter: its value, where it comes from, and the values to come."""

    name: str
    title: str
    hint: str
    value: str
    bare: str
    unit: str
    trace: str
    coming: tuple[str, ...]
    has_rule: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Parameters that belong together."""

    title: str
    settings: tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class RateRow:
    """A TGC rate that has not ended."""

    percent: str
    label: str
    trace: str
    coming: str
    can_end: bool


@dataclass(frozen=True, slots=True)
class BankRow:
    """A bank of the Province's list."""

    digits: str = ""
    name: str = ""
    bic: str = ""
    trace: str = ""


def groups(house: House) -> list[Group]:
    """Every parameter, by what it is about."""
    return [Group(title, tuple(_setting(house, parameter) for parameter in known)) for title, known in GROUPS]


def rate_rows(house: House) -> list[RateRow]:
    """The rates in force and those to come."""
    today = noumea_date(house.now)
    living = [row for row in house.rates if row.valid_until is None or row.valid_until >= today]
    return [_rate(house, row) for row in living]


def bank_rows(house: House) -> list[BankRow]:
    """Each bank, since when it is so and by whom."""
    return [
        BankRow(bank.code, bank.name, bank.bic, f"Depuis le {_day(bank.set_at)}{_by(house, bank)}")
        for bank in house.banks
    ]


def _setting(house: House, parameter: Parameter) -> Setting:
    values = [row for row in house.values if row.parameter == parameter]
    present = [row for row in values if row.valid_from <= house.now][-1]
    allowed = RANGES[parameter]
    return Setting(
        name=parameter,
        title=TITLES.get(parameter, capital(allowed.label)),
        hint=HINTS[parameter],
        value=allowed.words(present.value),
        bare=str(present.value),
        unit=f"De {allowed.least} à {allowed.words(allowed.most)}.",
        trace=_trace(house, present),
        coming=tuple(
            f"{_said(row)} à partir du {_day(row.valid_from)}{_by(house, row)}"
            for row in values
            if row.valid_from > house.now
        ),
        has_rule=parameter is Parameter.PAYMENT_PERIOD,
    )


def _said(row: ParameterValue) -> str:
    words = RANGES[row.parameter].words(row.value)
    return f"{words} ({row.text})" if row.text else words


def _trace(house: House, row: ParameterValue) -> str:
    rule = f" · {row.text}" if row.text else ""
    return f"Depuis le {_day(row.valid_from)}{_by(house, row)}{rule}"


def _rate(house: House, row: TgcRateRow) -> RateRow:
    has_begun = row.valid_from <= noumea_date(house.now)
    start = "Depuis le" if has_begun else "À partir du"
    end = f"Dernier jour : {long_date(row.valid_until)}" if row.valid_until else ""
    trace = f"{start} {long_date(row.valid_from)}{_by(house, row)}"
    return RateRow(tgc.plain(row.rate), tgc.label(row.rate), trace, end, can_end=row.valid_until is None)


def _by(house: House, row: ParameterValue | TgcRateRow | Bank) -> str:
    name = house.names.get(row.set_by, "") if row.set_by is not None else ""
    return f", par {name}" if name else ""


def _day(instant: datetime) -> str:
    return long_date(noumea_date(instant))
