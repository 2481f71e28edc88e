"""What fingers and clipboards do to a field, in a real browser: nothing that was meant is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from espace_factures import routes
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.test_first_steps import fill_sign_up

Come = Callable[..., Person]
CODE = "Saisissez le code validation à 4 chiffres"


@pytest.mark.parametrize("pasted", [" {} ", "\u200b{}", "Votre code : {}. Il est valable 10 minutes."])
def test_a_code_is_pasted_with_what_stands_around_it(stage: Stage, person: Come, pasted: str) -> None:
    email = f"colle{len(pasted)}@exemple.nc"
    someone = person(PHONE)
    someone.sees(routes.SIGN_UP)
    fill_sign_up(someone.page, email)
    someone.page.get_by_role("button", name="S'inscrire").click()
    code = stage.mail.code_for(email)
    field = someone.page.get_by_label(CODE)
    pastes(someone.page, CODE, pasted.format(code))
    expect(field).to_have_value(code)
    someone.page.get_by_role("button", name="Valider").click()
    expect(someone.page.get_by_role("link", name="Ajouter un établissement").first).to_be_visible()


def test_a_code_typed_by_a_keyboard_that_pastes_without_saying_so_is_kept_whole(person: Come, stage: Stage) -> None:
    someone = person(PHONE)
    someone.goes_to(routes.SIGN_UP)
    fill_sign_up(someone.page, "clavier@exemple.nc")
    someone.page.get_by_role("button", name="S'inscrire").click()
    field = someone.page.get_by_label(CODE)
    field.focus()
    someone.page.keyboard.insert_text(" 7722 ")
    expect(field).to_have_value("7722")
    field.fill("")
    someone.page.keyboard.type("77a2 2345")
    expect(field).to_have_value("7722")


@pytest.mark.parametrize("email", ["o’brien@mail.nc", "łukasz@mail.nc", "rené@société.nc"])
def test_a_wrong_password_keeps_any_address(person: Come, email: str) -> None:
    someone = person(PHONE)
    someone.goes_to(routes.SIGN_IN)
    field = someone.page.get_by_label("Courriel")
    field.evaluate("(input, text) => { input.value = text; }", email)
    someone.page.get_by_label("Mot de passe", exact=True).fill("pas le bon mot")
    someone.page.get_by_role("button", name="Se connecter").click()
    expect(someone.page.get_by_text("ne correspond pas")).to_be_visible()
    local, _, domain = email.partition("@")
    shown = someone.page.get_by_label("Courriel").input_value()
    assert shown in {email, f"{local}@{domain.encode('idna').decode()}"}


def test_what_is_pasted_in_a_short_field_is_cleaned_before_it_is_cut(person: Come) -> None:
    someone = person(DESK)
    someone.sees(routes.SIGN_UP)
    name = "Élodie-Marie Poaoutéta de la Vallée " * 2 + "Wamytan"
    pastes(someone.page, "Prénom", "\u200b \u00a0" + "\u200e" * 20 + name)
    expect(someone.page.get_by_label("Prénom", exact=True)).to_have_value(name)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_of_several_files_those_refused_are_named_and_the_others_wait_together(
    stage: Stage, person: Come, viewport: dict[str, int]
) -> None:
    member = factories.a_member(stage, factories.an_establishment(stage))
    someone = person(viewport)
    someone.comes_in(member.email, routes.DEPOSIT)
    files = [a_file("une.pdf", factories.a_pdf("Une")), a_file("page.pdf", b"<html></html>")]
    someone.drops("Document de la facture", *files, a_file("deux.pdf", factories.a_pdf("Deux")))
    page = someone.page
    expect(page.get_by_text("3\u00a0fichiers : 2 à vérifier, 1 refusé")).to_be_visible()
    for name, words in (("une.pdf", "rien n’a pu être lu"), ("page.pdf", "Refusé"), ("deux.pdf", "à vérifier")):
        expect(the_line(page, name)).to_contain_text(words, ignore_case=True)
    page.get_by_role("link", name="Vérifier une.pdf").click()
    expect(page.get_by_text("Brouillon suivant")).to_be_visible()
    page.get_by_role("link", name="deux.pdf").click()
    expect(page.get_by_role("link", name="une.pdf")).to_be_visible()


def test_of_two_files_the_only_one_taken_does_not_hide_the_other(stage: Stage, person: Come) -> None:
    member = factories.a_member(stage, factories.an_establishment(stage))
    someone = person(PHONE)
    someone.comes_in(member.email, routes.DEPOSIT)
    bad = a_file("page.pdf", b"<html></html>")
    someone.drops("Document de la facture", bad, a_file("une.pdf", factories.a_pdf("Une")))
    expect(someone.page.get_by_text("2\u00a0fichiers : 1 à vérifier, 1 refusé")).to_be_visible()
    someone.drops("Document de la facture", bad, bad)
    expect(someone.page.get_by_text("4\u00a0fichiers : 1 à vérifier, 3 refusés")).to_be_visible()
    someone.drops("Document de la facture", a_file("seule.pdf", factories.a_pdf("Seule")))
    expect(someone.page.get_by_label("Numéro de la facture")).to_be_visible()


def the_line(page: Page, name: str) -> Locator:
    """A file among « Mes fichiers »."""
    return page.get_by_role("list", name="Mes fichiers").get_by_role("listitem").filter(has_text=name)


def a_file(name: str, content: bytes) -> dict[str, object]:
    """A file of that name."""
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def pastes(page: Page, label: str, text: str) -> None:
    """Paste a text where it was copied in this very page."""
    field = page.get_by_label(label, exact=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    field.focus()
    page.keyboard.press("ControlOrMeta+V")
