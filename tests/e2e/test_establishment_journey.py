"""A manager and his colleague: invited, accepted, given other rights, sent away, each on his own device."""

import re
import smtplib
from collections.abc import Callable
from email.message import EmailMessage

from playwright.sync_api import expect

from espace_factures.establishments.rules import MemberRole
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage

Come = Callable[..., Person]
PAGE = "/factures/etablissements"
BOX = re.compile(r"^depot-\w{12}@depot\.localhost$")


def test_a_colleague_is_invited_accepts_and_is_sent_away(stage: Stage, person: Come) -> None:
    place = factories.an_establishment(stage)
    manager_actor, guest_actor = factories.a_member(stage, place), factories.an_account(stage)
    manager, guest = person(PHONE), person(DESK)
    manager.comes_in(manager_actor.email, PAGE)
    manager.page.get_by_role("button", name="Inviter un collègue").click()
    manager.page.get_by_label("Courriel du collègue").fill(guest_actor.email)
    manager.page.get_by_label("Rôle").select_option("suivi")
    manager.page.get_by_role("button", name="Envoyer l’invitation").click()
    expect(manager.page.get_by_text("Invitation envoyée à")).to_be_visible()

    mail = stage.mail.wait_for(guest_actor.email, "Invitation à agir").get_body(("plain",))
    link = re.search(r"/factures/etablissements\?invitation=\S+", mail.get_content() if mail else "")
    assert link
    guest.comes_in(guest_actor.email, link.group())
    guest.page.get_by_role("button", name="Accepter l’invitation").click()
    expect(guest.page.get_by_text(f"Vous pouvez désormais agir pour {place.name}")).to_be_visible()
    expect(guest.page.get_by_role("heading", name=place.name)).to_be_visible()

    name = guest_actor.name
    manager.page.get_by_role("button", name=f"Modifier les droits de {name}").click()
    manager.page.get_by_label("Rôle").select_option("depot")
    manager.page.get_by_role("button", name="Enregistrer les droits").click()
    expect(guest.page.get_by_text("Dépôt", exact=True)).to_be_visible(timeout=2000)
    manager.page.get_by_role("button", name=f"Retirer l’accès de {name}").click()
    manager.page.get_by_role("dialog").get_by_role("button", name="Retirer l’accès").click()
    expect(guest.page.get_by_role("heading", name=place.name)).to_have_count(0, timeout=2000)


def test_a_manager_changes_the_drop_box_and_sends_an_invoice_to_it(stage: Stage, person: Come) -> None:
    actor = factories.a_member(stage, factories.an_establishment(stage))
    manager = person(PHONE)
    manager.comes_in(actor.email, PAGE)
    address = manager.page.get_by_text(BOX)
    former = address.inner_text()
    manager.page.get_by_role("button", name="Copier l’adresse de dépôt").click()
    expect(manager.page.get_by_role("button", name="Copié")).to_be_visible()
    manager.page.get_by_role("button", name="Changer cette adresse").click()
    manager.page.get_by_role("dialog").get_by_role("button", name="Changer l’adresse").click()
    expect(manager.page.get_by_text("Adresse de dépôt changée.")).to_be_visible()
    expect(address).not_to_have_text(former)

    mail = EmailMessage()
    mail["From"], mail["To"] = actor.email, address.inner_text()
    mail.add_attachment(factories.a_pdf("Facture"), maintype="application", subtype="pdf", filename="facture.pdf")
    with smtplib.SMTP("127.0.0.1", int(stage.server.environment["INBOX_PORT"])) as relay:
        relay.send_message(mail)
    answer = stage.mail.wait_for(actor.email, "à vérifier pour").get_body(("plain",))
    link = re.search(r"/factures/deposer\?brouillon=\S+", answer.get_content() if answer else "")
    assert link
    manager.goes_to(link.group())
    expect(manager.page.get_by_text("facture.pdf").first).to_be_visible()


def test_the_last_manager_reads_why_he_cannot_leave(stage: Stage, person: Come) -> None:
    place = factories.an_establishment(stage)
    manager_actor = factories.a_member(stage, place)
    factories.a_member(stage, place, role=MemberRole.DEPOSITOR)
    manager = person(PHONE)
    manager.comes_in(manager_actor.email, PAGE)
    manager.page.get_by_role("button", name="Quitter l’établissement").click()
    manager.page.get_by_role("dialog").get_by_role("button", name="Quitter l’établissement").click()
    expect(manager.page.get_by_text("Nommez d’abord un autre gestionnaire")).to_be_visible()
    expect(manager.page.get_by_role("heading", name=place.name)).to_be_visible()


def test_an_invitation_for_another_address_says_so(stage: Stage, person: Come) -> None:
    someone = person(PHONE)
    someone.comes_in(factories.an_account(stage).email, f"{PAGE}?invitation=inconnue")
    expect(someone.page.get_by_text("L’invitation de ce lien n’est pas pour ce compte")).to_be_visible()


def test_a_habilitation_form_is_found_again_as_it_was_typed_on_another_device(stage: Stage, person: Come) -> None:
    actor = factories.an_account(stage)
    phone = person(PHONE)
    phone.comes_in(actor.email, "/factures/habilitation")
    phone.page.get_by_label("RIDET", exact=True).fill("9 876 543 001")
    phone.page.get_by_label("Nom de l’établissement").fill("ATELIER DU LAGON")
    phone.drops(
        "Justificatif de représentativité",
        {"name": "kbis.pdf", "mimeType": "application/pdf", "buffer": factories.a_pdf("Kbis")},
    )
    expect(phone.page.get_by_text("kbis.pdf").last).to_be_visible()
    phone.page.get_by_label("Fonction").fill("Gérante")
    phone.page.get_by_label("Service", exact=True).focus()
    phone.page.wait_for_timeout(300)

    desk = person(DESK)
    desk.comes_in(actor.email, "/factures/habilitation")
    expect(desk.page.get_by_label("RIDET", exact=True)).to_have_value("9 876 543 001")
    expect(desk.page.get_by_label("Nom de l’établissement")).to_have_value("ATELIER DU LAGON")
    expect(desk.page.get_by_label("Fonction")).to_have_value("Gérante")
    expect(desk.page.get_by_text("kbis.pdf").last).to_be_visible()
