"""The parameters in force in the words of a page."""

from collections.abc import Sequence
from datetime import date

from espace_factures.core import tgc
from espace_factures.core.documents import MEGABYTE
from espace_factures.core.terms import Terms
from espace_factures.organisation.rules.parameters import Parameter, Parameters
from espace_factures.organisation.rules.ranges import RANGES

HOUR_SECONDS = 3600


def terms(parameters: Parameters, today: date) -> Terms:
    """What pages say of them on a day."""
    hours = int(parameters.cooling_off.total_seconds()) // HOUR_SECONDS
    return Terms(
        payment=RANGES[Parameter.PAYMENT_PERIOD].words(parameters.payment_period.days),
        payment_rule=parameters.payment_text,
        cooling_off=RANGES[Parameter.COOLING_OFF].words(hours),
        largest_file=RANGES[Parameter.LARGEST_DOCUMENT].words(parameters.largest_document),
        largest_bytes=parameters.largest_document * MEGABYTE,
        message_files=RANGES[Parameter.MESSAGE_FILES].words(parameters.message_files),
        rates=_either([tgc.percent(rate) for rate in parameters.rates_on(today)]),
    )


def _either(words: Sequence[str]) -> str:
    """« 3 %, 6 % ou 11 % »."""
    *others, last = words or [""]
    return f"{', '.join(others)} ou {last}" if others else last
