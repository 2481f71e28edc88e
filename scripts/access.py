"""Writes docs/access.md: who may open each page and call each handler, as the code declares it."""

import os
import sys
from pathlib import Path

os.environ.setdefault("ESPACE_FACTURES_COMPILING", "1")

from reflex_base.registry import RegistrationContext

from espace_factures import catalogue
from espace_factures.core.access import GRANTS, Permission, Role
from espace_factures.web.access import POLICY, Policy

DOCUMENT = Path(__file__).parents[1] / "docs" / "access.md"
PACKAGE = "espace_factures."
HEAD = """# Who may do what

Written by `python -m scripts.access` from what the code declares; a test refuses a stale copy.
Every account is a « usager » besides the roles given to it. A handler that declares nothing
is refused to everybody (`web/guard.py`). Which objects a person reaches is decided by the services
(`readable_by`): another établissement's are « introuvable ».
"""


def document() -> str:
    """The whole page."""
    pages = [(f"`{page.route}`", page.permission) for page in sorted(catalogue.PAGES, key=lambda page: page.route)]
    parts = {"Pages": pages, "Native routes": natives(), "Handlers": handlers()}
    return "\n".join([HEAD, *(line for title, rows in parts.items() for line in (f"## {title}", "", table(rows), ""))])


def natives() -> list[tuple[str, Permission | None]]:
    """Every address that is not a page, with the right it asks."""
    found = sorted(catalogue.NATIVE_ROUTES, key=lambda native: native.path)
    return [(f"`{native.path}` {' '.join(native.methods)}", native.policy.permission) for native in found]


def handlers() -> list[tuple[str, Permission | None]]:
    """Each handler of ours with the right it asks."""
    found: dict[str, Permission | None] = {}
    for registered in RegistrationContext.get().event_handlers.values():
        fn = registered.handler.fn
        policy = getattr(fn, POLICY, None)
        if isinstance(policy, Policy) and fn.__module__.startswith(PACKAGE):
            found[f"`{fn.__module__.removeprefix(PACKAGE)}` {fn.__qualname__}"] = policy.permission
    return sorted(found.items())


def table(rows: list[tuple[str, Permission | None]]) -> str:
    """A Markdown table: one row each, one column for the right, one for visitors, one for each role."""
    lines = ["| | Right | visitor | " + " | ".join(Role) + " |", "|---" * (len(Role) + 3) + "|"]
    for name, permission in rows:
        marks = ["●" if permission is None else ""]
        marks += ["●" if permission is None or permission in GRANTS[role] else "" for role in Role]
        lines.append(f"| {name} | {permission or 'anybody'} | {' | '.join(marks)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    DOCUMENT.write_text(document())
    sys.stdout.write(f"{DOCUMENT}\n")
