"""A person with no account ends with an établissement of his own, agents doing their part."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from espace_factures.core.access import Role
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage

Come = Callable[..., Person]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_newcomer_signs_up_is_habilitated_and_may_deposit(
    stage: Stage, person: Come, viewport: dict[str, int]
) -> None:
    email = f"nouvelle.{viewport['width']}@exemple.nc"
    newcomer = person(viewport)
    newcomer.goes_to("/factures")
    newcomer.page.get_by_role("link", name="S'inscrire").click()
    fill_sign_up(newcomer.page, email)
    newcomer.page.get_by_role("button", name="S'inscrire").click()
    newcomer.page.get_by_label("Saisissez le code validation à 4 chiffres").fill(stage.mail.code_for(email))
    newcomer.page.get_by_role("button", name="Valider").click()
    newcomer.page.get_by_role("link", name="Ajouter un établissement").first.click()
    proves_mobile(stage, newcomer.page, f"76.{viewport['width'] // 100:02d}.{viewport['width'] % 100:02d}")
    reference = asks_habilitation(newcomer, f"9 {viewport['width']:06d} 001")
    assert stage.mail.wait_for(email, reference)
    home = newcomer.page.context.new_page()
    home.goto(newcomer.url + "/factures")
    expect(home.get_by_text("Votre demande pour ATELIER DU LAGON est chez un agent.")).to_be_visible()
    expect(home.get_by_role("link", name="Préparer une facture")).to_be_visible()

    agent_actor = factories.an_agent(stage, Role.HABILITATION_AGENT)
    agent = person(DESK)
    agent.comes_in(agent_actor.email, "/administration/habilitations")
    agent.goes_to(f"/administration/habilitations/detail?ref={reference}")
    decides(agent.page, "Demander un complément", "Envoyez l’avis RIDET.")
    expect(newcomer.page.get_by_test_id("statut")).to_have_text("Complément demandé")
    newcomer.page.get_by_label("Votre réponse").fill("Le voici.")
    newcomer.page.get_by_role("button", name="Envoyer le complément").click()
    expect(agent.page.get_by_test_id("statut")).to_have_text("Complétée")
    decides(agent.page, "Accepter")
    expect(newcomer.page.get_by_test_id("statut")).to_have_text("Acceptée")
    assert stage.mail.wait_for(email, "acceptée")
    expect(home.get_by_role("link", name="Ajouter un RIB")).to_be_visible()
    expect(home.get_by_role("heading", name="Établissement")).to_have_text("Établissement (étape faite)")
    newcomer.page.get_by_role("link", name="Déposer une facture").last.click()
    expect(newcomer.page.get_by_label("Document de la facture", exact=True)).to_be_visible()


def test_whoever_is_sent_to_sign_in_comes_back_to_the_page_he_wanted(stage: Stage, person: Come) -> None:
    member = factories.a_member(stage, factories.an_establishment(stage))
    someone = person()
    someone.comes_in(member.email, "/factures/suivi?tri=montant-desc")
    expect(someone.page).to_have_url(re.compile(r"/factures/suivi/?\?tri=montant-desc$"))


def test_a_wrong_password_keeps_the_e_mail_and_says_what_to_check(stage: Stage, person: Come) -> None:
    member = factories.a_member(stage, factories.an_establishment(stage))
    someone = person()
    someone.goes_to("/connexion")
    someone.page.get_by_label("Courriel").fill(member.email)
    someone.page.get_by_label("Mot de passe", exact=True).fill("pas le bon mot")
    someone.page.get_by_role("button", name="Se connecter").click()
    expect(someone.page.get_by_text("ne correspond pas")).to_be_visible()
    expect(someone.page.get_by_label("Courriel")).to_have_value(member.email)


def test_signing_out_in_one_tab_closes_the_others(stage: Stage, person: Come) -> None:
    member = factories.a_member(stage, factories.an_establishment(stage))
    someone = person()
    someone.comes_in(member.email)
    other = someone.page.context.new_page()
    other.goto(someone.url + "/factures/suivi")
    expect(other.get_by_role("heading", name="Mes factures")).to_be_visible()
    someone.page.get_by_role("button", name="Mon compte").click()
    someone.page.get_by_role("button", name="Déconnexion").click()
    expect(someone.page.get_by_role("link", name="Connexion")).to_be_visible()
    expect(other).to_have_url(re.compile("/connexion"))


def test_a_wrong_code_says_how_many_tries_are_left(stage: Stage, person: Come) -> None:
    email = "essai.code@exemple.nc"
    someone = person()
    someone.goes_to("/inscription")
    fill_sign_up(someone.page, email)
    someone.page.get_by_role("button", name="S'inscrire").click()
    right = stage.mail.code_for(email)
    wrong = f"{(int(right) + 1) % 10000:04d}"
    someone.page.get_by_label("Saisissez le code validation à 4 chiffres").fill(wrong)
    someone.page.get_by_role("button", name="Valider").click()
    expect(someone.page.get_by_role("alert").get_by_text("4 essais")).to_be_visible()


def test_a_refused_sign_up_keeps_what_was_typed(person: Come) -> None:
    someone = person(PHONE)
    someone.goes_to("/inscription")
    fill_sign_up(someone.page, "mineure@exemple.nc", born="2020-01-01")
    someone.page.get_by_role("button", name="S'inscrire").click()
    expect(someone.page.get_by_text("réservé aux personnes majeures").first).to_be_visible()
    expect(someone.page.get_by_label("Prénom")).to_have_value("Léa")


def fill_sign_up(page: Page, email: str, born: str = "1990-05-17") -> None:
    """The sign-up form of Léa Poaoutéta."""
    page.get_by_label("Madame").check()
    page.get_by_label("Prénom").fill("Léa")
    page.get_by_label("Nom", exact=True).fill("Poaoutéta")
    page.get_by_label("Date de naissance").fill(born)
    page.get_by_label("Courriel").first.fill(email)
    page.get_by_label("Mot de passe", exact=True).fill("quatre mots bien choisis")
    page.get_by_role("checkbox", name="Je ne suis pas un robot").check()
    page.get_by_label("J’accepte").check()


def proves_mobile(stage: Stage, page: Page, number: str) -> None:
    """The number that the page asks for, and the code of the SMS."""
    expect(page.get_by_role("heading", name="Confirmez d’abord vos contacts")).to_be_visible()
    page.get_by_label("Numéro de mobile").fill(number)
    page.get_by_role("button", name="Envoyer le code par SMS").click()
    field = page.get_by_label("Saisissez le code à 4 chiffres")
    expect(field).to_be_visible()
    field.fill(stage.sms.code_for("+687" + number.replace(".", "")))
    page.get_by_role("button", name="Confirmer le mobile").click()
    expect(page.get_by_text("Votre mobile est confirmé.")).to_be_visible()
    expect(page.get_by_role("heading", name="Confirmez d’abord vos contacts")).to_be_hidden()


def asks_habilitation(someone: Person, ridet: str) -> str:
    """Fill and send the form; returns the reference."""
    page = someone.page
    page.get_by_label("RIDET", exact=True).fill(ridet)
    page.get_by_role("button", name="Rechercher dans le registre").click()
    expect(page.get_by_text("Ce n’est pas un obstacle")).to_be_visible()
    page.get_by_label("Nom de l’établissement").fill("ATELIER DU LAGON")
    page.get_by_label("Adresse").fill("3 rue de l’Alma, Nouméa")
    page.get_by_label("Fonction").fill("Gérante")
    page.get_by_label("Service", exact=True).fill("Comptabilité")
    proof = {"name": "kbis.pdf", "mimeType": "application/pdf", "buffer": factories.a_pdf("Kbis")}
    someone.drops("Justificatif de représentativité", proof)
    expect(page.get_by_text("Fichier reçu")).to_be_visible()
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_text("Demande envoyée")).to_be_visible()
    found = re.search(r"HA-\d{4}-\d{6}", page.url)
    assert found
    return found.group()


def decides(page: Page, gesture: str, words: str = "") -> None:
    """An agent's decision."""
    page.get_by_role("button", name=gesture, exact=True).click()
    if words:
        page.get_by_label("Message à la personne").fill(words)
    page.get_by_role("button", name="Confirmer la décision").click()
    expect(page.get_by_text("Décision enregistrée")).to_be_visible()
