"""The child's answer as JSON, and back with suspicion: a parser taken over by its document answers through here too."""

import json
import re
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from espace_factures.adapters.documents.refusals import Refusal, RefusedError
from espace_factures.core.documents import DocumentKind, Finding, Level, Place, ReadInvoice

GLANCE = "glance"
"""Asks for what is read without recognising any picture."""
TEXT_LENGTH = 400
FINDINGS = 50
PLACES = 40
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class GarbledError(Exception):
    """The child's answer is not one."""


def encode_invoice(invoice: ReadInvoice) -> bytes:
    """The invoice as JSON, dates in ISO form."""
    return json.dumps(asdict(invoice), default=date.isoformat).encode()


def encode_refusal(reason: Refusal) -> bytes:
    """The refusal as JSON."""
    return json.dumps({"refusal": reason.value}).encode()


def encode_findings(findings: tuple[Finding, ...]) -> bytes:
    """Findings alone, as JSON."""
    return json.dumps([asdict(finding) for finding in findings]).encode()


def decode_invoice(payload: bytes) -> ReadInvoice:
    """The invoice the child describes; raises RefusedError for its refusal, GarbledError for anything else."""
    try:
        values = _exactly(dict)(json.loads(payload))
        if "refusal" in values:
            reason = Refusal(values["refusal"])
        else:
            return _invoice(values)
    except (ValueError, TypeError, KeyError, RecursionError) as failure:
        raise GarbledError from failure
    raise RefusedError(reason)


def decode_findings(payload: bytes) -> tuple[Finding, ...]:
    """The findings the child lists; raises GarbledError."""
    try:
        return tuple(_finding(value) for value in _exactly(list)(json.loads(payload))[:FINDINGS])
    except (ValueError, TypeError, KeyError, RecursionError) as failure:
        raise GarbledError from failure


def _invoice(values: dict[str, Any]) -> ReadInvoice:
    """Each value under its own type's check; what the contract does not know is a fault."""
    return ReadInvoice(**{name: CHECKS[name](value) for name, value in values.items()})


def _exactly(kind: type) -> Any:
    """A check that lets one JSON type through."""

    def check(value: Any) -> Any:
        if type(value) is not kind or (kind is str and len(value) > TEXT_LENGTH):
            raise TypeError
        return value

    return check


def _or_none(check: Any) -> Any:
    """The same check, that lets None through as well."""
    return lambda value: None if value is None else check(value)


def _finding(value: dict[str, Any]) -> Finding:
    """One finding, its level in the closed set."""
    code, message, field = (_TEXT(value[name]) for name in ("code", "message", "field"))
    return Finding(code, Level(value["level"]), message, field)


def _place(value: dict[str, Any]) -> Place:
    """A box within its page."""
    place = Place(**value)
    x, y, width, height = map(_exactly(float), (place.x, place.y, place.width, place.height))
    if not (0 <= x <= 1 and 0 <= y <= 1 and 0 <= width <= 1 and 0 <= height <= 1 and _WHOLE(place.page) > 0):
        raise ValueError
    return place


def _places(values: dict[str, Any]) -> dict[str, Place]:
    """The places, few of them, under names that a field may have."""
    if len(values) > PLACES or not all(map(NAME.fullmatch, values)):
        raise ValueError
    return {name: _place(value) for name, value in values.items()}


_TEXT, _WHOLE = _exactly(str), _exactly(int)
CHECKS: dict[str, Any] = dict.fromkeys((f.name for f in fields(ReadInvoice)), _or_none(_TEXT)) | {
    "kind": DocumentKind,
    "media_type": _TEXT,
    "pages": _WHOLE,
    "issued_on": _or_none(date.fromisoformat),
    "is_credit_note": _exactly(bool),
    "has_more": _exactly(bool),
    "total_ht": _or_none(_WHOLE),
    "total_ttc": _or_none(_WHOLE),
    "taxes": lambda pairs: tuple((_TEXT(rate), _WHOLE(amount)) for rate, amount in pairs),
    "source": _TEXT,
    "findings": lambda values: tuple(_finding(value) for value in values[:FINDINGS]),
    "places": _places,
}
