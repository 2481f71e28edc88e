"""« Je ne suis pas un robot »: from the keyboard, and as soon as it is seen."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.conftest import DESK, Person

Come = Callable[..., Person]
TICKED_AT_ONCE = """new MutationObserver((_, watch) => {
    const widget = document.querySelector("altcha-widget");
    if (!widget) return;
    watch.disconnect();
    const tick = () => (widget.verify ? document.getElementById("captcha").click() : queueMicrotask(tick));
    tick();
}).observe(document, { childList: true, subtree: true });"""
"""A click before any timer of the page has run."""
BOX = "Je ne suis pas un robot"


def test_the_captcha_is_ticked_from_the_keyboard_and_says_when_it_is_done(person: Come) -> None:
    someone = person(DESK)
    someone.goes_to("/mot-de-passe-oublie")
    box = someone.page.get_by_role("checkbox", name=BOX)
    someone.page.get_by_label("Courriel").press("Tab")
    expect(box).to_be_focused()
    someone.page.keyboard.press("Space")
    expect(someone.page.get_by_role("status").get_by_text("Vérification faite.")).to_be_visible()
    expect(box).to_be_checked()


def test_a_box_ticked_at_the_instant_its_work_has_come_is_proved_once(person: Come) -> None:
    someone = person(DESK)
    someone.page.add_init_script(TICKED_AT_ONCE)
    someone.goes_to("/mot-de-passe-oublie")
    expect(someone.page.get_by_role("status").get_by_text("Vérification faite.")).to_be_visible()
    expect(someone.page.get_by_role("checkbox", name=BOX)).to_be_checked()
