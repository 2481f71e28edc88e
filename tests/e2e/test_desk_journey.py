"""A person who lost their second factor comes to a point d'accueil: two agents, and they are in again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from espace_factures.core.access import Role
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.profile.given import SECRET

Come = Callable[..., Person]
PAGE = "/administration/point-d-accueil"
OTHER = f"{PAGE}/etablissement"


def fills(page: Page, email: str, born: str = "1990-05-17") -> None:
    """What the agent reads on the paper."""
    page.get_by_label("Courriel du compte").fill(email)
    page.get_by_label("Date de naissance").fill(born)
    page.get_by_label("Passeport").check()
    page.get_by_label("J’ai vu la personne et sa pièce d’identité").check()
    page.get_by_role("button", name="Demander le retrait").click()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_two_agents_give_an_account_back(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    lost = factories.an_account(stage, totp_sealed=SECRET, totp_at=stage.clock.now())
    first_actor, second_actor = [factories.an_agent(stage, Role.HABILITATION_AGENT) for _ in range(2)]
    first, second = person(viewport), person(viewport)
    second.signs_in(second_actor.email, PAGE)
    first.signs_in(first_actor.email, "/administration")
    first.page.get_by_role("link", name="Ouvrir le point d’accueil").click()
    fills(first.page, lost.email, "1991-05-17")
    expect(first.page.get_by_text("Aucun compte n’a ce courriel").first).to_be_visible()
    expect(first.page.get_by_label("Courriel du compte")).to_have_value(lost.email)
    first.page.get_by_label("Date de naissance").fill("1990-05-17")
    first.page.get_by_role("button", name="Demander le retrait").click()
    expect(first.page.get_by_text("Le retrait est demandé")).to_be_visible()
    expect(first.page.get_by_text("Un autre agent doit confirmer.").first).to_be_visible()
    assert stage.mail.wait_for(lost.email, "est demandé à un point d’accueil")

    row = second.page.get_by_test_id("retraits").locator("> li").filter(has_text=lost.email)
    row.get_by_role("button", name="Confirmer le retrait").click()
    expect(second.page.get_by_text("Le second facteur est retiré")).to_be_visible()
    expect(first.page.get_by_text(lost.email)).to_have_count(0)
    assert stage.mail.wait_for(lost.email, "a été retiré à un point d’accueil")

    back = person(viewport)
    back.signs_in(lost.email, "/compte/profil")
    expect(back.page.get_by_role("heading", name="Profil")).to_be_visible()


def test_an_agent_of_invoices_has_no_such_page(stage: Stage, person: Come) -> None:
    someone = person()
    someone.signs_in(factories.an_agent(stage, Role.INVOICE_AGENT).email, "/administration")
    expect(someone.page.get_by_role("heading", name="Tableau de bord")).to_be_visible()
    expect(someone.page.get_by_role("link", name="Ouvrir le point d’accueil")).to_have_count(0)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_two_agents_give_an_establishment_a_manager(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    place, came = factories.an_establishment(stage), factories.an_account(stage)
    first, second = person(viewport), person(viewport)
    first.signs_in(factories.an_agent(stage, Role.HABILITATION_AGENT).email, PAGE)
    second.signs_in(factories.an_agent(stage, Role.HABILITATION_AGENT).email, OTHER)
    page = first.page
    page.get_by_role("link", name="Elle vient pour un établissement ou une habilitation").click()
    page.get_by_label("Un établissement n’a plus de gestionnaire").check()
    page.get_by_label("RIDET de l’établissement").fill("9999999001")
    page.get_by_label("Courriel du compte").fill(came.email)
    page.get_by_label("Date de naissance").fill("1990-05-17")
    page.get_by_label("Passeport").check()
    page.get_by_label("J’ai vu la personne et sa pièce d’identité").check()
    page.get_by_role("button", name="Demander la confirmation").click()
    expect(page.get_by_text("Aucun établissement du portail n’a ce RIDET").first).to_be_visible()
    expect(page.get_by_label("Courriel du compte")).to_have_value(came.email)
    page.get_by_label("RIDET de l’établissement").fill(place.ridet)
    page.get_by_role("button", name="Demander la confirmation").click()
    expect(page.get_by_text("C’est demandé")).to_be_visible()

    row = second.page.get_by_test_id("gestes").locator("> li").filter(has_text=came.email)
    row.get_by_role("button", name="Nommer gestionnaire").click()
    expect(second.page.get_by_text("C’est fait, et inscrit au journal.")).to_be_visible()
    expect(page.get_by_text(came.email)).to_have_count(0)
    back = person(viewport)
    back.signs_in(came.email, "/factures/etablissements")
    expect(back.page.get_by_role("heading", name=place.name)).to_be_visible()
