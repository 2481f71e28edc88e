"""What is shown and mailed is French as it is printed: no-break spaces, curly apostrophes, elisions."""

import importlib
import inspect
import itertools
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from espace_factures.audit.rules.chain import Head
from espace_factures.invoices.messages import PlaceWeek
from espace_factures.notifications.messages import Letter, as_html, as_text
from scripts import typography

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted([*(ROOT / "espace_factures").rglob("*.js"), *(ROOT / "assets").glob("*.js")])
A_WEEK = PlaceWeek("Élan Construction", 2, 161500, 1, 1, 4312500, 3)
SETTINGS = "https://exemple.nc/abonnements"
GIVEN: dict[Any, Any] = {
    int: 1200,
    bool: True,
    str: "Élodie",
    date: date(2026, 11, 18),
    datetime: datetime(2026, 11, 18, 3, 32, tzinfo=UTC),
    Iterable[str]: ("EF-2026-000001", "EF-2026-000002"),
    Iterable[PlaceWeek]: (A_WEEK,),
    Iterable[tuple[str, str, str]]: (("F-1", "EF-2026-000001", "1\u00a0F"), ("F-2", "EF-2026-000002", "2\u00a0F")),
    Head: Head(12),
}


def letters() -> Iterator[tuple[str, Any]]:
    """Each function of the house that writes a mail, with its name."""
    package = ROOT / "espace_factures"
    for path in sorted([*package.glob("*/messages.py"), *package.glob("*/messages/*.py")]):
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and get_type_hints(function).get("return") is Letter:
                yield f"{module.__name__}.{name}", function


def mails(write: Any) -> Iterator[Letter]:
    """The mail about a person and a place whose names begin with a vowel, for each choice it depends on."""
    hints = {name: hint for name, hint in get_type_hints(write).items() if name != "return"}
    choices = [[GIVEN[hint]] if hint in GIVEN else list(hint) for hint in hints.values()]
    for given in itertools.product(*choices):
        with suppress(KeyError):  # some statuses and purposes are never written about
            yield write(**dict(zip(hints, given, strict=True)))


def test_every_sentence_of_the_code_is_printed_as_french_is() -> None:
    assert not list(typography.faults()), "run: python -m scripts.typography"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_sentence_of_a_script_is_printed_as_french_is(path: Path) -> None:
    code = re.sub(r"(?m)^\s*//.*$|\s//.*$", "", path.read_text("utf-8"))
    said = [one or other for one, other in re.findall(r'"([^"\n]*)"|`([^`]*)`', code)]
    assert [text for text in said if typography.printed(text) != text] == []


@pytest.mark.parametrize(("name", "write"), list(letters()))
def test_every_mail_is_printed_as_french_is(name: str, write: Any) -> None:
    written = list(mails(write))
    assert written, "no choice of values is written about"
    for letter in written:
        drawn = unescape(
            re.sub(r"<style>.*?</style>|<[^>]+>", "\n", as_html(letter, "https://exemple.nc/abonnements"), flags=re.S)
        )
        for text in (letter.subject, as_text(letter, "https://exemple.nc/abonnements"), drawn):
            assert typography.printed(text) == text
            assert not re.search(r"'|\bde [ÉE]l", text)


def test_a_label_of_the_guides_stays_as_it_is_printed_there() -> None:
    assert typography.printed("« S'inscrire » : l'état") == "«\u202fS'inscrire\u202f»\u202f: l’état"
