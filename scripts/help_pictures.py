"""Takes the pictures of the help pages, on a phone, from the demonstration as it is served."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, Page

from scripts.demo.people import PASSWORD
from tests.servers import MailCatcher

FOLDER: Final = Path(__file__).parents[1] / "assets" / "aide"
PHONE: Final = {"width": 390, "height": 844}
SETTLED: Final = 800
"""Milliseconds for the data to come and the skeletons to leave."""
USER, MANAGER = "usager@demo.example", "gestionnaire@demo.example"
NEW_PASSWORD: Final = "quatre mots bien à moi"
CODE: Final = "Saisissez le code validation à 4 chiffres"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: who looks (nobody when empty), where, and what they do first."""

    name: str
    email: str
    path: str
    gesture: Callable[[Page], object] = lambda _page: None


SHOTS: Final = (
    Shot("premiere-connexion-1", "", "/connexion"),
    Shot("premiere-connexion-2", "", "/inscription"),
    Shot("habilitation-1", USER, "/factures/habilitation"),
    Shot("deposer-1", USER, "/factures/deposer"),
    Shot("suivre-1", MANAGER, "/factures/suivi"),
    Shot("suivre-2", MANAGER, "/factures/suivi", lambda page: page.locator("tbody tr a").first.click()),
    Shot("rib-1", MANAGER, "/factures/rib"),
)


def take_all(browser: Browser, url: str, mail: MailCatcher) -> None:
    """Every picture; the forgotten password is changed for good, last."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for shot in SHOTS:
        page = _visit(browser, url, shot)
        shot.gesture(page)
        _keep(page, shot.name)
        page.context.close()
    _forgotten_password(browser, url, mail)


def _forgotten_password(browser: Browser, url: str, mail: MailCatcher) -> None:
    page = _visit(browser, url, Shot("", "", "/mot-de-passe-oublie"))
    page.get_by_label("Courriel").fill(USER)
    page.get_by_role("checkbox", name="Je ne suis pas un robot").check()
    page.get_by_text("Vérification faite.").wait_for()
    _keep(page, "mot-de-passe-1")
    page.get_by_role("button", name="Suivant").click()
    page.get_by_label(CODE).fill(mail.code_for(USER))
    page.get_by_label("Composition du mot de passe").fill(NEW_PASSWORD)
    page.get_by_label("Confirmation du mot de passe").fill(NEW_PASSWORD)
    _keep(page, "mot-de-passe-2")
    page.get_by_role("button", name="Valider").click()
    page.wait_for_url("**/compte/demandes**")
    _keep(page, "mot-de-passe-3")
    page.context.close()


def _visit(browser: Browser, url: str, shot: Shot) -> Page:
    context = browser.new_context(viewport=PHONE, locale="fr-FR", timezone_id="Pacific/Noumea")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url + shot.path)
    if shot.email:
        page.get_by_label("Courriel").fill(shot.email)
        page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Se connecter").click()
        page.wait_for_url(f"**{shot.path}**")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLED)
    return page


def _keep(page: Page, name: str) -> None:
    """The screen as WebP: three times lighter than PNG."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLED)
    Image.open(io.BytesIO(page.screenshot())).save(FOLDER / f"{name}.webp", quality=82, method=6)
