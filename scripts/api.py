"""Writes docs/openapi.json, the contract of the API, and docs/api.md, the same to be read."""

import json
import sys
from itertools import groupby
from pathlib import Path
from typing import Final

from espace_factures.api.http import contract
from espace_factures.api.presenter.reference import Operation, Value, objects, operations

DOCS: Final = Path(__file__).parents[1] / "docs"
CONTRACT: Final = DOCS / "openapi.json"
DOCUMENT: Final = DOCS / "api.md"
HEAD: Final = """# API

Written by `python -m scripts.api` from the endpoints, as `docs/openapi.json` is; a test refuses a stale copy.
The portal serves the first at `/api` and the second at `/api/v1/openapi.json`.
"""


def kept() -> str:
    """The contract, as git keeps it."""
    return json.dumps(contract.document(), ensure_ascii=False, indent=1) + "\n"


def document() -> str:
    """The whole page."""
    told = contract.document()
    lines = [HEAD, told["info"]["description"]]
    for part, ones in groupby(operations(told), key=lambda pair: pair[0]):
        lines += [f"\n## {part}", *(_operation(one) for _, one in ones)]
    lines += ["\n## Objets", *(_object(*one) for one in objects(told))]
    return "\n".join(lines) + "\n"


def _operation(one: Operation) -> str:
    scope = f"Portée du jeton : `{one.scope}`." if one.scope else "Toute portée suffit."
    lines = [f"\n### {one.title}\n", f"`{one.method} {one.path}`\n", f"{one.words} {scope}\n"]
    lines += [f"```sh\n{one.curl}\n```\n", *_values("Paramètre", one.taken), f"```json\n{one.answer}\n```\n"]
    return "\n".join([*lines, *(f"- `{status}` {words}" for status, words in one.refused)])


def _object(name: str, words: str, fields: list[Value]) -> str:
    return "\n".join([f"\n### {name}\n", words, *(["", *_values("Champ", fields)] if fields else [])]).rstrip()


def _values(head: str, values: list[Value]) -> list[str]:
    if not values:
        return []
    rows = [f"| `{one.name}` | {one.kind} | {one.words} |" for one in values]
    return [f"| {head} | Type | Ce que c’est |", "|---|---|---|", *rows, ""]


if __name__ == "__main__":
    CONTRACT.write_text(kept())
    DOCUMENT.write_text(document())
    sys.stdout.write(f"{CONTRACT}\n{DOCUMENT}\n")
