"""« Êtes-vous toujours là ? »: a page warns before its session ends, and one comes back to it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from espace_factures.core.access import Actor, Role
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage

Come = Callable[..., Person]
BOTH = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
TITLE = "Êtes-vous toujours là ?"


def goes_away(stage: Stage, actor: Actor, someone: Person, minutes: int) -> None:
    """Their last gesture was long ago, and they come back to the tab."""
    older = "UPDATE auth_sessions SET last_seen_at = now() - CAST(:age AS interval) WHERE account_id = :id"
    with stage.engine.begin() as connection:
        connection.execute(text(older), {"id": actor.account_id, "age": timedelta(minutes=minutes)})
    someone.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


@BOTH
def test_an_agent_is_warned_five_minutes_before_and_stays(stage: Stage, person: Come, viewport: dict[str, int]) -> None:
    agent, someone = factories.an_agent(stage, Role.ACCOUNTANT), person(viewport)
    someone.signs_in(agent.email, "/administration/factures")
    someone.sees("/administration/factures")
    dialog = someone.page.get_by_role("dialog", name=TITLE)
    goes_away(stage, agent, someone, 24)
    expect(dialog).to_be_hidden()
    goes_away(stage, agent, someone, 26)
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Rester connecté").click()
    expect(dialog).to_be_hidden()
    [seen] = stage.rows(
        "SELECT now() - last_seen_at < interval '1 minute' FROM auth_sessions WHERE account_id = :id",
        id=agent.account_id,
    )
    assert seen[0]


def test_a_supplier_who_was_away_comes_back_to_the_same_page(stage: Stage, person: Come) -> None:
    member = factories.a_member(stage, factories.an_establishment(stage))
    someone = person(PHONE)
    someone.signs_in(member.email, "/factures/suivi")
    someone.sees("/factures/suivi?statut=payee")
    goes_away(stage, member, someone, 116)
    expect(someone.page.get_by_role("dialog", name=TITLE)).to_be_visible()
    goes_away(stage, member, someone, 121)
    expect(someone.page).to_have_url(re.compile("/connexion"))
    expect(someone.page.get_by_text("Votre session a pris fin.")).to_be_visible()
    someone.page.get_by_label("Courriel").fill(member.email)
    someone.page.get_by_label("Mot de passe", exact=True).fill(factories.PASSWORD)
    someone.page.get_by_role("button", name="Se connecter").click()
    expect(someone.page).to_have_url(re.compile(r"/factures/suivi\?statut=payee"))
