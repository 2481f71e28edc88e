"""python -m benchmarks.dev_loop: from a saved file to Chromium under `make dev`, and whether what was typed stays."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Locator, Page

from benchmarks import browser
from benchmarks.servers import ROOT, free_port

TIMES: Final = 5
START_SECONDS: Final = 300
SHOWN_MS: Final = 180_000
SETTLE_SECONDS: Final = 4  # the whole compilation ends, and what would be lost is
LEFT_BEHIND: Final = (".git", ".venv", ".web", "var", "__pycache__", ".hypothesis", ".pytest_cache", "results")
TYPED: Final = "F-2026-03"
HEADING: Final = "| | Median | Slowest | Typed text kept | Page kept |\n|---|--:|--:|--:|--:|"


@dataclass(frozen=True, slots=True)
class Edit:
    """Some words of the code, and where the page shows them."""

    name: str
    before: str
    after: str
    shown: Callable[[Page, int], Locator]


EDITS: Final = (
    Edit(
        "a label of one page",
        '"Période", PERIOD_CHOICES',
        '"Période {n}", PERIOD_CHOICES',
        lambda page, n: page.get_by_label(f"Période {n}", exact=True),
    ),
    Edit(
        "a label shared by many pages",
        'submit_label: str = "Filtrer"',
        'submit_label: str = "Filtrer {n}"',
        lambda page, n: page.get_by_role("button", name=f"Filtrer {n}", exact=True),
    ),
    Edit(
        "a sentence made on the server",
        "en attente de paiement",
        "en attente de paiement {n}",
        lambda page, n: page.get_by_text(f"en attente de paiement {n}"),
    ),
)


def main() -> int:
    """Each edit, TIMES times, in a copy of the tree."""
    with tempfile.TemporaryDirectory(prefix="ef-dev-") as folder, browser.chromium() as chromium:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*LEFT_BEHIND), symlinks=True)
        with developing(tree) as (url, started):
            sys.stdout.write(f"make dev, served after {started:.1f} s\n{HEADING}\n")
            page = chromium.new_page(locale="fr-FR", viewport={"width": 1280, "height": 900})
            sign_in(page, url)
            for edit in EDITS:
                sys.stdout.write(measured(page, tree, edit))
                sys.stdout.flush()
    return 0


def measured(page: Page, tree: Path, edit: Edit) -> str:
    """One line of the table."""
    file = next(path for path in sorted(tree.rglob("espace_factures/**/*.py")) if edit.before in path.read_text())
    original = file.read_text()
    field = page.locator("[name=q]").last
    waits, kept, same = [], 0, 0
    for number in range(1, TIMES + 1):
        field.fill(TYPED)
        page.evaluate("window.isSame = true")
        began = time.monotonic()
        file.write_text(original.replace(edit.before, edit.after.format(n=number)))
        edit.shown(page, number).first.wait_for(timeout=SHOWN_MS)
        waits.append(time.monotonic() - began)
        time.sleep(SETTLE_SECONDS)
        kept += field.input_value() == TYPED
        same += bool(page.evaluate("!!window.isSame"))
    file.write_text(original)
    return (
        f"| {edit.name} | {statistics.median(waits):.1f} s | {max(waits):.1f} s | {kept}/{TIMES} | {same}/{TIMES} |\n"
    )


def sign_in(page: Page, url: str) -> None:
    """The manager of the demonstration, on « Mes factures »."""
    page.set_default_timeout(60_000)
    page.goto(f"{url}/connexion")
    page.get_by_label("Courriel").fill("gestionnaire@demo.example")
    page.get_by_label("Mot de passe", exact=True).fill("Demonstration-2026!")
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url("**/factures**")
    page.goto(f"{url}/factures/suivi")
    page.locator("tbody tr").first.wait_for()


@contextmanager
def developing(tree: Path) -> Iterator[tuple[str, float]]:
    """`make dev` in the copy: its address, and the seconds it took to say it."""
    port = free_port()
    environment = os.environ | {"PORT": str(port), "VAR_DIR": str(tree / "var")}
    command = [sys.executable, "-u", "-W", "ignore", "-m", "espace_factures", "dev"]
    began = time.monotonic()
    with subprocess.Popen(
        command, cwd=tree, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            for line in process.stdout or ():
                if line.startswith("Courriels"):
                    break
            threading.Thread(target=(process.stdout or sys.stdin).read, daemon=True).start()
            yield f"http://localhost:{port}", time.monotonic() - began
        finally:
            process.terminate()
            process.wait(60)


if __name__ == "__main__":
    sys.exit(main())
