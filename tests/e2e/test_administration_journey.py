"""An administrator at work: agents are invited, given roles and directions, suspended and let back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from espace_factures.core.access import Actor, Role
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage

Come = Callable[..., Person]
SCREENS = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


def rules(stage: Stage, person: Come, viewport: dict[str, int], path: str) -> Person:
    """An administrator opens a page."""
    someone = person(viewport)
    someone.comes_in(factories.an_agent(stage, Role.ADMIN).email, path)
    return someone


def sheet_of(actor: Actor) -> str:
    """The page of an agent."""
    return f"/administration/agents/detail?id={actor.account_id}"


def labels(page: Page) -> list[str]:
    """The tabs that are shown, in order."""
    tabs = page.get_by_role("navigation", name="Administration").get_by_role("link")
    expect(tabs.first).to_be_visible()
    return tabs.all_inner_texts()


@SCREENS
def test_an_agent_is_invited_and_taken_back(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    direction = factories.a_direction(stage)
    someone = rules(stage, person, viewport, "/administration/agents")
    page, email = someone.page, f"invite{direction.id}@exemple.nc"
    page.get_by_role("link", name="Inviter un agent").click()
    page.get_by_label("Courriel de l’agent").fill(email)
    page.get_by_role("button", name="Envoyer l’invitation").click()
    expect(page.get_by_text("Choisissez un rôle.").first).to_be_visible()
    page.get_by_label("Agent des factures").check()
    page.get_by_role("button", name="Envoyer l’invitation").click()
    expect(page.get_by_text("Cochez au moins une direction").first).to_be_visible()
    expect(page.get_by_label("Courriel de l’agent")).to_have_value(email)
    page.get_by_label(direction.name, exact=True).check()
    page.get_by_role("button", name="Envoyer l’invitation").click()
    expect(page.get_by_text("L’invitation est envoyée.")).to_be_visible()
    assert stage.mail.wait_for(email, "agent des factures")
    waiting = page.get_by_test_id("invitations").get_by_role("listitem").filter(has_text=email)
    waiting.get_by_role("button", name="Renvoyer").click()
    expect(page.get_by_text("L’invitation est renvoyée")).to_be_visible()
    waiting.get_by_role("button", name="Annuler").click()
    expect(page.get_by_text(email)).to_have_count(0)
    assert stage.mail.wait_for(email, "annulée")


@SCREENS
def test_a_suspended_agent_is_put_out_at_once(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    direction = factories.a_direction(stage)
    agent = factories.an_agent(stage, Role.INVOICE_AGENT, direction)
    heir = factories.an_agent(stage, Role.INVOICE_AGENT, factories.a_direction(stage))
    at_work = person()
    at_work.comes_in(agent.email, "/administration/factures")
    someone = rules(stage, person, viewport, sheet_of(agent))
    page = someone.page
    page.get_by_role("button", name="Suspendre l’agent").click()
    expect(page.get_by_text(f"Personne d’autre n’instruit : {direction.name}.")).to_be_visible()
    page.get_by_role("button", name="Suspendre", exact=True).click()
    expect(page.get_by_text("choisissez qui prend la suite").first).to_be_visible()
    page.get_by_label("Qui prend la suite ?").select_option(label=heir.name)
    page.get_by_role("button", name="Suspendre", exact=True).click()
    expect(page.get_by_text("L’agent est suspendu")).to_be_visible()
    expect(at_work.page.get_by_role("heading", name="Connexion à votre compte provincial")).to_be_visible()
    assert stage.mail.wait_for(agent.email, "suspendu")
    assert stage.mail.wait_for(heir.email, "vos directions ont changé")
    page.get_by_role("button", name="Réactiver l’agent").click()
    expect(page.get_by_text("L’agent est réactivé")).to_be_visible()


@SCREENS
def test_roles_and_directions_change_on_the_sheet(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    first, second = factories.a_direction(stage), factories.a_direction(stage)
    agent = factories.an_agent(stage, Role.INVOICE_AGENT, first)
    factories.an_agent(stage, Role.INVOICE_AGENT, first)
    page = rules(stage, person, viewport, sheet_of(agent)).page
    page.get_by_role("button", name="Changer les directions de l’agent").click()
    page.get_by_label(second.name, exact=True).check()
    page.get_by_role("button", name="Enregistrer les directions").click()
    expect(page.get_by_text("Les directions sont enregistrées.")).to_be_visible()
    page.get_by_role("button", name="Donner un autre rôle").click()
    page.get_by_label("Administrateur").check()
    page.get_by_role("button", name="Donner ce rôle").click()
    expect(page.get_by_text("Le rôle est donné.")).to_be_visible()
    page.get_by_role("button", name="Retirer le rôle Administrateur").click()
    page.get_by_role("button", name="Retirer le rôle", exact=True).click()
    expect(page.get_by_text("Le rôle est retiré.")).to_be_visible()
    expect(page.get_by_test_id("roles").get_by_role("listitem")).to_have_count(1)


@SCREENS
def test_a_direction_rings_until_it_has_an_agent(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    someone = rules(stage, person, viewport, "/administration/directions")
    page, name = someone.page, f"Direction {viewport['width']} des archives"
    page.get_by_role("button", name="Ajouter une direction").click()
    page.get_by_label("Code").fill("des archives")
    page.get_by_label("Nom de la direction").fill(name)
    page.get_by_role("button", name="Ajouter", exact=True).click()
    expect(page.get_by_text("Écrivez un code court").first).to_be_visible()
    page.get_by_label("Code").fill(f"arch{viewport['width']}")
    page.get_by_role("button", name="Ajouter", exact=True).click()
    expect(page.get_by_text("La direction est ajoutée")).to_be_visible()
    page.get_by_role("button", name=f"Renommer {name}").click()
    page.get_by_label("Nouveau nom").fill(f"{name} et de la mémoire")
    page.get_by_role("button", name="Renommer", exact=True).click()
    expect(page.get_by_text("Le nom est changé.")).to_be_visible()
    someone.goes_to("/administration")
    alarm = page.get_by_test_id("alertes").get_by_role("listitem").filter(has_text=name)
    expect(alarm).to_contain_text("pas d’agent")
    someone.goes_to("/administration/directions")
    page.get_by_role("button", name=f"Fermer {name}").click()
    page.get_by_role("button", name="Fermer la direction").click()
    expect(page.get_by_text("La direction est fermée")).to_be_visible()
    someone.goes_to("/administration")
    expect(page.get_by_role("heading", name="Tableau de bord")).to_be_visible()
    expect(page.get_by_test_id("alertes").get_by_role("listitem").filter(has_text=name)).to_have_count(0)


@SCREENS
def test_a_parameter_changes_from_a_day_on(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    page, days = rules(stage, person, viewport, "/administration/parametres").page, viewport["width"] % 100
    page.get_by_role("button", name="Changer : Délai de mandatement").click()
    page.get_by_label("Nouvelle valeur").fill("0")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("Écrivez un nombre entier").first).to_be_visible()
    page.get_by_label("Nouvelle valeur").fill(str(days))
    page.get_by_label("À partir du").fill("2028-01-01")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("Le changement est enregistré.")).to_be_visible()
    expect(page.get_by_text(f"Ensuite : {days} jours")).to_be_visible()
    page.get_by_role("button", name="Ajouter une banque").click()
    page.get_by_label("Code banque").fill("12345")
    page.get_by_label("Nom de la banque").fill("Banque du Lagon")
    page.get_by_role("button", name="Enregistrer la banque").click()
    page.get_by_role("button", name="Retirer Banque du Lagon").click()
    expect(page.get_by_text("La banque est retirée")).to_be_visible()


@pytest.mark.parametrize(
    ("role", "landing", "tabs"),
    [
        (Role.INVOICE_AGENT, "/administration/factures", ["Tableau de bord", "Factures", "Bons de commande"]),
        (
            Role.ACCOUNTANT,
            "/administration/factures",
            ["Tableau de bord", "Factures", "À payer", "Bons de commande"],
        ),
        (Role.HABILITATION_AGENT, "/administration/habilitations", ["Tableau de bord", "Habilitations", "RIB"]),
        (
            Role.ADMIN,
            "/administration",
            ["Tableau de bord", "Bons de commande", "Agents", "Directions", "Paramètres", "Journal"],
        ),
    ],
)
def test_signing_in_leads_an_agent_to_their_work_and_their_tabs(
    stage: Stage, person: Come, role: Role, landing: str, tabs: list[str]
) -> None:
    someone = person()
    someone.goes_to("/connexion")
    someone.page.get_by_label("Courriel").fill(factories.an_agent(stage, role, factories.a_direction(stage)).email)
    someone.page.get_by_label("Mot de passe", exact=True).fill(factories.PASSWORD)
    someone.page.get_by_role("button", name="Se connecter").click()
    someone.page.wait_for_url(re.compile(f"{landing}/?$"))
    assert labels(someone.page) == tabs
