"""The colours can be read in both themes, and the stylesheet wears them."""

import re

import pytest

from espace_factures.ui import tokens
from espace_factures.ui.stylesheet import stylesheet

THEMES = {"light": tokens.LIGHT, "dark": tokens.DARK}


def test_black_on_white_has_the_highest_contrast() -> None:
    assert tokens.contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), tokens.TEXT_PAIRS)
def test_a_text_can_be_read(theme: str, ink: str, ground: str) -> None:
    assert tokens.contrast(THEMES[theme][ink], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "ground"), tokens.CONTROL_PAIRS)
def test_a_control_can_be_seen(theme: str, edge: str, ground: str) -> None:
    assert tokens.contrast(THEMES[theme][edge], THEMES[theme][ground]) >= 3


def test_both_themes_name_the_same_colours() -> None:
    assert tokens.LIGHT.keys() == tokens.DARK.keys()


def test_the_stylesheet_holds_the_tokens() -> None:
    assert tokens.declarations() in stylesheet()


def test_every_variable_of_the_stylesheet_is_declared() -> None:
    sheet = stylesheet()
    declared = set(re.findall(r"(--[\w-]+)\s*:", sheet))
    assert set(re.findall(r"var\((--[\w-]+)\)", sheet)) <= declared


def test_no_colour_is_written_outside_the_tokens() -> None:
    rules = stylesheet().replace(tokens.declarations(), "")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", rules) == []


def test_nothing_moves_for_who_asked_for_calm() -> None:
    assert "prefers-reduced-motion: reduce" in stylesheet()
