"""Whoever finds a weakness finds whom to tell."""

from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from espace_factures.portal.http import ROUTES
from espace_factures.settings import Settings
from espace_factures.web.native import served
from tests.conftest import World


def asked(world: World, contact: str) -> tuple[int, str]:
    world.use(settings=replace(world.ports.settings, security_contact=contact))
    answer = TestClient(Starlette(routes=served(ROUTES))).get("/.well-known/security.txt")
    return answer.status_code, answer.text


def test_it_names_whom_to_tell_until_when_and_in_which_languages(world: World) -> None:
    status, words = asked(world, "mailto:securite@province.example")
    assert status == 200
    assert words.splitlines() == [
        "Contact: mailto:securite@province.example",
        "Expires: 2027-05-17T00:00:00Z",
        "Preferred-Languages: fr, en",
        "Canonical: http://localhost:3000/.well-known/security.txt",
    ]


def test_nobody_is_invented(world: World) -> None:
    assert asked(world, "")[0] == 404


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("securite@province.example", "mailto:securite@province.example"),
        ("mailto:securite@province.example", "mailto:securite@province.example"),
        ("https://province.example/securite?de=a@b", "https://province.example/securite?de=a@b"),
        ("", ""),
    ],
)
def test_a_contact_is_an_address_with_its_scheme(given: str, told: str) -> None:
    assert Settings(app_env="dev", security_contact=given).told_of_weaknesses == told  # type: ignore[arg-type]
