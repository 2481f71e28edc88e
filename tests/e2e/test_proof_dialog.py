"""« Confirmez que c’est vous »: a gesture that needs a recent proof waits for it, then happens by itself."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from espace_factures.core.access import Actor
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.test_account_journey import virtual_authenticator

Come = Callable[..., Person]
BOTH = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
TITLE = "Confirmez que c’est vous"


def grow_old(stage: Stage, actor: Actor) -> None:
    """The person's sessions were opened, and proved, an hour ago."""
    older = "UPDATE auth_sessions SET (created_at, proved_at) = (created_at - :age, proved_at - :age)"
    with stage.engine.begin() as connection:
        connection.execute(text(f"{older} WHERE account_id = :id"), {"id": actor.account_id, "age": timedelta(hours=1)})


def asks_to_close_the_other_session(stage: Stage, person: Come, actor: Actor, someone: Person) -> Page:
    """Signed in here and there, long ago, they want to close what is there."""
    person(DESK).signs_in(actor.email, "/compte/demandes")
    someone.signs_in(actor.email, "/compte/profil")
    expect(someone.page.get_by_test_id("sessions").locator("li")).to_have_count(2)
    grow_old(stage, actor)
    someone.page.get_by_role("button", name=re.compile("^Déconnecter ")).click()
    expect(someone.page.get_by_role("dialog", name=TITLE)).to_be_visible()
    return someone.page


@BOTH
def test_a_gesture_waits_for_the_password_and_then_happens(
    stage: Stage, person: Come, viewport: dict[str, int]
) -> None:
    page = asks_to_close_the_other_session(stage, person, factories.an_account(stage), person(viewport))
    dialog = page.get_by_role("dialog", name=TITLE)
    dialog.get_by_label("Mot de passe actuel").fill("pas le bon mot")
    dialog.get_by_role("button", name="Confirmer").click()
    expect(dialog.get_by_text("Ce n’est pas votre mot de passe actuel.").first).to_be_visible()
    expect(page.get_by_test_id("sessions").locator("li")).to_have_count(2)
    dialog.get_by_label("Mot de passe actuel").fill(factories.PASSWORD)
    dialog.get_by_role("button", name="Confirmer").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_test_id("sessions").locator("li")).to_have_count(1)


def test_who_gives_up_has_changed_nothing(stage: Stage, person: Come) -> None:
    page = asks_to_close_the_other_session(stage, person, factories.an_account(stage), person(DESK))
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name=TITLE)).to_be_hidden()
    expect(page.get_by_test_id("sessions").locator("li")).to_have_count(2)


def test_a_form_is_sent_again_as_it_was_typed(stage: Stage, person: Come) -> None:
    actor, someone = factories.an_account(stage), person(DESK)
    someone.signs_in(actor.email, "/compte/profil")
    grow_old(stage, actor)
    page, dialog = someone.page, someone.page.get_by_role("dialog", name=TITLE)
    page.get_by_text("Changer de courriel ou le confirmer").click()
    page.get_by_label("Nouveau courriel").fill("apres.preuve@exemple.nc")
    page.get_by_role("button", name="Envoyer le code au nouveau courriel").click()
    dialog.get_by_label("Mot de passe actuel").fill(factories.PASSWORD)
    dialog.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_text("apres.preuve@exemple.nc")).to_be_visible()
    assert stage.mail.code_for("apres.preuve@exemple.nc")


def test_a_passkey_is_the_proof_of_whoever_has_one(stage: Stage, person: Come) -> None:
    actor, someone = factories.an_account(stage), person(PHONE)
    page = someone.page
    virtual_authenticator(page)
    someone.signs_in(actor.email, "/compte/profil")
    page.get_by_label("Nom de la clé d’accès").fill("Mon téléphone")
    page.locator("#cle_actuel").fill(factories.PASSWORD)
    page.get_by_role("button", name="Ajouter une clé d’accès").click()
    expect(page.get_by_text("La clé d’accès est ajoutée.")).to_be_visible()
    factories.signed_in(stage, actor)
    grow_old(stage, actor)
    page.reload()
    page.get_by_role("button", name=re.compile("^Déconnecter ")).first.click()
    dialog = page.get_by_role("dialog", name=TITLE)
    expect(dialog.get_by_label("Mot de passe actuel")).to_have_count(0)
    dialog.get_by_role("button", name="Clé d’accès").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_test_id("sessions").locator("li")).to_have_count(1)
