"""Each parameter as an operator reads it, the values that make sense, and the days on which one may start."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from espace_factures.core import tgc
from espace_factures.core.calendar import NOUMEA, noumea_date, parse_date
from espace_factures.core.documents import LARGEST_MEGABYTES
from espace_factures.core.errors import DomainError
from espace_factures.core.words import counted
from espace_factures.organisation.rules.parameters import Parameter

FURTHEST: Final = timedelta(days=5 * 366)
"""A value that would start later is a slip of the year."""
RATE: Final = re.compile(r"([0-9]{1,2})(?:[.,]([0-9]{1,2}))?\s*%?")


@dataclass(frozen=True, slots=True)
class Range:
    """What a parameter is, what it counts, and the least and the most that it may be."""

    label: str
    one: str
    many: str
    least: int
    most: int

    def words(self, value: int) -> str:
        """« 30 jours »."""
        return counted(value, self.one, self.many)


RANGES: Final[Mapping[Parameter, Range]] = {
    Parameter.PAYMENT_PERIOD: Range("délai de mandatement", "jour", "jours", 1, 365),
    # Less than a night would leave nobody the time to see a thief's RIB.
    Parameter.COOLING_OFF: Range("attente avant le premier paiement sur un RIB", "heure", "heures", 12, 720),
    Parameter.SHAKEN_COOLING_OFF: Range(
        "attente avant le premier paiement sur un RIB, et durée pendant laquelle un changement de contact, de mot de "
        "passe ou de facteur l’impose",
        "heure",
        "heures",
        12,
        720,
    ),
    Parameter.LARGEST_DOCUMENT: Range("plus gros fichier", "Mo", "Mo", 1, LARGEST_MEGABYTES),
    Parameter.DOCUMENTS_A_DAY: Range("fichiers d’un compte en un jour", "fichier", "fichiers", 10, 10_000),
    Parameter.MESSAGE_FILES: Range("fichiers d’un message", "fichier", "fichiers", 1, 20),
}


def named(name: str) -> Parameter:
    """The parameter of a name; raises DomainError."""
    known = [str(parameter) for parameter in Parameter]
    if name not in known:
        raise DomainError(f"Paramètre inconnu : {name}. Choisissez parmi {', '.join(known)}.", "parameter-unknown")
    return Parameter(name)


def value_of(parameter: Parameter, text: str) -> int:
    """The value that was typed; raises DomainError for one that makes no sense."""
    allowed = RANGES[parameter]
    bare = text.strip()
    value = int(bare) if bare.isascii() and bare.isdigit() and len(bare) < len(str(allowed.most)) + 1 else -1
    if not allowed.least <= value <= allowed.most:
        sentence = f"Écrivez un nombre entier, de {allowed.least} à {allowed.words(allowed.most)}."
        raise DomainError(sentence, "parameter-value")
    return value


def instant_of(text: str, now: datetime) -> datetime:
    """When a value starts: now, or with the first hour in Nouméa of a day to come; raises DomainError."""
    day, today = day_of(text, noumea_date(now)), noumea_date(now)
    if day < today:
        raise DomainError("Cette date est passée : un paramètre change aujourd’hui, ou plus tard.", "date-past")
    return now if day == today else datetime.combine(day, time.min, NOUMEA)


def day_of(text: str, today: date) -> date:
    """The day that was typed, today unless one was; raises DomainError."""
    try:
        day = parse_date(text) if text.strip() else today
    except ValueError as error:
        raise DomainError(str(error), "date-malformed") from None
    if day - today > FURTHEST:
        raise DomainError("Cette date est dans plus de cinq ans : vérifiez l’année.", "date-far")
    return day


def rate_of(text: str) -> Decimal:
    """The TGC rate that was typed, as « 8 », « 5,5 » or « 8 % »; raises DomainError."""
    found = RATE.fullmatch(text.strip())
    rate = Decimal(f"{found[1]}.{found[2] or 0}") if found else Decimal()
    if not 0 < rate <= tgc.GREATEST:
        raise DomainError(f"Écrivez un taux en pour cent, comme 8 ou 5,5 ; {tgc.GREATEST} au plus.", "rate-malformed")
    return rate.normalize()
