"""« Ce n'était pas moi »: from the mail that somebody got to the page where they choose what stays."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from espace_factures.core.access import Actor
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.test_account_journey import composes, virtual_authenticator

Come = Callable[..., Person]
BOTH = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


def adds_a_key(page: Page, name: str) -> None:
    """A passkey, from « Profil »."""
    page.get_by_label("Nom de la clé d’accès").fill(name)
    page.locator("#cle_actuel").fill(factories.PASSWORD)
    page.get_by_role("button", name="Ajouter une clé d’accès").click()
    expect(page.get_by_text("La clé d’accès est ajoutée.")).to_be_visible()


def a_thief_stays(person: Come, actor: Actor) -> Person:
    """Somebody who knows the password adds a key of theirs."""
    thief = person(DESK)
    virtual_authenticator(thief.page)
    thief.signs_in(actor.email, "/compte/profil")
    adds_a_key(thief.page, "Clé du voleur")
    return thief


def denies(stage: Stage, someone: Person, actor: Actor) -> None:
    """Follow the button of the mail, and choose another password."""
    body = stage.mail.wait_for(actor.email, "Une clé d’accès a été ajoutée").get_body(("plain",))
    found = re.search(r"(/ce-n-etait-pas-moi\?\S+)", body.get_content() if body else "")
    assert found
    someone.goes_to(found.group(1))
    someone.page.get_by_role("button", name="Ce n’était pas moi : fermer mon compte aux autres").click()
    expect(someone.page.get_by_text("Un code vous a été envoyé sur votre adresse")).to_be_visible()
    composes(someone.page, stage.mail.code_for(actor.email))


@BOTH
def test_a_thief_is_shut_out_by_the_button_of_a_mail(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    actor = factories.an_account(stage)
    thief, someone = a_thief_stays(person, actor), person(viewport)
    denies(stage, someone, actor)
    expect(thief.page).to_have_url(re.compile("/connexion"))
    expect(someone.page.get_by_role("heading", level=1)).to_have_text("Ce qui ouvre votre compte")
    box = someone.page.get_by_role("checkbox", name=re.compile("Clé du voleur"))
    expect(box).not_to_be_checked()
    someone.page.get_by_role("button", name="Garder ce qui est coché, retirer le reste").click()
    expect(someone.page).to_have_url(re.compile("/compte/demandes"))
    expect(someone.page.get_by_text("Votre mot de passe a été changé !")).to_be_visible()
    thief.page.get_by_role("button", name="Clé d’accès").click()
    expect(thief.page.get_by_text("Cette clé d’accès n’a pas été reconnue")).to_be_visible()


def test_nothing_else_may_be_done_before_and_what_is_kept_opens_again(stage: Stage, person: Come) -> None:
    actor = factories.an_account(stage)
    mine, someone = a_thief_stays(person, actor), person(PHONE)
    denies(stage, someone, actor)
    expect(someone.page.get_by_role("heading", level=1)).to_have_text("Ce qui ouvre votre compte")
    someone.goes_to("/factures")
    expect(someone.page.get_by_role("heading", level=1)).to_have_text("Ce qui ouvre votre compte")
    someone.page.get_by_role("checkbox", name=re.compile("Clé du voleur")).check()
    someone.page.get_by_role("button", name="Garder ce qui est coché, retirer le reste").click()
    expect(someone.page).to_have_url(re.compile("/factures"))
    mine.goes_to("/connexion")
    mine.page.get_by_role("button", name="Clé d’accès").click()
    expect(mine.page).to_have_url(re.compile("/factures"))


def test_a_new_password_from_profil_leads_to_what_else_opens_the_account(stage: Stage, person: Come) -> None:
    actor, someone = factories.an_account(stage), person(DESK)
    virtual_authenticator(someone.page)
    someone.signs_in(actor.email, "/compte/profil")
    adds_a_key(someone.page, "Mon téléphone")
    page = someone.page
    page.get_by_text("Changer de mot de passe", exact=True).click()
    page.locator("#current").fill(factories.PASSWORD)
    page.get_by_label("Nouveau mot de passe").fill("une tout autre phrase calme")
    page.get_by_label("Confirmation du mot de passe").fill("une tout autre phrase calme")
    page.get_by_role("button", name="Changer le mot de passe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce qui ouvre votre compte")
    expect(page.get_by_test_id("acces").locator("li")).to_have_count(1)
