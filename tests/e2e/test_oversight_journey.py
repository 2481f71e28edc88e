"""Those who watch: the dashboard and its plots, the log, a dossier; and what anybody reads of the delays."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from espace_factures import routes
from espace_factures.core.access import Role
from espace_factures.core.calendar import noumea_date
from espace_factures.invoices.rules import Status
from espace_factures.oversight.models import Counting, DelaySummary, MonthlyFigure
from espace_factures.oversight.rules.figures import Counted, Step, month_of, months_until
from tests import factories
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.everything import keep_files_with
from tests.e2e.test_every_page import faults_of
from tests.invoices.conftest import Office, office

Come = Callable[..., Person]
PEOPLE = (office,)
"""Fixtures of another feature."""
SCREENS = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


@pytest.fixture
def house(office: Office, stage: Stage) -> Office:
    """Invoices and their people, their files where the server looks for them."""
    keep_files_with(office.world, stage)
    return office


@pytest.fixture
def figures(house: Office, stage: Stage) -> Office:
    """A year of figures, and the delays of three directions, of which one has few."""
    others = [factories.a_direction(house.world, name=name) for name in ("Direction des routes", "Direction du sport")]
    rows: list[object] = [Counting(id=1, until=stage.clock.now() + timedelta(days=2))]
    for rank, month in enumerate(months_until(month_of(noumea_date(stage.clock.now())), 12)):
        for counted, detail, count in (
            (Counted.DEPOSITED, "", 400 + 37 * rank % 180),
            (Counted.PAID, "", 380 + 53 * rank % 170),
            (Counted.CLEARED, "", 390),
            (Counted.UNTOUCHED, "", 240),
            (Counted.SUSPENDED, "JUSTIF_ABS", 30 + rank),
            (Counted.SUSPENDED, "COORD_BANC_ERR", 12),
        ):
            sums = {"invoices": count, "amount": count * 161_500, "seconds": count * 6 * 86_400}
            where = {"direction_id": house.direction.id, "month": month, "counted": counted, "detail": detail}
            rows.append(MonthlyFigure(**where, **sums))
    for number, count, usual in (
        (0, 900, 17),
        (house.direction.id, 600, 14),
        (others[0].id, 290, 23),
        (others[1].id, 7, 9),
    ):
        for step, days in (
            (Step.CHECKED, 6),
            (Step.CLEARED, 2),
            (Step.ORDERED, 4),
            (Step.PAID, 5),
            (Step.WHOLE, usual),
        ):
            rows.append(
                DelaySummary(direction_id=number, step=step, invoices=count, median_days=days, most_days=days + 7)
            )
    factories.save_all(house.world, rows)
    return house


def scrolls_sideways(page: Page) -> bool:
    """Whether something is wider than the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@SCREENS
def test_an_agent_reads_what_waits_and_how_the_province_does(
    person: Come, figures: Office, viewport: dict[str, int], tmp_path: Path
) -> None:
    figures.deposits()
    someone = person(viewport)
    someone.comes_in(figures.agent.email, routes.ADMIN)
    assert not faults_of(someone, routes.ADMIN)
    page = someone.page
    expect(page.get_by_text("62 %")).to_be_visible()
    expect(page.get_by_text("6,0 j")).to_be_visible()
    plot = page.get_by_test_id("delais")
    expect(plot.get_by_role("list", name="Délai de chaque direction").get_by_role("listitem")).to_have_count(3)
    expect(plot.get_by_text("Direction du sport")).to_be_hidden()
    plot.get_by_text("Voir le tableau").click()
    expect(
        plot.get_by_role("row", name=re.compile("Direction du sport")).get_by_text("trop peu (7)").first
    ).to_be_visible()
    with page.expect_download() as taken:
        plot.get_by_role("link", name="Exporter (CSV)").click()
    assert "Direction des routes;Du dépôt au paiement;290;23;30" in taken.value.path().read_text("utf-8-sig")
    assert not scrolls_sideways(page)


def test_the_figures_of_one_direction(person: Come, figures: Office) -> None:
    someone = person(DESK)
    someone.comes_in(figures.agent.email, routes.ADMIN)
    page = someone.page
    page.get_by_label("Direction", exact=True).select_option(label="Direction du sport")
    page.get_by_role("button", name="Voir", exact=True).click()
    expect(page.get_by_role("heading", name="Direction du sport")).to_be_visible()
    expect(page.get_by_text("0 facture liquidée en trois mois : trop peu")).to_be_visible()


@SCREENS
def test_an_administrator_finds_who_did_what_and_takes_it_away(
    person: Come, house: Office, viewport: dict[str, int]
) -> None:
    reference = house.deposits()
    house.decides(reference, Status.TAKEN)
    someone = person(viewport)
    someone.comes_in(factories.an_agent(house.world, Role.ADMIN).email, routes.ADMIN_JOURNAL)
    assert not faults_of(someone, routes.ADMIN_JOURNAL)
    page = someone.page
    if viewport is PHONE:
        page.get_by_text("Chercher dans le journal").first.click()
    page.get_by_label("Référence").fill(reference)
    page.get_by_label("Acte").select_option("facture.status")
    page.get_by_role("button", name="Filtrer", exact=True).click()
    expect(page).to_have_url(re.compile(reference))
    expect(page.get_by_role("row").filter(has_text="Statut d’une facture")).to_have_count(1)
    expect(page.get_by_text("statut : Prise en charge")).to_be_visible()
    export = page.get_by_role("link", name="Exporter")
    expect(export).to_have_attribute("href", re.compile(reference))
    with page.expect_download() as taken:
        export.click()
    lines = taken.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert house.agent.name in lines[1]
    someone.goes_to(routes.ADMIN_JOURNAL)
    expect(page.get_by_role("row").filter(has_text="Journal exporté")).to_have_count(1)
    assert not scrolls_sideways(page)


def test_an_agent_takes_the_dossier_of_an_invoice(person: Come, house: Office) -> None:
    reference = house.deposits()
    someone = person(DESK)
    someone.comes_in(house.agent.email, routes.with_query(routes.ADMIN_INVOICE, ref=reference))
    with someone.page.expect_download() as taken:
        someone.page.get_by_role("link", name="Télécharger le dossier").click()
    assert taken.value.suggested_filename == f"dossier-{reference}.zip"
    with ZipFile(taken.value.path()) as archive:
        assert archive.testzip() is None
        assert "documents/facture.pdf" in archive.namelist()


@SCREENS
def test_anybody_reads_the_delays_without_a_script(person: Come, figures: Office, viewport: dict[str, int]) -> None:
    someone = person(viewport, java_script_enabled=False)
    someone.goes_to(routes.DELAYS)
    page = someone.page
    expect(page.get_by_text("La moitié des factures sont payées en 17 jours, et 8 sur 10 en 24 jours.")).to_be_visible()
    expect(page.get_by_test_id("tableau").get_by_text("trop peu (7)").first).to_be_visible()
    expect(page.get_by_role("link", name="Délais de paiement").first).to_be_attached()


@SCREENS
def test_the_page_of_delays_is_the_same_alive_and_says_when_there_are_too_few(
    person: Come, house: Office, viewport: dict[str, int]
) -> None:
    someone = person(viewport)
    assert not faults_of(someone, routes.DELAYS)
    expect(someone.page.get_by_text("trop peu pour en dire un délai").first).to_be_visible()
    someone.goes_to(routes.HOME)
    someone.page.get_by_role("contentinfo").get_by_role("link", name="Délais de paiement").click()
    expect(someone.page.get_by_role("heading", level=1, name="Délais de paiement")).to_be_visible()
