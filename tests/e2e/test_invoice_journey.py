"""From a dropped document to a paid invoice, with the supplier and the agents in browsers of their own."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from espace_factures.core.access import Role
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage

Come = Callable[..., Person]
AT_ONCE = ("Prendre en charge", "Attester et liquider", "Liquider")
"""What asks nothing is done at once."""
REFERENCE = re.compile(r"EF-\d{4}-\d{6}")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_an_invoice_is_deposited_and_followed_until_it_is_paid(
    stage: Stage, person: Come, viewport: dict[str, int]
) -> None:
    direction = factories.a_direction(stage)
    place = factories.an_establishment(stage)
    supplier_actor = factories.a_member(stage, place)
    agent_actor = factories.an_agent(stage, Role.INVOICE_AGENT, direction)
    factories.a_rib(stage, place, is_default=True)
    accountant_actor, payer_actor = (factories.an_agent(stage, Role.ACCOUNTANT) for _ in range(2))

    supplier = person(viewport)
    supplier.signs_in(supplier_actor.email, "/factures/deposer")
    reference = deposits(supplier, stage, "plain_fr_fibre.pdf", direction.name)
    confirmation = stage.mail.wait_for(supplier_actor.email, reference)
    assert "SHA-256" in confirmation.get_body(("plain",)).get_content()

    agent = person(DESK)
    agent.signs_in(agent_actor.email, f"/administration/factures/detail?ref={reference}")
    decides(agent.page, "Prendre en charge")
    expect(status_of(supplier.page)).to_have_text("Prise en charge")
    decides(agent.page, "Suspendre", reason="JUSTIF_ABS", comment="le bon de livraison")
    expect(supplier.page.get_by_text("Ce qui est demandé.")).to_be_visible()
    expect(supplier.page.get_by_text("le bon de livraison").first).to_be_visible()
    assert stage.mail.wait_for(supplier_actor.email, "suspendue")

    answers(supplier, stage, with_a_file=viewport is DESK)
    expect(status_of(agent.page)).to_have_text("Complétée")
    if viewport is PHONE:
        expect(agent.page.get_by_text("→ NC-2026-7").first).to_be_visible()
    decides(agent.page, "Attester le service fait")
    decides(agent.page, "Liquider")

    accountant = person(DESK)
    accountant.comes_in(accountant_actor.email, f"/administration/factures/detail?ref={reference}")
    decides(accountant.page, "Mandater")
    decides(accountant.page, "Transmettre au comptable")
    payer = person(DESK)
    payer.comes_in(payer_actor.email, f"/administration/factures/detail?ref={reference}")
    decides(payer.page, "Déclarer payée")
    expect(status_of(supplier.page)).to_have_text("Payée")
    assert stage.mail.wait_for(supplier_actor.email, "payée")


def answers(supplier: Person, stage: Stage, *, with_a_file: bool) -> None:
    """The document that was asked for, or its number corrected without a new file; a wrong one loses nothing."""
    page, send = supplier.page, supplier.page.get_by_role("button", name="Envoyer le complément")
    if with_a_file:
        supplier.drops("Document demandé", stage.samples / "plain_fr_fibre.pdf")
        expect(page.get_by_text("1 document", exact=True)).to_be_visible()
        send.click()
        return
    page.get_by_text("Corriger la facture").click()
    number = page.get_by_label("Numéro de la facture", exact=True)
    number.press("ControlOrMeta+a")
    number.press_sequentially("NC-2026-7", delay=30)
    page.wait_for_timeout(1_200)
    page.reload()
    expect(number).to_be_visible()
    expect(number).to_have_value("NC-2026-7")
    page.get_by_label("Total TTC", exact=True).fill("1")
    send.click()
    expect(page.get_by_text("Écrivez ", exact=False).first).to_be_visible()
    expect(page.get_by_label("Numéro de la facture", exact=True)).to_have_value("NC-2026-7")
    page.get_by_label("Total TTC", exact=True).fill("61 000")
    send.click()
    expect(page.get_by_role("heading", name="Facture NC-2026-7")).to_be_visible()


def test_what_the_factur_x_says_fills_the_form_and_is_marked_as_such(stage: Stage, person: Come) -> None:
    direction = factories.a_direction(stage)
    place = factories.an_establishment(stage)
    factories.an_order(stage, place, direction)
    someone = person()
    someone.comes_in(factories.a_member(stage, place).email, "/factures/deposer")
    someone.drops("Document de la facture", stage.samples / "nc_facturx.pdf")
    expect(someone.page.get_by_label("Numéro de la facture", exact=True)).to_have_value("F2026-0001")
    expect(someone.page.get_by_label("Date de la facture", exact=True)).to_have_value("2026-11-03")
    expect(someone.page.get_by_label("Total HT", exact=True)).to_have_value("150 000")
    expect(someone.page.get_by_label("TGC 6 %", exact=True)).to_have_value("6 000")
    expect(someone.page.get_by_label("TGC 11 %", exact=True)).to_have_value("5 500")
    expect(someone.page.get_by_label("Total TTC", exact=True)).to_have_value("161 500")
    expect(someone.page.get_by_text("lu dans votre fichier").first).to_be_visible()


def test_a_wrong_total_is_corrected_where_it_stands_and_nothing_typed_is_lost(stage: Stage, person: Come) -> None:
    direction = factories.a_direction(stage)
    place = factories.an_establishment(stage)
    someone = person()
    someone.comes_in(factories.a_member(stage, place).email, "/factures/deposer")
    someone.drops("Document de la facture", stage.samples / "nc_wrong_total.xml")
    page = someone.page
    page.get_by_label("Je n'ai pas de bon de commande").check()
    page.get_by_label("Direction concernée").select_option(label=direction.name)
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_text("Écrivez 161 500 F", exact=False).first).to_be_visible()
    expect(page.get_by_label("Numéro de la facture", exact=True)).to_have_value("F2026-0001")
    page.get_by_label("Total TTC", exact=True).fill("161 500")
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_text("Facture déposée")).to_be_visible()


def test_a_credit_note_names_its_invoice_and_is_subtracted_from_it(stage: Stage, person: Come) -> None:
    place, direction = factories.an_establishment(stage), factories.a_direction(stage)
    someone = person(PHONE)
    someone.comes_in(factories.a_member(stage, place).email, "/factures/deposer")
    reference = deposits(someone, stage, "plain_fr_fibre.pdf", direction.name)
    someone.goes_to("/factures/deposer")
    someone.drops("Document de la facture", stage.samples / "cases" / "C02-avoir-381-negatif.xml")
    page = someone.page
    expect(page.get_by_text("Ce document est un avoir, qui ne se paie pas")).to_be_visible()
    expect(page.get_by_label("Bon de commande", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_text("Choisissez la facture que cet avoir corrige").first).to_be_visible()
    page.get_by_label("Facture corrigée").select_option(reference)
    expect(page.get_by_text("retirez-la depuis sa page").first).to_be_visible()
    for label, amount in (("Total HT", "10 000"), ("TGC 11 %", "1 100"), ("Total TTC", "11 100")):
        page.get_by_label(label, exact=True).fill(amount)
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_text("Avoir reçu")).to_be_visible()
    expect(page.get_by_text("− 11 100 F")).to_be_visible()
    expect(page.get_by_text("49 900 F").first).to_be_visible()


def test_a_draft_is_found_again_as_it_was_typed_on_another_device(stage: Stage, person: Come) -> None:
    place = factories.an_establishment(stage)
    member = factories.a_member(stage, place)
    desk = person(DESK)
    desk.comes_in(member.email, "/factures/deposer")
    desk.drops("Document de la facture", stage.samples / "plain_fr_fibre.pdf")
    desk.page.get_by_label("Numéro de la facture", exact=True).fill("SAISI-1")
    desk.page.get_by_label("Total HT", exact=True).fill("1000")
    desk.page.get_by_label("Total TTC", exact=True).focus()
    expect(desk.page.get_by_text("Brouillon enregistré")).to_be_visible()
    desk.page.wait_for_timeout(300)

    phone = person(PHONE)
    phone.comes_in(member.email, "/factures/deposer")
    phone.page.get_by_role("link", name="Vérifier plain_fr_fibre.pdf").click()
    expect(phone.page.get_by_label("Numéro de la facture", exact=True)).to_have_value("SAISI-1")
    expect(phone.page.get_by_label("Total HT", exact=True)).to_have_value("1\u202f000")


def test_a_rejected_invoice_is_corrected_by_another_that_links_to_it(stage: Stage, person: Come) -> None:
    direction = factories.a_direction(stage)
    place = factories.an_establishment(stage)
    supplier = person()
    supplier.comes_in(factories.a_member(stage, place).email, "/factures/deposer")
    reference = deposits(supplier, stage, "plain_fr_fibre.pdf", direction.name)
    agent = person()
    agent_actor = factories.an_agent(stage, Role.INVOICE_AGENT, direction)
    agent.comes_in(agent_actor.email, f"/administration/factures/detail?ref={reference}")
    decides(agent.page, "Rejeter", reason="TX_TVA_ERR", comment="11 % au lieu de 22 %")
    supplier.page.get_by_role("button", name="Corriger et renvoyer").click()
    corrected = deposits(supplier, stage, "plain_fr_fibre.pdf", None)
    assert corrected != reference
    expect(supplier.page.get_by_role("link", name=reference)).to_be_visible()


def deposits(someone: Person, stage: Stage, sample: str, direction: str | None) -> str:
    """Drop a sample, type what the reader could not know, send; returns the reference."""
    page = someone.page
    someone.drops("Document de la facture", stage.samples / sample)
    page.get_by_label("Total HT", exact=True).fill("50 000")
    page.get_by_label("TGC 22 %", exact=True).fill("11 000")
    page.get_by_label("Total TTC", exact=True).fill("61 000")
    if direction:
        page.get_by_label("Je n'ai pas de bon de commande").check()
        page.get_by_label("Direction concernée").select_option(label=direction)
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_text("Facture déposée")).to_be_visible()
    found = REFERENCE.search(page.url)
    assert found
    return found.group()


def decides(page: Page, gesture: str, reason: str = "", comment: str = "") -> None:
    """An agent's decision, with its coded reason."""
    page.get_by_role("button", name=gesture, exact=True).click()
    if reason:
        page.get_by_label("Motif").select_option(reason)
    if comment:
        page.get_by_label("Explication pour le fournisseur").fill(comment)
    if gesture not in AT_ONCE:
        page.get_by_role("button", name="Confirmer la décision").click()
    expect(page.get_by_text("Décision enregistrée")).to_be_visible()


def status_of(page: Page):
    """The status badge of the invoice on the page."""
    return page.get_by_test_id("statut")
