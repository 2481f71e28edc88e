"""The journeys of fraud, whole: who would be paid in another's place, what stops them, and who is told."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from espace_factures import routes
from espace_factures.app import run
from espace_factures.app.forms import parse
from espace_factures.app.uow import unit_of_work
from espace_factures.core import rib as bank_details
from espace_factures.core.access import Actor, Role
from espace_factures.demandes.forms import Decision
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding
from espace_factures.organisation.models import AccountRole
from espace_factures.ribs.rules import Status as RibStatus
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.test_invoice_journey import decides, deposits, status_of

Come = Callable[..., Person]
LINK = re.compile(rf"{routes.FREEZE_RIB}\?lien=[\w.\-]+")
MOBILE = "+687751234"
GESTURES = ("Liquider", "Mandater", "Transmettre au comptable", "Déclarer payée")


def test_a_thief_with_the_password_is_announced_twice_and_stopped_by_one_click(stage: Stage, person: Come) -> None:
    direction, place = factories.a_direction(stage), factories.an_establishment(stage)
    owner = factories.an_account(stage, mobile=MOBILE, mobile_proved_at=stage.clock.now())
    factories.a_member(stage, place, owner)
    good = factories.a_rib(stage, place, is_default=True)
    honest, agent = person(PHONE), person(DESK)
    honest.comes_in(owner.email, "/factures/deposer")
    reference = deposits(honest, stage, "plain_fr_fibre.pdf", direction.name)
    attests(stage, agent, reference, direction)

    thief = person(DESK)
    thief.comes_in(owner.email, "/compte/profil")
    address = f"voleur{place.id}@exemple.nc"
    takes_the_address(stage, thief, address)
    bad = an_iban(place.id)
    adds_and_retires(stage, thief, bad, place.name, bank_details.masked(good.iban))
    for subject in ("un RIB a été ajouté", "RIB remplacé"):
        assert stage.mail.wait_for(owner.email, subject)
    assert stage.sms.wait_for(MOBILE, "RIB")

    agents_are_fooled(stage, place.id)
    warned = stage.mail.wait_for(owner.email, "un RIB a été ajouté")
    link = LINK.search(warned.get_body(("plain",)).get_content())
    assert link
    honest.page.context.clear_cookies()
    honest.goes_to(link.group())
    honest.page.get_by_role("button", name="Je n'ai pas demandé ce changement").click()
    expect(honest.page.get_by_text("est gelé")).to_be_visible()

    pause_ends(stage)
    agent.page.reload()
    expect(agent.page.get_by_text("Le RIB de cette facture n’est pas validé").first).to_be_visible()
    for gesture in GESTURES:
        expect(agent.page.get_by_role("button", name=gesture, exact=True)).to_have_count(0)
    (row,) = stage.rows("SELECT status, paid_on FROM invoices WHERE reference = :r", r=reference)
    assert (row.status, row.paid_on) == ("service-fait", None)
    (rib,) = stage.rows("SELECT status FROM ribs WHERE establishment_id = :p AND id <> :g", p=place.id, g=good.id)
    assert rib.status == RibStatus.FROZEN


def test_an_agent_who_is_a_member_reads_that_another_decides(stage: Stage, person: Come) -> None:
    direction, place = factories.a_direction(stage), factories.an_establishment(stage)
    supplier, agent = person(DESK), person(DESK)
    supplier.comes_in(factories.a_member(stage, place).email, "/factures/deposer")
    reference = deposits(supplier, stage, "plain_fr_fibre.pdf", direction.name)
    actor = factories.an_agent(stage, Role.INVOICE_AGENT, direction)
    factories.a_member(stage, factories.an_establishment(stage, ridet=f"{place.ridet[:7]}007"), actor)
    agent.comes_in(actor.email, f"/administration/factures/detail?ref={reference}")
    expect(agent.page.get_by_text("un autre agent s’en charge")).to_be_visible()
    expect(agent.page.get_by_role("button", name="Prendre en charge")).to_have_count(0)


def test_one_person_with_two_roles_does_not_mandate_what_they_attested(stage: Stage, person: Come) -> None:
    direction, place = factories.a_direction(stage), factories.an_establishment(stage)
    factories.a_rib(stage, place, is_default=True)
    supplier, agent = person(DESK), person(DESK)
    supplier.comes_in(factories.a_member(stage, place).email, "/factures/deposer")
    reference = deposits(supplier, stage, "plain_fr_fibre.pdf", direction.name)
    actor = attests(stage, agent, reference, direction)
    decides(agent.page, "Liquider")
    factories._save(stage, AccountRole(account_id=actor.account_id, role=Role.ACCOUNTANT))
    agent.page.reload()
    expect(agent.page.get_by_text("le mandatement revient à une autre personne").first).to_be_visible()
    expect(agent.page.get_by_role("button", name="Mandater", exact=True)).to_have_count(0)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_one_invoice_is_not_paid_twice_through_two_establishments(
    stage: Stage, person: Come, viewport: dict[str, int]
) -> None:
    direction, place = factories.a_direction(stage), factories.an_establishment(stage)
    sister = factories.an_establishment(stage, ridet=f"{place.ridet[:7]}002", name=f"ANNEXE {place.id}")
    member = factories.a_member(stage, sister, factories.a_member(stage, place))
    supplier, agent = person(viewport), person(viewport)
    supplier.comes_in(member.email, "/factures/deposer")
    page = supplier.page
    choose = page.get_by_label("Établissement", exact=True)

    supplier.drops("Document de la facture", stage.samples / "plain_fr_fibre.pdf")
    choose.select_option(str(place.id))
    number = page.get_by_label("Numéro de la facture", exact=True).input_value()
    first = fills(supplier, direction.name, number)
    supplier.goes_to("/factures/deposer")
    supplier.drops("Document de la facture", stage.samples / "plain_fr_fibre.pdf")
    choose.select_option(str(sister.id))
    assert fills(supplier, direction.name, number, answer="Vérifiez le numéro") == ""
    expect(page.get_by_text(f"déjà été déposée cette année-là : {first}").first).to_be_visible()
    second = fills(supplier, direction.name, f"{number}-BIS")
    assert second

    actor = factories.an_agent(stage, Role.INVOICE_AGENT, direction)
    agent.comes_in(actor.email, f"/administration/factures/detail?ref={second}")
    expect(agent.page.get_by_text(f"Le même fichier est joint à la facture {first}.")).to_be_visible()
    agent.page.get_by_role("link", name="Voir cette facture").click()
    expect(agent.page.get_by_text(f"référence {first}").first).to_be_visible()


def fills(someone: Person, direction: str, number: str, answer: str = "Facture déposée") -> str:
    """Send the draft that is open under a number, until it is answered; returns the reference, or nothing."""
    page = someone.page
    page.get_by_label("Numéro de la facture", exact=True).fill(number)
    page.get_by_label("Total HT", exact=True).fill("50 000")
    page.get_by_label("TGC 22 %", exact=True).fill("11 000")
    page.get_by_label("Total TTC", exact=True).fill("61 000")
    page.get_by_label("Je n'ai pas de bon de commande").check()
    page.get_by_label("Direction concernée").select_option(label=direction)
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_text(answer).first).to_be_visible()
    found = re.search(r"EF-\d{4}-\d{6}", page.url)
    return found.group() if found else ""


def attests(stage: Stage, agent: Person, reference: str, direction: Any) -> Actor:
    """An agent of the direction takes the invoice and attests the service fait."""
    actor = factories.an_agent(stage, Role.INVOICE_AGENT, direction)
    agent.comes_in(actor.email, f"/administration/factures/detail?ref={reference}")
    decides(agent.page, "Prendre en charge")
    decides(agent.page, "Attester le service fait")
    expect(status_of(agent.page)).to_have_text("Service fait")
    return actor


def takes_the_address(stage: Stage, thief: Person, address: str) -> None:
    """The first thing a thief does: the mails go to them from now on."""
    page = thief.page
    page.get_by_text("Changer de courriel ou le confirmer").click()
    page.get_by_label("Nouveau courriel").fill(address)
    page.get_by_role("button", name="Envoyer le code au nouveau courriel").click()
    page.get_by_label("Saisissez le code à 4 chiffres").fill(stage.mail.code_for(address))
    page.get_by_role("button", name="Confirmer le courriel").click()
    expect(page.get_by_text(address).first).to_be_visible()


def adds_and_retires(stage: Stage, thief: Person, iban: str, holder: str, good: str) -> None:
    """The thief's RIB comes, and takes the place of the good one."""
    page = thief.page
    thief.goes_to("/factures/rib")
    page.get_by_label("IBAN", exact=True).fill(iban)
    page.get_by_label("Titulaire du compte").fill(holder)
    proof = {"name": "rib.pdf", "mimeType": "application/pdf", "buffer": factories.a_pdf("RIB")}
    thief.drops("Relevé d’identité bancaire", proof)
    expect(page.get_by_text("Fichier reçu")).to_be_visible()
    page.get_by_role("button", name="Ajouter le RIB").click()
    expect(page.get_by_text("RIB ajouté")).to_be_visible()
    card = page.get_by_role("listitem").filter(has_text=good)
    card.get_by_role("button", name="Remplacer").click()
    page.get_by_label("RIB qui prend sa place").select_option(index=0)
    page.get_by_role("button", name="Confirmer le remplacement").click()
    expect(page.get_by_text("Remplacé", exact=True).first).to_be_visible()


def agents_are_fooled(stage: Stage, place_id: int) -> None:
    """Two agents validate the thief's RIB."""
    sql = (
        "SELECT d.reference FROM demandes d JOIN ribs r ON r.demande_id = d.id"
        " WHERE r.establishment_id = :p AND r.status = 'a-verifier'"
    )
    (demande,) = stage.rows(sql, p=place_id)
    for version, status in ((1, RibStatus.CHECKED), (2, RibStatus.VALIDATED)):
        agent = factories.an_agent(stage, Role.HABILITATION_AGENT)
        with unit_of_work(stage.engine) as uow:
            decision = parse(Decision, {"status": status})
            deciding.decide(uow, run.inside(), agent, Kind.RIB, demande.reference, version, decision)


def pause_ends(stage: Stage) -> None:
    """The thief waited long enough."""
    with stage.engine.begin() as connection:
        connection.execute(text("UPDATE ribs SET usable_from = now() - interval '1 minute' WHERE usable_from > now()"))


def an_iban(number: int) -> str:
    """Another bank account."""
    account = f"9{number:010d}"
    return bank_details.iban_of(
        bank_details.Rib("18319", "00010", account, bank_details.key_of("18319", "00010", account))
    )
