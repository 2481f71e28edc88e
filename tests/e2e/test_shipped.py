"""What the build ships to a browser, read in its files."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from espace_factures import catalogue, offline, routes
from espace_factures.first_paint import SHEET
from espace_factures.frontend import CLIENT
from espace_factures.look import PACKAGE, WEB
from espace_factures.shell.document import EARLY
from espace_factures.ui import letters, outlines
from espace_factures.ui.stylesheet import stylesheet
from scripts.notice import NOTICE, notice, shipped

NO_BREAK_SPACE = 0xA0
ATTRIBUTE = re.compile(r'\b([a-z]+)="([^"]*)"')


@pytest.fixture(scope="module")
def font() -> TTFont:
    """The letters as they are served."""
    return TTFont(CLIENT / letters.ADDRESS.lstrip("/"))


def pages() -> Iterator[str]:
    """Every prerendered page; that of people offline runs no script."""
    yield from (file.read_text() for file in CLIENT.rglob("index.html") if file != CLIENT / offline.PAGE)


def classes() -> set[str]:
    """Every class that Python gives by name."""
    nodes = [node for file in PACKAGE.rglob("*.py") for node in ast.walk(ast.parse(file.read_text()))]
    given = [node.value for node in nodes if isinstance(node, ast.keyword) and node.arg == "class_name"]
    texts = [leaf.value for value in given for leaf in ast.walk(value) if isinstance(leaf, ast.Constant)]
    return {word for text in texts if isinstance(text, str) for word in text.split()}


def test_an_amount_is_written_whole_in_the_letters_served(font: TTFont) -> None:
    amount = f"161{chr(letters.NARROW_SPACE)}500{chr(NO_BREAK_SPACE)}F"
    assert set(map(ord, amount)) <= font.getBestCmap().keys()


def test_the_space_between_thousands_has_its_width(font: TTFont) -> None:
    assert font["hmtx"].metrics[font.getBestCmap()[letters.NARROW_SPACE]] == (letters.WIDTH, 0)


def test_the_stylesheet_asks_for_the_letters_where_they_are_and_no_page_before_it() -> None:
    assert f'url("{letters.ADDRESS}")' in stylesheet()
    assert not any(f'href="{letters.ADDRESS}"' in page for page in pages())


def test_each_page_holds_its_stylesheet_and_asks_for_its_scripts_after_its_matter() -> None:
    (sheet,) = CLIENT.glob(SHEET)
    for page in (page for page in pages() if "<main" in page and "ef-frame" in page):
        assert f"<style>{sheet.read_text()}</style></head>" in page
        assert 'rel="stylesheet"' not in page
        assert "modulepreload" not in page[: page.index("</main>")]
        assert page.count('rel="modulepreload"') == page.count('fetchpriority="low"')


def test_what_is_kept_of_the_portal_is_named_by_its_content() -> None:
    files = {file.relative_to(CLIENT).as_posix(): text for file, text in offline.files(CLIENT)}
    assert files == {name: (CLIENT / name).read_text() for name in files}
    assert "coque-VERSION" not in files[offline.WORKER]


def test_lucide_has_every_outline() -> None:
    drawings = WEB / "node_modules" / "lucide" / "dist" / "esm" / "icons"
    assert [name for name in outlines.OUTLINES if not (drawings / f"{name}.mjs").is_file()] == []


def test_icons_are_hidden_from_readers() -> None:
    drawn = [mark for page in pages() for mark in re.findall(r'<svg[^>]*class="ef-ico[^>]*>', page)]
    assert drawn
    assert all('aria-hidden="true"' in mark and 'focusable="false"' in mark for mark in drawn)


def test_no_class_is_worn_without_a_rule_of_ours_of_tailwind_or_of_daisyui() -> None:
    served = "".join(file.read_text() for file in CLIENT.glob("assets/*.css"))
    ruled = {name.replace("\\", "") for name in re.findall(r"\.((?:[\w-]|\\.)+)", served)}
    assert classes() - ruled == set()


def test_a_script_is_served_only_as_a_part_of_the_pages() -> None:
    ours = {file.name for file in PACKAGE.rglob("*.js")}
    assert ours.isdisjoint(file.name for file in Path(CLIENT).rglob("*.js"))


def test_no_form_of_a_page_puts_what_is_typed_in_an_address_but_the_search() -> None:
    posted = {route.path for route in catalogue.NATIVE_ROUTES if "POST" in route.methods}
    drawn = [dict(ATTRIBUTE.findall(tag)) for page in pages() for tag in re.findall(r"<form\b[^>]*>", page)]
    searches = [form for form in drawn if form.get("role") == "search"]
    assert {(form.get("method"), form.get("action")) for form in searches} == {("get", routes.SEARCH)}
    others = {(form.get("method"), form.get("action")) for form in drawn if form not in searches}
    assert {"post"} == {method for method, _ in others}
    assert {address for _, address in others} <= posted
    assert {routes.POST_SIGN_UP, routes.POST_FORGOTTEN_PASSWORD, routes.POST_SIGN_IN} <= {
        address for _, address in others
    }


def test_a_search_holds_nothing_but_its_words() -> None:
    bodies = [body for page in pages() for body in re.findall(r'<form\b[^>]*role="search"[^>]*>(.*?)</form>', page)]
    assert {name for body in bodies for name in re.findall(r'\bname="([^"]*)"', body)} == {"q"}


def test_what_holds_an_early_submit_stands_in_every_page_before_its_scripts() -> None:
    for page in pages():
        head = page[: page.index("</head>")]
        assert EARLY in head
        assert head.index(EARLY) < head.index('src="/fichiers.js"')


def test_notice_lists_the_licence_of_every_package_shipped() -> None:
    assert {"react", "react-router", "socket.io-client", "altcha", "lucide", "daisyui"} <= set(shipped())
    assert NOTICE.read_text("utf-8") == notice(), "run python -m scripts.notice"
