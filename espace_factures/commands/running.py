"""How a command is read, and run: one use case in one transaction, a refusal said in French."""

import os
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from espace_factures import database
from espace_factures.core.errors import DomainError, FormError
from espace_factures.settings import settings


class Words(ArgumentParser):
    """The words of a command; those that are wrong or missing are refused in French, with what to write."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - in English
        """Say how the command is written."""
        raise SystemExit(f"Commande mal écrite. Écrivez : {self.format_usage().partition(':')[2].strip()}")


def perform(use_case: Callable[..., Any], *given: Any) -> Any:
    """The use case on the database of the settings, brought to the latest schema; a refusal ends the command."""
    from espace_factures.app.run import execute

    ready()
    try:
        return execute(use_case, *given)
    except DomainError as error:
        sentences = error.fields.values() if isinstance(error, FormError) else [error.sentence]
        raise SystemExit("\n".join(sentences)) from None


def ready() -> None:
    """The database of the settings is brought to the latest schema, and the parts are introduced."""
    from espace_factures import wiring

    os.environ |= {"DATABASE_URL": database.migrate(), "APP_ENV": settings().app_env}
    settings.cache_clear()
    wiring.configure()


def parsed(command: str, words: Sequence[str], *names: str) -> Any:
    """What was typed after a command that takes these words and no option."""
    return parser(command, *names).parse_args(words)


def parser(command: str, *names: str) -> ArgumentParser:
    """The reader of a command that takes these words, to which options may be added."""
    made = Words(prog=f"python -m espace_factures {command}")
    for name in names:
        made.add_argument(name)
    return made
