"""docs/security.md counts its own verdicts right, and says why where something is not met."""

import re
from collections import Counter
from pathlib import Path

TEXT = (Path(__file__).parents[2] / "docs" / "security.md").read_text()
LINES = re.findall(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]*) \|$", TEXT, re.MULTILINE)
NOT_MET = "**not met**"


def test_each_requirement_stands_once() -> None:
    assert len(LINES) == len({identity for identity, _, _ in LINES}) == 210


def test_the_sum_is_that_of_the_lines() -> None:
    count = Counter(verdict for _, verdict, _ in LINES)
    met = f"{count['met']} met, {count['n/a']} without object"
    assert f"{met}, {count['deployment']} of deployment, {count[NOT_MET]} not met, of 210" in TEXT


def test_what_is_not_met_says_why() -> None:
    assert [identity for identity, verdict, why in LINES if verdict == NOT_MET and len(why) < 20] == []
