"""The Province's parameters and TGC rates: read, changed from a day on."""

from typing import Any

from espace_factures.commands.running import parsed, parser, perform
from espace_factures.terminal import say


def set_parameter(*words: str) -> int:
    """Another value for a parameter, at once or from a day to come."""
    from espace_factures.organisation import presenter as organisation_presenter
    from espace_factures.organisation.service import changing

    reader = parser("set-parameter", "name", "value")
    reader.add_argument("--from", dest="day", default="", metavar="DATE")
    reader.add_argument("--text", default="", metavar="RULE")
    given = reader.parse_args(words)
    change = perform(changing.set_parameter, given.name, given.value, given.day, given.text)
    say("\n".join(organisation_presenter.change_lines(change)))
    return 0


def list_parameters(*words: str) -> int:
    """The values in force and those to come."""
    from espace_factures.organisation import presenter as organisation_presenter
    from espace_factures.organisation.service import parameters

    parsed("list-parameters", words)
    settled, now = perform(parameters.listed)
    say("\n".join(organisation_presenter.parameter_lines(settled, now)))
    return 0


def add_tgc_rate(*words: str) -> int:
    """A TGC rate, from today or another day on."""
    from espace_factures.organisation.service import rates

    say(f"{_rate(perform(rates.add, *_typed('add-tgc-rate', '--from', words)))}.")
    return 0


def end_tgc_rate(*words: str) -> int:
    """The last day of a TGC rate, today unless told."""
    from espace_factures.organisation.service import rates

    percent, day = _typed("end-tgc-rate", "--until", words)
    ended = perform(rates.end, percent, day)
    say(f"{_rate(ended)}." if ended else f"TGC {percent} : ce taux n’avait pas commencé, il est retiré.")
    return 0


def _typed(command: str, option: str, words: tuple[str, ...]) -> tuple[str, str]:
    reader = parser(command, "rate")
    reader.add_argument(option, dest="day", default="", metavar="DATE")
    given = reader.parse_args(words)
    return given.rate, given.day


def _rate(rate: Any) -> str:
    from espace_factures.app.run import inside
    from espace_factures.core.calendar import noumea_date
    from espace_factures.organisation import presenter as organisation_presenter

    return organisation_presenter.rate_words(rate, noumea_date(inside().clock.now()))
