"""A fifth TGC rate is a row: an operator adds it, a supplier bills with it; nobody restarts anything."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from espace_factures import routes
from espace_factures.core.calendar import noumea_date
from espace_factures.organisation.service.parameters import KEPT_SECONDS
from tests import factories
from tests.e2e.conftest import Person, Stage

ROOT = Path(__file__).parents[2]


@pytest.fixture
def operator(stage: Stage) -> Iterator[Callable[..., str]]:
    """Types commands beside the running server; afterwards the parameters are those of a new portal again."""

    def types(*words: str) -> str:
        url = stage.engine.url.render_as_string(hide_password=False)
        command = [sys.executable, "-W", "ignore", "-m", "espace_factures", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | {"DATABASE_URL": url}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    yield types
    with stage.engine.begin() as connection:
        connection.execute(text("DELETE FROM tgc_rates WHERE rate = 8"))
        connection.execute(text("DELETE FROM parameter_values WHERE valid_from > '2018-01-01 00:00+11'"))


def test_an_operator_s_changes_reach_the_pages_of_a_running_server(
    stage: Stage, person: Callable[..., Person], operator: Callable[..., str]
) -> None:
    direction, place = factories.a_direction(stage), factories.an_establishment(stage)
    someone = person()
    someone.comes_in(factories.a_member(stage, place).email, "/factures/deposer")
    expect(someone.page.get_by_text("25 Mo au plus")).to_be_visible()

    yesterday = f"{noumea_date(stage.clock.now()) - timedelta(days=1):%d/%m/%Y}"
    assert "TGC 8\u00a0%" in operator("add-tgc-rate", "8", "--from", yesterday)
    assert "40\u00a0Mo" in operator("set-parameter", "largest-document-megabytes", "40")
    operator("set-parameter", "payment-period-days", "45")
    time.sleep(KEPT_SECONDS)

    page = someone.page
    page.reload()
    expect(page.get_by_text("40 Mo au plus")).to_be_visible()
    someone.drops("Document de la facture", stage.samples / "plain_fr_fibre.pdf")
    bills_eight_percent(page, stage, direction.name)
    expect(page.get_by_text("Facture déposée")).to_be_visible()
    expect(page.get_by_text("TGC 8 %", exact=True)).to_be_visible()
    expect(page.get_by_text(re.compile("8\\s000\\sF")).first).to_be_visible()
    page.get_by_text("Pourquoi cette date").click()
    expect(page.get_by_text("45 jours à compter du dépôt")).to_be_visible()
    someone.goes_to(routes.SERVICE_SHEET)
    expect(page.get_by_text("au plus tard 45 jours après le dépôt")).to_be_visible()


def bills_eight_percent(page: Page, stage: Stage, direction: str) -> None:
    """Type an invoice of today at the new rate, and send it."""
    page.get_by_label("Date de la facture", exact=True).fill(f"{noumea_date(stage.clock.now()):%Y-%m-%d}")
    page.get_by_label("Total HT", exact=True).fill("100 000")
    page.get_by_label("TGC 8 %", exact=True).fill("8 000")
    page.get_by_label("Total TTC", exact=True).fill("108 000")
    page.get_by_label("Je n'ai pas de bon de commande").check()
    page.get_by_label("Direction concernée").select_option(label=direction)
    page.get_by_role("button", name="Envoyer", exact=True).click()
