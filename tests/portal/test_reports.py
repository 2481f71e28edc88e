"""Whoever is hindered says so without an account, and somebody reads it."""

from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from espace_factures import routes
from espace_factures.app import limits
from espace_factures.app.limits import TO_SOLVE, Limit
from espace_factures.core.access import Role
from espace_factures.core.errors import DomainError, FormError
from espace_factures.portal.forms import Report
from espace_factures.portal.http import ROUTES
from espace_factures.portal.service import reporting
from espace_factures.web.native import served
from tests import factories
from tests.conftest import World
from tests.fakes import Guardian
from tests.loops import finished

HERE, WORDS = "203.0.113.7", "Le bouton « Envoyer » ne dit pas son nom."


def named(world: World, contact: str = "accessibilite@province.example") -> str:
    world.use(settings=replace(world.ports.settings, accessibility_contact=contact))
    return contact


def reports(what: str = WORDS, email: str = "", answer: str = "") -> None:
    finished(reporting.report(Report(what=what, page="Déposer une facture", email=email), answer, HERE))


def mailed(world: World) -> list[str]:
    return [row.recipient for row in world.rows("SELECT recipient FROM mails WHERE text LIKE '%son nom%' ORDER BY id")]


def test_it_is_mailed_to_who_answers_for_it_with_whom_to_answer(world: World) -> None:
    contact = named(world)
    reports(email="lea@exemple.nc")
    ((recipient, text),) = world.rows("SELECT recipient, text FROM mails WHERE text LIKE '%son nom%'")
    assert recipient == contact
    assert "lea@exemple.nc" in text
    assert "Déposer une facture" in text


def test_where_nobody_was_named_the_administrators_receive_it(world: World) -> None:
    admin = factories.an_account(world, Role.ADMIN)
    reports()
    assert mailed(world) == [admin.email]


def test_where_there_is_nobody_it_says_so_instead_of_thanking(world: World) -> None:
    with pytest.raises(DomainError, match="par courrier"):
        reports()


def test_past_what_a_network_may_send_robots_are_told_from_people(world: World) -> None:
    named(world)
    world.use(captcha=Guardian())
    for _ in range(limits.most(Limit.REPORTS)):
        assert not world.do(reporting.is_crowded, HERE)
        reports()
    assert world.do(reporting.is_crowded, HERE)
    with pytest.raises(FormError) as refused:
        reports()
    assert refused.value.fields == {"captcha": TO_SOLVE}
    reports(answer="juste 1")
    assert len(mailed(world)) == limits.most(Limit.REPORTS) + 1


def test_the_form_of_the_page_is_answered_by_a_page_without_scripts(world: World) -> None:
    named(world)
    client = TestClient(Starlette(routes=served(ROUTES)))
    sent = client.post(routes.POST_ACCESSIBILITY, data={"what": WORDS, "page": "", "email": ""})
    assert sent.status_code == 200
    assert "Votre signalement est envoyé" in sent.text
    assert mailed(world)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({"what": ""}, "Décrivez ce qui vous a gêné"), ({"what": WORDS, "email": "lea"}, "adresse")],
)
def test_what_is_refused_says_why_and_loses_nothing(world: World, typed: dict[str, str], sentence: str) -> None:
    named(world)
    client = TestClient(Starlette(routes=served(ROUTES)))
    refused = client.post(routes.POST_ACCESSIBILITY, data={"page": "page <b>perdue</b>", **typed})
    assert refused.status_code == 422
    assert sentence in refused.text
    assert "page &lt;b&gt;perdue&lt;/b&gt;" in refused.text
    assert not mailed(world)
