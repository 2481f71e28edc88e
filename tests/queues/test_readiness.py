"""« Prêtes à attester »: what agrees with everything is gathered; whatever does not is left out, and said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from espace_factures.core.access import Actor
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, dossiers
from espace_factures.invoices.deposit.service import deposits, drafts
from espace_factures.invoices.rules import Gesture, Status
from espace_factures.queues.presenter.queue import lead_words
from espace_factures.queues.rules import Query, Tab
from espace_factures.queues.service import listing
from espace_factures.queues.service.listing import Listing
from tests import factories
from tests.adapters.documents_given import a_sample
from tests.invoices.conftest import Office, office
from tests.queues.given import shown, starts, told, works

PEOPLE = (office,)
IBAN = "FR7617499000101234567890102"
AS_READ = {"number": "F2026-0001", "no_order": "", "order": "BC-2026-000123"}


@pytest.fixture
def known(office: Office) -> Office:
    """The supplier of a sample that is read whole, with its RIB and its bon de commande."""
    place = factories.an_establishment(office.world, ridet="0047688001", name="EXEMPLE SARL")
    rib = factories.a_rib(office.world, place, iban=IBAN, is_default=True)
    factories.an_order(office.world, place, office.direction, number="BC-2026-000123", amount=500_000)
    return replace(office, place=place, rib=rib, supplier=factories.a_member(office.world, place))


def deposits_what_is_read(known: Office, **typed: str) -> str:
    """The sample, sent as it was read unless said otherwise."""
    draft = known.world.do(drafts.start_draft, known.supplier, "f.xml", a_sample("nc_facturx.xml"))
    return known.world.do(deposits.deposit_invoice, known.supplier, draft, known.form(**AS_READ | typed))


def gathered(known: Office, actor: Actor | None = None) -> Listing:
    """The tab."""
    return known.world.do(listing.listed, actor or known.agent, Kind.INVOICE, Query(tab=Tab.READY))


def attests(known: Office, reference: str) -> str:
    """One look, one gesture; what its line says."""
    number = starts(known, shown(known, [reference]), Gesture.ATTEST_AND_CLEAR, is_ready=True)
    works(number)
    return told(known, number).lines[0].item.sentence


def test_what_agrees_is_gathered_with_its_order_and_its_rib_and_attested_by_one_gesture(known: Office) -> None:
    reference = deposits_what_is_read(known)
    found = gathered(known)
    assert [row.reference for row in found.rows] == [reference]
    assert found.tabs[Tab.READY].count == 1
    assert lead_words(found, Query(tab=Tab.READY))[0] == "1 prête à attester"
    assert list(found.glances.values()) == ["BC-2026-000123, reste 338\u202f500\u00a0F · RIB\u00a0••••\u00a00102"]
    assert attests(known, reference) == ""
    assert known.row(reference).status == Status.CLEARED
    assert gathered(known).rows == []


@pytest.mark.parametrize(
    "typed",
    [{"number": "F2026-0002"}, {"issued_on": "2026-11-02"}, {"no_order": "on", "order": ""}, {"total_ht": "1"}],
    ids=["another number", "another date", "no order", "another amount"],
)
def test_what_was_not_sent_as_it_was_read_is_not_gathered(known: Office, typed: dict[str, str]) -> None:
    if "total_ht" in typed:
        typed = {"total_ht": "160 000", "total_ttc": "171 500"}
    reference = deposits_what_is_read(known, **typed)
    assert gathered(known).rows == []
    assert attests(known, reference).startswith("Le dépôt a relevé un point")
    assert known.row(reference).status == Status.DEPOSITED


def test_a_finding_of_the_deposit_keeps_it_out(known: Office) -> None:
    sql = "UPDATE ribs SET status = 'gele'"
    with known.world.engine.begin() as connection:
        connection.exec_driver_sql(sql)
    deposits_what_is_read(known, rib="")
    assert gathered(known).rows == []


Change = Callable[[Office, str], object]
CHANGES: dict[str, tuple[Change, str]] = {
    "the order is spent by others": (
        lambda known, _: sets(known, "orders SET invoiced = 550000"),
        "Le bon de commande BC-2026-000123 est dépassé de 50\u202f000\u00a0F.",
    ),
    "the order is closed": (
        lambda known, _: sets(known, "orders SET is_open = false"),
        "Le bon de commande BC-2026-000123 est clos.",
    ),
    "the rib is in its pause again": (
        lambda known, _: sets(known, "ribs SET usable_from = now() + interval '9999 days'"),
        "Le RIB de cette facture ne peut servir qu’à partir du",
    ),
    "the supplier writes": (
        lambda known, reference: known.world.do(deciding.say, known.supplier, Kind.INVOICE, reference, "Attendez."),
        "Le fournisseur a écrit",
    ),
}


@pytest.mark.parametrize("change", sorted(CHANGES))
def test_what_stops_agreeing_leaves_and_is_refused_with_its_sentence(known: Office, change: str) -> None:
    reference = deposits_what_is_read(known)
    make, sentence = CHANGES[change]
    make(known, reference)
    assert gathered(known).rows == []
    assert attests(known, reference).startswith(sentence)
    assert known.row(reference).status == Status.DEPOSITED


def sets(known: Office, what: str) -> None:
    """Change a row from elsewhere."""
    with known.world.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {what}")


def test_once_the_message_is_read_it_comes_back(known: Office) -> None:
    reference = deposits_what_is_read(known)
    known.world.do(deciding.say, known.supplier, Kind.INVOICE, reference, "Merci.")
    known.world.do(dossiers.agent_dossier, known.agent, Kind.INVOICE, reference)
    assert len(gathered(known).rows) == 1


def test_the_same_file_on_another_invoice_is_told_by_its_line(known: Office) -> None:
    reference = deposits_what_is_read(known)
    known.world.clock.advance(hours=1)
    deposits_what_is_read(known, number="F2026-0009")
    assert "même fichier" in attests(known, reference)
    assert known.row(reference).status == Status.DEPOSITED


def test_a_redirected_invoice_whose_order_is_elsewhere_is_not_gathered(known: Office) -> None:
    reference, other = deposits_what_is_read(known), factories.a_direction(known.world)
    agent = factories.an_agent(known.world, next(iter(known.agent.roles - known.supplier.roles)), other)
    known.decides(reference, Status.REDIRECTED, direction=str(other.id))
    assert gathered(known, agent).rows == []


def test_one_that_was_suspended_is_for_eyes(known: Office) -> None:
    reference = deposits_what_is_read(known)
    known.decides(reference, Status.SUSPENDED, reason="JUSTIF_ABS")
    known.world.clock.advance(seconds=timedelta(days=1).total_seconds())
    known.world.do(deciding.answer, known.supplier, Kind.INVOICE, reference, "Voici.", "")
    known.world.do(dossiers.agent_dossier, known.agent, Kind.INVOICE, reference)
    assert gathered(known).rows == []
    assert attests(known, reference).startswith("Cette facture a changé de statut")


def test_the_comptable_has_no_such_tab(known: Office) -> None:
    deposits_what_is_read(known)
    found = gathered(known, known.accountant)
    assert (found.rows, Tab.READY in found.tabs) == ([], False)
