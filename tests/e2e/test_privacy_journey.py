"""« Confidentialité », in a browser: taking one's data away, and leaving for good."""

import io
import json
import re
import zipfile
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from espace_factures import routes
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage

Come = Callable[..., Person]
BOTH = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


@BOTH
def test_a_person_takes_his_data_away(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    actor = factories.an_account(stage)
    someone = person(viewport)
    someone.signs_in(actor.email, routes.PRIVACY)
    someone.page.get_by_role("button", name="Télécharger mes données").click()
    ready = someone.page.get_by_role("list", name="Fichiers prêts").get_by_role("link")
    with someone.page.expect_download() as arriving:
        ready.click()
    with zipfile.ZipFile(io.BytesIO(arriving.value.path().read_bytes())) as archive:
        kept = json.loads(archive.read("compte.json"))
        assert "LISEZMOI.txt" in archive.namelist()
    assert actor.email in json.dumps(kept, ensure_ascii=False)


@BOTH
def test_a_person_deletes_his_account(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    actor = factories.an_account(stage)
    someone, elsewhere = person(viewport), person(DESK)
    elsewhere.signs_in(actor.email, routes.DEMANDES)
    someone.signs_in(actor.email, routes.PRIVACY)
    page = someone.page
    page.get_by_role("button", name="Supprimer mon compte").click()
    page.get_by_label("Mot de passe actuel").fill("pas le bon mot")
    page.get_by_label("Écrivez SUPPRIMER").fill("SUPPRIMER")
    page.get_by_role("button", name="Supprimer définitivement").click()
    expect(page.get_by_text("Ce n’est pas votre mot de passe actuel.").first).to_be_visible()
    page.get_by_label("Mot de passe actuel").fill(factories.PASSWORD)
    page.get_by_role("button", name="Supprimer définitivement").click()
    expect(page.get_by_text("Votre compte est supprimé. Vous êtes déconnecté.")).to_be_visible()
    expect(page.get_by_role("link", name="Connexion")).to_be_visible()
    expect(elsewhere.page).to_have_url(re.compile(routes.SIGN_IN))
    assert stage.mail.wait_for(actor.email, "supprimé")


def test_the_only_manager_is_told_what_to_do_first(stage: Stage, person: Come) -> None:
    place = factories.an_establishment(stage)
    someone = person(PHONE)
    someone.signs_in(factories.a_member(stage, place).email, routes.PRIVACY)
    someone.page.get_by_role("button", name="Supprimer mon compte").click()
    expect(someone.page.get_by_test_id("obstacle")).to_contain_text(place.name)
