"""A file of 1.2 MB chosen until its receipt, and « Envoyer » until it is acknowledged, beside a plain form."""

import secrets
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page

from benchmarks import browser as chromium
from benchmarks.deposit import a_pdf
from benchmarks.figures import Figure, figure, timed
from benchmarks.servers import Served
from espace_factures import routes

ROUNDS: Final = 10
TARGET: Final = 3.0
TYPED: Final = {"Total HT": "1000", "TGC 11 %": "110", "Total TTC": "1110", "Date de la facture": "2026-11-03"}


def sending(browser: Browser, product: Served, plain: Served) -> list[Figure]:
    """Both in turn, each round in the same page of the same person."""
    pages = {app.name: chromium.context(browser, app).new_page() for app in (product, plain)}
    waits: dict[str, list[tuple[float, float]]] = {"product": [], "finished": []}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "facture.pdf"
        for _ in range(ROUNDS + 1):
            file.write_bytes(a_pdf())
            waits["product"].append(_ours(pages["product"], product, file))
            waits["finished"].append(_plain(pages["finished"], plain, file))
    return [
        line
        for place, what in enumerate(("file chosen to receipt", "« Envoyer » to acknowledged"))
        for line in _beside(what, *([wait[place] for wait in waits[app][1:]] for app in ("finished", "product")))
    ]


def _beside(what: str, floor: list[float], ours: list[float]) -> list[Figure]:
    least = figure(f"{what}, plain form", floor)
    return [least, figure(f"{what}, product", ours, beside=least, target=TARGET)]


def _ours(page: Page, app: Served, file: Path) -> tuple[float, float]:
    page.goto(app.url + routes.DEPOSIT)
    field = page.locator("input[type=file]").first
    field.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    number = page.get_by_label("Numéro de la facture", exact=True)
    received = timed(lambda: (field.set_input_files(file), number.wait_for()))
    page.get_by_label("Je n'ai pas de bon de commande").check()
    page.get_by_label("Direction concernée").select_option(index=1)
    number.fill(f"B-{secrets.token_hex(6)}")
    for label, value in TYPED.items():
        page.get_by_label(label, exact=True).fill(value)
    page.wait_for_timeout(500)
    button = page.get_by_role("button", name="Envoyer", exact=True)
    return received, timed(lambda: (button.click(), page.get_by_text("Facture déposée").first.wait_for()))


def _plain(page: Page, app: Served, file: Path) -> tuple[float, float]:
    page.goto(app.url + "/deposer")
    field = page.locator("input[type=file]")
    received = timed(lambda: (field.set_input_files(file), page.get_by_text("Fichier reçu").wait_for()))
    for name in ("numero", "date", "ht", "tgc", "ttc"):
        page.get_by_label(name).fill("1000")
    button = page.get_by_role("button", name="Envoyer")
    return received, timed(lambda: (button.click(), page.get_by_text("Facture déposée").wait_for()))
