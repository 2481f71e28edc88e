"""Takes the pictures of docs/ and of the help pages, from the demonstration as it is served."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from espace_factures import migrations, postgres, rights
from scripts import help_pictures
from scripts.demo.people import PASSWORD
from tests.servers import MailCatcher, Server, running

ROOT: Final = Path(__file__).parents[1]
DOCS: Final = ROOT / "docs" / "screenshots"
CHROMIUM: Final = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--lang=fr-FR"]
FRENCH: Final[dict[str, str | float | bool]] = {**os.environ, "LANGUAGE": "fr", "LANG": "fr_FR.UTF-8"}
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
SETTLED: Final = 800
"""Milliseconds for the data to come and the skeletons to leave."""
SUPPLIER, AGENT = "gestionnaire@demo.example", "factures@demo.example"

# name, who, address, where to keep it, window
SHOTS: Final = (
    ("mes-factures-1280", SUPPLIER, "/factures/suivi", DOCS, DESK),
    ("mes-factures-390", SUPPLIER, "/factures/suivi", DOCS, PHONE),
    ("accueil-1280", SUPPLIER, "/factures", DOCS, DESK),
    ("administration-1280", AGENT, "/administration/factures", DOCS, DESK),
)


def take() -> None:
    """Serve the demonstration in a folder of its own, and take every picture."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        url = postgres.start(base / "postgres")
        try:
            migrations.upgrade(url)
            rights.open_embedded(url)
            environment = os.environ | {"DATABASE_URL": url, "VAR_DIR": folder, "APP_ENV": "dev"}
            seed = [sys.executable, "-W", "ignore", "-m", "espace_factures", "seed"]
            subprocess.run(seed, cwd=ROOT, env=environment, check=True)
            mail = MailCatcher()
            mail.start()
            with running(Server(url, base, SMTP_URL=mail.url)) as server, sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path="/usr/bin/chromium",
                    args=CHROMIUM,
                    env={**os.environ, "LANGUAGE": "fr", "LANG": "fr_FR.UTF-8"},
                )
                for shot in SHOTS:
                    _take_one(browser, server.url, *shot)
                help_pictures.take_all(browser, server.url, mail)
            mail.stop()
        finally:
            postgres.stop(base / "postgres")


def _take_one(
    browser: Browser, url: str, name: str, email: str, path: str, folder: Path, viewport: dict[str, int]
) -> None:
    context = browser.new_context(viewport=viewport, locale="fr-FR", timezone_id="Pacific/Noumea")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url + path)
    if email:
        _sign_in(page, email)
    page.locator("h1").wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLED)
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")
    context.close()


def _sign_in(page: Page, email: str) -> None:
    page.get_by_label("Courriel").fill(email)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()


if __name__ == "__main__":
    take()
