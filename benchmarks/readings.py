"""python -m benchmarks.readings: what of an invoice ends in the deposit's draft, right or wrong, per form and field."""

import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from espace_factures.adapters.documents.reader import SubprocessReader
from espace_factures.core.tgc import field_of
from espace_factures.invoices.deposit.service.filling import from_reading

SAMPLES: Final = Path(os.environ.get("SAMPLES_DIR") or Path(__file__).parents[2] / "shared/samples") / "lecture"
FORMS: Final = {"text": "text.pdf", "scan": "scan.pdf", "photo": "photo.jpg"}
RATES: Final = tuple(map(Decimal, ("3", "6", "11", "22")))
FIELDS: Final = {
    "number": "number",
    "date": "issued_on",
    "ridet": "read_ridet",
    "order": "order",
    "total_ht": "total_ht",
    "total_ttc": "total_ttc",
    "iban": "read_iban",
}


@dataclass(slots=True)
class Score:
    """Counts of one field in one form."""

    right: int = 0
    filled: int = 0
    expected: int = 0

    def line(self, name: str) -> str:
        """A row of the table."""
        return (
            f"| {name} | {_share(self.right, self.filled)} | {_share(self.right, self.expected)} | {self.expected} |\n"
        )


@dataclass(slots=True)
class Form:
    """What was measured of one form of document."""

    seconds: list[float] = field(default_factory=list)
    fields: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    faults: list[str] = field(default_factory=list)


def measure() -> dict[str, Form]:
    """Every document of the samples read once, by the reader that the application has."""
    reader, forms = SubprocessReader(), dict[str, Form]()
    reader.warm()
    for name, file in FORMS.items():
        forms[name] = Form()
        for path in sorted(SAMPLES.glob(f"*/{file}")):
            content, truth = path.read_bytes(), json.loads(path.with_name("truth.json").read_text())
            began = time.perf_counter()
            reading = reader.read(content, path.name)
            forms[name].seconds.append(time.perf_counter() - began)
            kind = {"kind": "avoir" if reading.is_credit_note else "facture"} if reading.source else {}
            _compare(forms[name], path.parent.name, truth, from_reading(reading, RATES)[0] | kind)
    return forms


def _compare(form: Form, document: str, truth: dict[str, Any], draft: dict[str, str]) -> None:
    for name, expected, filled in _pairs(truth, draft):
        score = form.fields[name]
        score.expected += bool(expected)
        score.filled += bool(filled)
        score.right += bool(filled) and filled == expected
        if filled != expected:
            form.faults.append(f"{document} {name}: « {filled} », expected « {expected} »")


def _pairs(truth: dict[str, Any], draft: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """The name of a field, what the document says and what the draft says."""
    yield "kind", truth["kind"], draft.get("kind", "")
    for name, key in FIELDS.items():
        yield name, _normal(truth[name]), _normal(draft.get(key))
    for rate in RATES:
        due = truth["taxes"].get(f"{rate:f}", 0)
        if due or draft.get(field_of(rate), "0") != "0":
            yield "taxes", str(due or ""), draft.get(field_of(rate), "").removeprefix("-")


def _normal(value: object) -> str:
    """Without spaces, case, the sign of an amount or the « BC » of an order."""
    return "".join(str("" if value is None else value).split()).upper().removeprefix("BC").strip("-")


def table(name: str, form: Form) -> str:
    """The figures of one form, all fields together at the end."""
    whole = Score(*(sum(getattr(s, part) for s in form.fields.values()) for part in ("right", "filled", "expected")))
    ordered = sorted(form.seconds)
    p50, p95 = ordered[len(ordered) // 2], ordered[min(len(ordered) * 95 // 100, len(ordered) - 1)]
    head = f"\n## Reading: {name}\n{len(ordered)} documents, p50 {p50:.2f} s, p95 {p95:.2f} s\n\n"
    rows = "".join(score.line(field) for field, score in form.fields.items()) + whole.line("**all**")
    return f"{head}| Field | Precision | Recall | In the documents |\n|---|--:|--:|--:|\n{rows}"


def tables() -> str:
    """All forms."""
    return "".join(table(name, form) for name, form in measure().items() if form.seconds)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"


if __name__ == "__main__":
    for name, form in measure().items():
        sys.stdout.write(table(name, form))
        if "--faults" in sys.argv:
            sys.stdout.write("\n" + "".join(f"{fault}\n" for fault in form.faults))
