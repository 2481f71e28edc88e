"""What was typed when a session ended by itself is there again after signing in, for its person alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from espace_factures.core.access import Actor
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.test_presence import goes_away

Come = Callable[..., Person]
BOTH = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


def comes_back(page: Page, actor: Actor) -> None:
    """Sign in where the ended session led."""
    expect(page.get_by_text("Votre session a pris fin.")).to_be_visible()
    page.get_by_label("Courriel").fill(actor.email)
    page.get_by_label("Mot de passe", exact=True).fill(factories.PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page).not_to_have_url(re.compile("/connexion"))


@BOTH
def test_the_form_of_a_rib_is_found_again(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    member, someone = factories.a_member(stage, factories.an_establishment(stage)), person(viewport)
    someone.comes_in(member.email, "/factures/rib")
    page = someone.page
    page.get_by_label("IBAN", exact=True).fill("FR76 1749 9000 10")
    page.get_by_label("Titulaire du compte").fill("ATELIER DU LAGON")
    goes_away(stage, member, someone, 121)
    comes_back(page, member)
    expect(page.get_by_label("Titulaire du compte")).to_have_value("ATELIER DU LAGON")
    expect(page.get_by_label("IBAN", exact=True)).to_have_value(re.compile("^FR76"))


def test_what_was_sent_to_an_ended_session_is_found_again_and_no_password_is(stage: Stage, person: Come) -> None:
    member, someone = factories.a_member(stage, factories.an_establishment(stage)), person(DESK)
    someone.comes_in(member.email, "/compte/profil")
    page = someone.page
    page.get_by_text("Changer de mot de passe").click()
    page.locator("input[type=password]").first.fill("un secret de passage")
    page.get_by_text("Corriger mon identité").click()
    page.get_by_label("Prénom").fill("Élodie-Rose")
    ages(stage, member)
    page.get_by_role("button", name="Enregistrer mon identité").click()
    expect(page.get_by_text("Votre session a pris fin.")).to_be_visible()
    kept = page.evaluate("sessionStorage.getItem('non-envoye')")
    assert "Élodie-Rose" in kept
    assert "secret" not in kept
    comes_back(page, member)
    expect(page.get_by_label("Prénom")).to_have_value("Élodie-Rose")
    page.get_by_role("button", name="Enregistrer mon identité").click()
    expect(page.get_by_text("Votre identité est corrigée.")).to_be_visible()
    assert page.evaluate("sessionStorage.getItem('non-envoye')") is None


def test_another_person_who_signs_in_after_them_finds_nothing(stage: Stage, person: Come) -> None:
    place = factories.an_establishment(stage)
    member, other, someone = factories.a_member(stage, place), factories.a_member(stage, place), person(DESK)
    someone.comes_in(member.email, "/factures/rib")
    someone.page.get_by_label("Titulaire du compte").fill("ATELIER DU LAGON")
    goes_away(stage, member, someone, 121)
    comes_back(someone.page, other)
    expect(someone.page.get_by_label("Titulaire du compte")).to_be_visible()
    expect(someone.page.get_by_label("Titulaire du compte")).not_to_have_value("ATELIER DU LAGON")
    assert someone.page.evaluate("sessionStorage.getItem('non-envoye')") is None


def ages(stage: Stage, actor: Actor) -> None:
    """Their last gesture was long ago; the page does not know yet."""
    with stage.engine.begin() as connection:
        connection.execute(
            text("UPDATE auth_sessions SET last_seen_at = now() - interval '3 hours' WHERE account_id = :id"),
            {"id": actor.account_id},
        )
