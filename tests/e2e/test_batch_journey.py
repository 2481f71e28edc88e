"""Many invoices at once, by a person who counts: ten to « Liquidée » in five clicks, fifty to « Payée » in four."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import Session, col, select

from espace_factures import routes
from espace_factures.core.access import Role
from espace_factures.demandes.models import Demande
from espace_factures.demandes.rules import Kind
from espace_factures.invoices.processing.forms import InvoiceDecision
from espace_factures.invoices.rules import Status
from espace_factures.queues.models import Batch, BatchItem
from tests import factories
from tests.conftest import World
from tests.e2e import axe
from tests.e2e.conftest import DESK, PHONE, Person, Stage
from tests.e2e.everything import keep_files_with
from tests.invoices.conftest import Office, office
from tests.queues.given import copies_of, works
from tests.queues.test_readiness import deposits_what_is_read, known

Come = Callable[..., Person]
PEOPLE = (office, known)
"""Fixtures of another feature."""
COUNTS = """
addEventListener('pointerdown', ({isTrusted}) => {
    if (isTrusted) sessionStorage.clics = Number(sessionStorage.clics ?? 0) + 1;
}, true);
"""
"""Every press of the hand, whatever it falls on, from one page to the next."""


@pytest.fixture
def house(office: Office, stage: Stage, world: World) -> Office:
    """Files where the server looks for them."""
    keep_files_with(world, stage)
    return office


@contextmanager
def at_most(page: Page, clicks: int) -> Iterator[None]:
    """What is done in so many clicks at most, as the browser itself counts them."""
    page.evaluate(COUNTS)
    page.context.add_init_script(COUNTS)
    page.evaluate("sessionStorage.clics = 0")
    yield
    made = int(page.evaluate("sessionStorage.clics"))
    assert 0 < made <= clicks, f"{made} clicks"


def statuses(house: Office) -> set[str]:
    """Where the invoices stand."""
    return {row.status for row in house.world.rows("SELECT status FROM invoices")}


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
def test_ten_invoices_go_from_deposit_to_clearing_in_five_clicks(
    person: Come, house: Office, viewport: dict[str, int]
) -> None:
    references = [house.deposits(number=f"F-{rank:03d}") for rank in range(10)]
    someone = person(viewport)
    page = someone.page
    someone.comes_in(house.agent.email, routes.ADMIN_INVOICES)
    someone.sees(routes.ADMIN_INVOICES)
    with at_most(page, 5):
        if viewport is PHONE:
            page.get_by_label("Cocher F-000").check()
            page.get_by_role("button", name="Tout sélectionner (10)").click()
        else:
            page.get_by_label("Cocher toute la page").check()
        expect(page.get_by_text("10 sélectionnées · 1 615 000 F")).to_be_visible()
        assert axe.violations(page) == []
        page.get_by_role("button", name="Attester et liquider").click()
        expect(page.get_by_text("10 faites", exact=True)).to_be_visible()
    assert statuses(house) == {Status.CLEARED}
    expect(page.get_by_role("link", name="F-000", exact=True)).to_have_attribute(
        "href", f"{routes.ADMIN_INVOICE}?ref={references[0]}"
    )
    assert axe.violations(page) == []


def test_fifty_invoices_are_ordered_sent_and_paid_in_four_clicks_of_two_people(person: Come, house: Office) -> None:
    first = house.deposits()
    house.walks(first, Status.CLEARED)
    copies_of(house.world.engine, first, 49)
    for actor, gesture in (
        (house.accountant, "Mandater et transmettre"),
        (factories.an_agent(house.world, Role.ACCOUNTANT), "Déclarer payée aujourd’hui"),
    ):
        someone = person()
        page = someone.page
        someone.comes_in(actor.email, routes.ADMIN_INVOICES)
        someone.sees(routes.ADMIN_INVOICES)
        with at_most(page, 2):
            page.get_by_label("Cocher toute la page").check()
            page.get_by_role("button", name=gesture).click()
            expect(page.get_by_text("50 faites", exact=True)).to_be_visible()
    assert statuses(house) == {Status.PAID}


def test_one_reason_suspends_all_and_one_refused_line_is_said(person: Come, house: Office) -> None:
    cleared, *_ = [house.deposits(number=f"F-{rank}") for rank in range(3)]
    someone = person()
    page = someone.page
    someone.comes_in(house.agent.email, routes.ADMIN_INVOICES)
    someone.sees(routes.ADMIN_INVOICES)
    page.get_by_label("Cocher toute la page").check()
    page.get_by_role("button", name="Suspendre").click()
    page.get_by_role("button", name="Confirmer pour la sélection").click()
    expect(page.get_by_text("Choisissez un motif.")).to_be_visible()
    page.get_by_label("Motif").select_option("JUSTIF_ABS")
    page.get_by_label("Explication pour le fournisseur").fill("Joignez le bon de livraison.")
    assert axe.violations(page) == []
    house.walks(cleared, Status.TAKEN)
    page.get_by_role("button", name="Confirmer pour la sélection").click()
    expect(page.get_by_text("2 faites · 1 refusée", exact=True)).to_be_visible()
    expect(page.get_by_text(f"{house.agent.name} a agi entre-temps", exact=False)).to_be_visible()
    page.get_by_role("link", name="Revenir à la file").click()
    expect(page.get_by_role("link", name="Suspendues")).to_contain_text("2")


def test_a_report_moves_as_the_batch_goes_on(person: Come, house: Office) -> None:
    references = [house.deposits(number=f"F-{rank}") for rank in range(3)]
    number = waits(house, references)
    someone = person()
    page = someone.page
    address = f"{routes.ADMIN_BATCHES}?lot={number}"
    someone.comes_in(house.agent.email, address)
    someone.sees(address)
    expect(page.get_by_text("0 sur 3 lignes", exact=True)).to_be_visible()
    expect(page.get_by_role("progressbar")).to_be_visible()
    works(number)
    expect(page.get_by_text("3 faites", exact=True)).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    colleague = person()
    colleague.comes_in(house.accountant.email, routes.ADMIN_INVOICES)
    colleague.goes_to(address)
    expect(colleague.page.get_by_role("heading", level=1)).to_contain_text("introuvable")


def waits(house: Office, references: list[str]) -> int:
    """A batch whose job nobody has taken."""
    values = InvoiceDecision(status=Status.TAKEN).model_dump()
    batch = Batch(
        account_id=house.agent.account_id,
        kind=Kind.INVOICE,
        gesture=Status.TAKEN,
        answers={name: str(value) for name, value in values.items()},
        created_at=house.world.clock.now(),
    )
    with Session(house.world.engine) as session:
        session.add(batch)
        session.flush()
        ids = session.exec(select(Demande.id).where(col(Demande.reference).in_(references))).all()
        session.add_all(BatchItem(batch_id=batch.id, demande_id=one, version=1) for one in ids)
        session.commit()
        return batch.id


def test_what_agrees_with_everything_is_attested_by_one_look_and_two_clicks(
    person: Come, known: Office, stage: Stage
) -> None:
    keep_files_with(known.world, stage)
    deposits_what_is_read(known)
    known.deposits(number="AUTRE")
    someone = person()
    page = someone.page
    address = f"{routes.ADMIN_INVOICES}?vue=pretes"
    someone.comes_in(known.agent.email, address)
    someone.sees(address)
    expect(page.get_by_role("link", name="Prêtes à attester")).to_contain_text("1")
    expect(page.get_by_text("BC-2026-000123, reste 338 500 F")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert axe.violations(page) == []
    with at_most(page, 2):
        page.get_by_label("Cocher toute la page").check()
        page.get_by_role("button", name="Attester et liquider").click()
        expect(page.get_by_text("1 faite", exact=True)).to_be_visible()
    page.get_by_role("link", name="Revenir à la file").click()
    expect(page.get_by_role("link", name="Prêtes à attester")).to_have_attribute("aria-current", "page")
    statuses_of = {row.number: row.status for row in known.world.rows("SELECT number, status FROM invoices")}
    assert statuses_of == {"F2026-0001": Status.CLEARED, "AUTRE": Status.DEPOSITED}


def test_the_keyboard_alone_makes_a_batch(person: Come, house: Office) -> None:
    for number in ("A-1", "B-2"):
        house.deposits(number=number)
    someone = person()
    page = someone.page
    someone.comes_in(house.agent.email, routes.ADMIN_INVOICES)
    someone.sees(routes.ADMIN_INVOICES)
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    expect(page.get_by_text("2 sélectionnées")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_text("2 faites", exact=True)).to_be_visible()
    assert statuses(house) == {Status.CLEARED}
