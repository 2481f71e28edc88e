"""A refusal has a stable code, written down; no page is chosen by comparing sentences."""

import re
from pathlib import Path

from scripts import refusals

ROOT = Path(__file__).parents[2]


def test_the_table_of_refusals_is_up_to_date() -> None:
    assert refusals.DOCUMENT.read_text() == refusals.document(), "run: python -m scripts.refusals"


def test_the_codes_that_pages_choose_by_exist() -> None:
    entry = (ROOT / "espace_factures" / "identity" / "http" / "entry.py").read_text()
    chosen = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)":', entry))
    assert chosen
    assert chosen <= set(refusals.codes())
    assert "sentence" not in entry
