"""A person and their account: the forgotten password, the profile, two steps, keys, sessions, subscriptions."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pyotp.totp import TOTP
from sqlmodel import Session

from espace_factures.identity.models import LinkedIdentity, Passkey
from espace_factures.profile.service import keys
from tests import factories
from tests.adapters.oidc_provider import OidcProvider
from tests.adapters.oidc_provider import Person as Known
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.identity.given import another
from tests.servers import Server, running

Come = Callable[..., Person]
BOTH = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
CODE = "Saisissez le code validation à 4 chiffres"
PHRASE = "une tout autre phrase calme"


def asks_for_a_code(someone: Person, email: str) -> None:
    """The first screen of the forgotten password."""
    someone.goes_to("/connexion")
    someone.page.get_by_role("link", name="Mot de passe oublié ?").click()
    expect(someone.page.get_by_role("heading", level=1)).to_have_text("Mot de passe de mon compte provincial perdu")
    someone.page.get_by_label("Courriel").fill(email)
    someone.page.get_by_role("checkbox", name="Je ne suis pas un robot").check()
    someone.page.get_by_role("button", name="Suivant").click()
    expect(someone.page.get_by_text(f"Un code vous a été envoyé sur votre adresse {email}.")).to_be_visible()


def composes(page: Page, code: str, phrase: str = PHRASE) -> None:
    """The second screen."""
    page.get_by_label(CODE).fill(code)
    page.get_by_label("Composition du mot de passe").fill(phrase)
    page.get_by_label("Confirmation du mot de passe").fill(phrase)
    page.get_by_role("button", name="Valider").click()


@BOTH
def test_a_forgotten_password_is_changed_in_three_screens(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    actor = factories.an_account(stage)
    elsewhere, someone = person(DESK), person(viewport)
    elsewhere.signs_in(actor.email, "/compte/demandes")
    asks_for_a_code(someone, actor.email)
    composes(someone.page, stage.mail.code_for(actor.email))
    expect(someone.page).to_have_url(re.compile("/compte/demandes"))
    expect(someone.page.get_by_text("Votre mot de passe a été changé !")).to_be_visible()
    expect(elsewhere.page).to_have_url(re.compile("/connexion"))
    assert stage.mail.wait_for(actor.email, "Votre mot de passe a été changé")


def test_the_code_comes_by_sms_to_whoever_prefers_it(stage: Stage, person: Come) -> None:
    actor = factories.an_account(stage, mobile="+687751234", preferred_contact="sms")
    someone = person(PHONE)
    asks_for_a_code(someone, actor.email)
    composes(someone.page, stage.sms.code_for("+687751234"))
    expect(someone.page.get_by_text("Votre mot de passe a été changé !")).to_be_visible()


def test_a_wrong_code_keeps_the_password_that_was_typed(stage: Stage, person: Come) -> None:
    actor = factories.an_account(stage)
    someone = person(PHONE)
    asks_for_a_code(someone, actor.email)
    right = stage.mail.code_for(actor.email)
    composes(someone.page, another(right))
    expect(someone.page.get_by_role("alert").get_by_text("Ce n’est pas le code envoyé").first).to_be_visible()
    expect(someone.page.get_by_label("Composition du mot de passe")).to_have_value(PHRASE)
    someone.page.get_by_label(CODE).fill(right)
    someone.page.get_by_role("button", name="Valider").click()
    expect(someone.page.get_by_text("Votre mot de passe a été changé !")).to_be_visible()


def test_an_address_without_account_sees_the_same_screens(stage: Stage, person: Come) -> None:
    someone = person(DESK)
    asks_for_a_code(someone, "inconnue.partout@exemple.nc")
    expect(someone.page.get_by_role("button", name="Renvoyer le code")).to_be_disabled()
    composes(someone.page, "0000")
    expect(someone.page.get_by_role("alert").get_by_text("Ce n’est pas le code envoyé").first).to_be_visible()
    assert stage.mail.to("inconnue.partout@exemple.nc") == []


def test_the_rules_of_a_password_tick_while_one_types(stage: Stage, person: Come) -> None:
    actor = factories.an_account(stage)
    someone = person(PHONE)
    page = someone.page
    asks_for_a_code(someone, actor.email)
    rules = page.locator(".ef-rule")
    expect(rules.nth(0)).to_have_attribute("data-kept", "false")
    page.get_by_label("Composition du mot de passe").press_sequentially("azertyuiop12")
    expect(rules.nth(0)).to_have_attribute("data-kept", "true")
    expect(rules.nth(1)).to_have_attribute("data-kept", "false")
    page.get_by_label("Composition du mot de passe").fill(PHRASE)
    expect(rules.nth(1)).to_have_attribute("data-kept", "true")


def test_a_robot_is_turned_away_with_one_sentence_and_what_was_typed_stays(person: Come) -> None:
    someone = person(PHONE)
    someone.goes_to("/mot-de-passe-oublie")
    someone.page.get_by_label("Courriel").fill("elodie@exemple.nc")
    someone.page.get_by_role("button", name="Suivant").click()
    expect(someone.page.get_by_role("alert").get_by_text("Cochez « Je ne suis pas un robot »").first).to_be_visible()
    expect(someone.page.get_by_label("Courriel")).to_have_value("elodie@exemple.nc")


def test_signing_in_asks_for_the_captcha_after_failures(stage: Stage, person: Come) -> None:
    actor = factories.an_account(stage)
    page = person(PHONE).page
    page.goto(stage.server.url + "/connexion")
    for _ in range(3):
        page.get_by_label("Courriel").fill(actor.email)
        page.get_by_label("Mot de passe", exact=True).fill("pas le bon mot")
        page.get_by_role("button", name="Se connecter").click()
        expect(page.get_by_text("ne correspond pas")).to_be_visible()
    page.get_by_label("Mot de passe", exact=True).fill(factories.PASSWORD)
    page.get_by_role("checkbox", name="Je ne suis pas un robot").check()
    page.get_by_role("button", name="Se connecter").click()
    expect(page).to_have_url(re.compile("/factures"))


@BOTH
def test_a_new_address_and_a_new_number_count_once_proved(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    actor, new = factories.an_account(stage), f"neuf.{viewport['width']}@exemple.nc"
    someone = person(viewport)
    someone.signs_in(actor.email, "/compte/profil")
    page = someone.page
    page.get_by_text("Changer de courriel ou le confirmer").click()
    page.get_by_label("Nouveau courriel").fill(new)
    page.get_by_role("button", name="Envoyer le code au nouveau courriel").click()
    page.get_by_label("Saisissez le code à 4 chiffres").fill(stage.mail.code_for(new))
    page.get_by_role("button", name="Confirmer le courriel").click()
    expect(page.get_by_text("Votre courriel est changé.")).to_be_visible()
    assert stage.mail.wait_for(actor.email, "a changé")
    mobile = f"+68775{viewport['width']:04d}"
    page.get_by_text("Changer de mobile ou le confirmer").click()
    page.get_by_label("Numéro de mobile").fill(mobile[4:])
    page.get_by_role("button", name="Envoyer le code par SMS").click()
    page.get_by_label("Saisissez le code à 4 chiffres").fill(stage.sms.code_for(mobile))
    page.get_by_role("button", name="Confirmer le mobile").click()
    expect(page.get_by_text("Votre mobile est confirmé.")).to_be_visible()


@BOTH
def test_a_second_step_is_turned_on_and_asked(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    actor = factories.an_account(stage)
    someone, other = person(viewport), person(viewport)
    someone.signs_in(actor.email, "/compte/profil")
    page = someone.page
    page.get_by_role("button", name="Activer la vérification en deux étapes").click()
    expect(page.get_by_role("img", name="QR code à scanner")).to_be_visible()
    secret = page.locator("code").first.inner_text().replace(" ", "")
    page.get_by_label("Code de l’application").fill(TOTP(secret).now())
    page.locator("#totp_current").fill(factories.PASSWORD)
    page.get_by_role("button", name="Confirmer l’activation").click()
    codes = page.get_by_test_id("secours").locator("li")
    expect(codes).to_have_count(10)
    recovery = codes.first.inner_text()
    other.goes_to("/connexion")
    other.page.get_by_label("Courriel").fill(actor.email)
    other.page.get_by_label("Mot de passe", exact=True).fill(factories.PASSWORD)
    other.page.get_by_role("button", name="Se connecter").click()
    other.page.get_by_label("Code de vérification").fill("000000")
    other.page.get_by_role("button", name="Valider").click()
    expect(other.page.get_by_text("Ce n’est pas un code valable")).to_be_visible()
    other.page.get_by_label("Code de vérification").fill(recovery)
    other.page.get_by_role("button", name="Valider").click()
    expect(other.page).to_have_url(re.compile("/factures"))


def test_a_passkey_is_added_and_opens_the_account_alone(stage: Stage, person: Come) -> None:
    actor = factories.an_account(stage)
    someone = person(PHONE)
    virtual_authenticator(someone.page)
    someone.signs_in(actor.email, "/compte/profil")
    someone.page.get_by_label("Nom de la clé d’accès").fill("Mon téléphone")
    someone.page.locator("#cle_actuel").fill(factories.PASSWORD)
    someone.page.get_by_role("button", name="Ajouter une clé d’accès").click()
    expect(someone.page.get_by_text("La clé d’accès est ajoutée.")).to_be_visible()
    expect(someone.page.get_by_text("Mon téléphone", exact=True)).to_be_visible()
    someone.page.context.clear_cookies()
    someone.goes_to("/connexion")
    someone.page.get_by_role("button", name="Clé d’accès").click()
    expect(someone.page).to_have_url(re.compile("/factures"))


def test_an_eleventh_passkey_is_refused_by_the_sentence_that_says_why(stage: Stage, person: Come) -> None:
    actor = factories.an_account(stage)
    someone = person(PHONE)
    virtual_authenticator(someone.page)
    someone.signs_in(actor.email, "/compte/profil")
    with Session(stage.engine) as session:
        for number in range(keys.MOST):
            named = {"credential_id": f"{actor.account_id}-{number}", "name": f"Clé {number}"}
            session.add(Passkey(account_id=actor.account_id, public_key="", created_at=stage.clock.now(), **named))
        session.commit()
    someone.page.locator("#cle_actuel").fill(factories.PASSWORD)
    someone.page.get_by_role("button", name="Ajouter une clé d’accès").click()
    expect(someone.page.get_by_text("10 clés d’accès au plus")).to_be_visible()


def test_a_session_disconnected_from_another_device_leaves_its_open_page(stage: Stage, person: Come) -> None:
    actor = factories.an_account(stage)
    phone, desk = person(PHONE), person(DESK)
    phone.signs_in(actor.email, "/compte/demandes")
    desk.signs_in(actor.email, "/compte/profil")
    expect(desk.page.get_by_test_id("sessions").locator("li")).to_have_count(2)
    desk.page.get_by_role("button", name=re.compile("^Déconnecter ")).click()
    expect(phone.page).to_have_url(re.compile("/connexion"))
    expect(desk.page.get_by_test_id("sessions").locator("li")).to_have_count(1)


def test_a_choice_of_subscription_is_kept_and_a_mail_stops_by_its_link(stage: Stage, person: Come) -> None:
    actor = factories.an_account(stage)
    someone = person(PHONE)
    someone.signs_in(actor.email, "/compte/abonnements")
    box = someone.page.get_by_role("group", name="Message d’un agent").get_by_role("checkbox", name="Courriel")
    box.uncheck()
    expect(someone.page.get_by_text("Vous ne recevrez plus")).to_be_visible()
    someone.page.reload()
    expect(box).not_to_be_checked()


def virtual_authenticator(page: Page) -> None:
    """A device with a fingerprint, played by Chromium."""
    tools: Any = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.fixture
def provider() -> Iterator[OidcProvider]:
    """NC Connect, played by a provider of ours."""
    provider = OidcProvider()
    provider.start()
    yield provider
    provider.stop()


@pytest.fixture
def linked(stage: Stage, provider: OidcProvider, tmp_path: Path) -> Iterator[Server]:
    """The portal, where people may come by NC Connect."""
    asked = {"OIDC_ISSUER": provider.issuer, "OIDC_CLIENT_ID": "espace-factures"}
    asked |= {"OIDC_CLIENT_SECRET": "a secret for tests", "SMTP_URL": stage.mail.url}
    with running(Server(str(stage.engine.url.render_as_string(hide_password=False)), tmp_path, **asked)) as server:
        yield server


def test_nc_connect_opens_the_account_once_its_address_is_proved(
    stage: Stage, browser: Browser, provider: OidcProvider, linked: Server
) -> None:
    actor = factories.an_account(stage)
    provider.person = Known(subject="nc-1", email=actor.email, email_verified=True)
    page = browser.new_context(locale="fr-FR").new_page()
    page.goto(linked.url + "/connexion?suite=/compte/profil")
    page.get_by_role("link", name="NC Connect").click()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label(CODE).fill(stage.mail.code_for(actor.email))
    page.get_by_role("button", name="Valider").click()
    expect(page).to_have_url(re.compile("/compte/profil"))
    expect(page.get_by_text("NC Connect ouvre votre compte.")).to_be_visible()
    page.context.close()


def test_nc_connect_followed_before_the_page_is_alive_leads_where_one_was_going(
    stage: Stage, browser: Browser, provider: OidcProvider, linked: Server
) -> None:
    actor = factories.an_account(stage)
    provider.person = Known(subject="nc-2", email=actor.email, email_verified=True)
    known = LinkedIdentity(
        issuer=provider.issuer, subject="nc-2", account_id=actor.account_id, linked_at=stage.clock.now()
    )
    with Session(stage.engine) as session:
        session.add(known)
        session.commit()
    page = browser.new_context(locale="fr-FR").new_page()
    # The link is shown before the page has written in it where one was going: only the address that it is on says so.
    page.goto(linked.url + "/session/nc-connect", referer=linked.url + "/connexion?suite=/compte/profil")
    page.get_by_role("button", name="Continuer").click()
    expect(page).to_have_url(re.compile("/compte/profil"))
    page.context.close()
