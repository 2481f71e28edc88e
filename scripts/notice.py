"""python -m scripts.notice: write NOTICE, the licence of all that the build ships to a browser."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from espace_factures.look import WEB
from espace_factures.ui import letters

ROOT: Final = Path(__file__).parents[1]
NOTICE: Final = ROOT / "NOTICE"
MODULES: Final = WEB / "node_modules"
LICENCES: Final = ("LICENSE*", "LICENCE*", "license*")
IN_OTHER_FILES: Final = ("tailwindcss", "daisyui", letters.PACKAGE.rpartition("@")[0])
"""Shipped in the stylesheet and in the letters, which no script loads."""
HEAD: Final = """Espace Factures ships to a browser the code of these packages, each under its own licence.
Written by `python -m scripts.notice` after a build; a test holds it against what the build ships.

The pages and their state are compiled by Reflex (https://reflex.dev), Apache License 2.0
(https://www.apache.org/licenses/LICENSE-2.0).
Changed here: Atkinson Hyperlegible Next has the narrow no-break space U+202F, as its thin space widened to 190 units.
"""


def notice() -> str:
    """The whole file."""
    return HEAD + "".join(map(_entry, shipped()))


def shipped() -> list[str]:
    """The npm packages of the last build."""
    return sorted({*json.loads((WEB / "shipped.json").read_text()), *IN_OTHER_FILES})


def _entry(name: str) -> str:
    about = json.loads((MODULES / name / "package.json").read_text())
    title = f"{name} {about['version']}, {about['license']}{_home(about)}"
    return f"\n{'-' * 80}\n{title}\n\n" + "\n".join(_licence(name))


def _home(about: dict[str, Any]) -> str:
    return f" ({about['homepage']})" if about.get("homepage") else ""


def _licence(name: str) -> Iterator[str]:
    """Its text, where the package holds it."""
    files = sorted(file for pattern in LICENCES for file in (MODULES / name).glob(pattern) if file.is_file())
    for line in files[0].read_text("utf-8").strip().splitlines() if files else []:
        yield line.rstrip()
    yield ""


if __name__ == "__main__":
    NOTICE.write_text(notice(), "utf-8")
