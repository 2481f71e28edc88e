"""A RIB is added by a manager, validated by two different agents, and chosen on an invoice after the pause."""

from collections.abc import Callable

from playwright.sync_api import expect
from sqlalchemy import text

from espace_factures.core import rib as bank_details
from espace_factures.core.access import Role
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage

Come = Callable[..., Person]


def test_two_different_agents_validate_a_rib_before_it_pays_an_invoice(stage: Stage, person: Come) -> None:
    place = factories.an_establishment(stage)
    manager_actor = factories.a_member(stage, place)
    account = f"{place.id:011d}"
    iban = bank_details.iban_of(
        bank_details.Rib("17499", "00010", account, bank_details.key_of("17499", "00010", account))
    )
    manager = person(PHONE)
    manager.comes_in(manager_actor.email, "/factures/rib")
    page = manager.page
    page.get_by_label("IBAN", exact=True).fill(iban[:-1] + ("0" if iban[-1] != "0" else "1"))
    page.get_by_label("Titulaire du compte").fill(place.name)
    proof = {"name": "rib.pdf", "mimeType": "application/pdf", "buffer": factories.a_pdf("RIB")}
    manager.drops("Relevé d’identité bancaire", proof)
    expect(page.get_by_text("Fichier reçu")).to_be_visible()
    page.get_by_role("button", name="Ajouter le RIB").click()
    expect(page.get_by_text("comparez chaque chiffre").first).to_be_visible()
    page.get_by_label("IBAN", exact=True).fill(iban)
    page.get_by_role("button", name="Ajouter le RIB").click()
    expect(page.get_by_text("RIB ajouté")).to_be_visible()
    expect(page.locator("#fait")).to_be_focused()
    assert stage.mail.wait_for(manager_actor.email, "un RIB a été ajouté")
    expect(page.get_by_text(f"••••\u00a0{iban[-4:]}")).to_be_visible()
    expect(page.get_by_text(bank_details.display(iban))).to_have_count(0)
    page.get_by_role("button", name="Afficher le numéro").click()
    expect(page.get_by_text(bank_details.display(iban))).to_be_visible()

    reference = stage.rows("SELECT reference FROM demandes WHERE kind = 'rib' AND establishment_id = :p", p=place.id)[
        0
    ][0]
    first, second = (person(DESK), person(DESK))
    for agent in (first, second):
        email = factories.an_agent(stage, Role.HABILITATION_AGENT).email
        agent.comes_in(email, f"/administration/ribs/detail?ref={reference}")
    first.page.get_by_role("button", name="Valider").click()
    expect(first.page.get_by_text("Un autre agent doit faire la seconde")).to_be_visible()
    first.page.get_by_role("button", name="Valider").click()
    expect(first.page.get_by_text("revient à un autre agent")).to_be_visible()
    expect(second.page.get_by_text("Vérifié une fois").first).to_be_visible()
    second.page.get_by_role("button", name="Valider").click()
    expect(second.page.get_by_text("RIB validé")).to_be_visible()
    assert stage.mail.wait_for(manager_actor.email, "un RIB est validé")

    manager.goes_to("/factures/deposer")
    manager.drops("Document de la facture", stage.samples / "plain_fr_fibre.pdf")
    offered = page.get_by_label("RIB", exact=True).get_by_role("option")
    expect(offered).to_have_count(2)
    expect(offered.last).to_contain_text("utilisable à partir du")
    with stage.engine.begin() as connection:
        connection.execute(text("UPDATE ribs SET usable_from = now() - interval '1 minute' WHERE usable_from > now()"))
    page.reload()
    expect(offered).to_have_count(2)
    expect(offered.last).not_to_contain_text("utilisable à partir du")
