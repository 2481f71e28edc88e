"""A manager lets a program in on a phone, the program reads, and it is shut out at once."""

from collections.abc import Callable
from datetime import timedelta

import httpx
from playwright.sync_api import expect

from tests import factories
from tests.e2e.conftest import PHONE, Person, Stage


def test_a_token_is_made_serves_and_is_revoked(stage: Stage, person: Callable[..., Person]) -> None:
    place = factories.an_establishment(stage)
    manager, page = person(PHONE), "/factures/etablissements"
    manager.signs_in(factories.a_member(stage, place).email, page)
    manager.page.get_by_role("link", name="Accès pour logiciels").click()
    manager.page.get_by_label("Nom du logiciel").fill("Comptabilité")
    manager.page.get_by_label("Lire les factures").check()
    manager.page.get_by_label(place.name).check()
    manager.page.get_by_label("Dernier jour").fill(str((stage.clock.now() + timedelta(days=90)).date()))
    manager.page.get_by_role("button", name="Créer le jeton").click()
    secret = manager.page.get_by_test_id("jeton").inner_text()

    def answer() -> int:
        headers = {"Authorization": f"Bearer {secret}"}
        return httpx.get(f"{stage.server.url}/api/v1/factures", headers=headers).status_code

    assert answer() == 200
    manager.page.get_by_role("button", name="Révoquer le jeton Comptabilité").click()
    manager.page.get_by_role("dialog").get_by_role("button", name="Révoquer le jeton").click()
    expect(manager.page.get_by_text("il n’ouvre plus rien")).to_be_visible()
    assert answer() == 401
