"""On which RIB an invoice is paid: it waits for another when its own goes, and a manager chooses until the mandate."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, FormError, NotFoundError, ProofNeededError
from espace_factures.core.rib import masked
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import dossiers
from espace_factures.establishments.rules import MemberRole
from espace_factures.invoices.following.presenter.dossier import dossier_view
from espace_factures.invoices.following.presenter.rows import payment_words
from espace_factures.invoices.following.rules import Query
from espace_factures.invoices.following.service import payees, tracking
from espace_factures.invoices.rules import Status
from espace_factures.ribs import messages as ribs_messages
from espace_factures.ribs.models import Rib
from espace_factures.ribs.service import freezing, keeping, warning
from tests import factories
from tests.invoices.conftest import Office


def proved(office: Office, actor: Actor | None = None) -> Actor:
    """The person, who has just proved that it is they."""
    return factories.signed_in(office.world, actor or office.supplier)


def chooses(office: Office, reference: str, rib: Rib, actor: Actor | None = None) -> None:
    """« Choisir le RIB »."""
    office.world.do(payees.choose, proved(office, actor), reference, rib.id)


def retires(office: Office, following: Rib | None = None) -> None:
    """The office's RIB is replaced by another, or by none."""
    named = reference_of(office, following) if following else ""
    office.world.do(keeping.replace, proved(office), reference_of(office, office.rib), named)


def freezes(office: Office) -> None:
    """Somebody who was warned clicks."""

    def link(_uow, ports):
        return warning.address(ports, office.rib, office.supplier.account_id).split("lien=")[1]

    office.world.do(freezing.freeze, office.world.do(link))


def reference_of(office: Office, rib: Rib | None) -> str:
    """The reference of a RIB's demande."""
    sql = "SELECT d.reference FROM demandes d JOIN ribs r ON r.demande_id = d.id WHERE r.id = :id"
    return office.world.rows(sql, id=rib.id if rib else 0)[0].reference


def as_supplier(office: Office, reference: str, actor: Actor | None = None):
    """The supplier's page."""
    return office.world.do(dossiers.person_dossier, actor or office.supplier, Kind.INVOICE, reference)


@pytest.mark.parametrize("status", [Status.TAKEN, Status.SERVICE_DONE, Status.CLEARED])
@pytest.mark.parametrize("lose", [retires, freezes], ids=["retired", "frozen"])
def test_an_unpaid_invoice_waits_for_a_rib_and_its_clock_goes_on(office: Office, status: Status, lose) -> None:
    reference = office.deposits()
    office.walks(reference, status)
    lose(office)
    row = office.row(reference)
    assert (row.status, row.clock_stopped_at, row.stopped_seconds) == (status, None, 0)
    assert "choisir un autre" in dossier_view(as_supplier(office, reference)).rib_fault
    page = office.world.do(tracking.supplier_list, office.supplier, Query())
    assert payment_words(page.found.rows[0], page.delays) == "en attente d’un RIB"
    told = office.world.rows("SELECT status, comment FROM demande_events ORDER BY id DESC LIMIT 2")
    assert "En attente d’un RIB" in {event.status for event in told}


def test_the_history_names_nobody_for_a_freeze_that_asked_no_session(office: Office) -> None:
    reference = office.deposits()
    freezes(office)
    sql = "SELECT e.author FROM demande_events e JOIN demandes d ON d.id = e.demande_id WHERE d.reference = :r"
    assert [row.author for row in office.world.rows(f"{sql} ORDER BY e.id", r=reference)][-1] == ribs_messages.WARNED


def test_it_heals_when_a_manager_chooses_another(office: Office) -> None:
    reference, other = office.deposits(), factories.a_rib(office.world, office.place)
    office.walks(reference, Status.SERVICE_DONE)
    freezes(office)
    chooses(office, reference, other)
    assert not dossier_view(as_supplier(office, reference)).rib_fault
    office.decides(reference, Status.CLEARED)
    assert as_supplier(office, reference).item.iban == other.iban


def test_what_is_not_mandated_goes_to_the_rib_that_takes_the_place(office: Office) -> None:
    other = factories.a_rib(office.world, office.place)
    early, mandated, paid = office.deposits(), office.deposits(), office.deposits()
    office.walks(mandated, Status.ORDERED)
    office.walks(paid, Status.PAID)
    retires(office, other)
    ribs = {row.reference: row.rib_id for row in office.world.rows("SELECT reference, rib_id FROM invoices")}
    assert ribs == {early: other.id, mandated: office.rib.id, paid: office.rib.id}
    sql = "SELECT text FROM mails WHERE recipient = :to AND subject LIKE '%RIB remplacé'"
    (mail,) = office.world.rows(sql, to=office.supplier.email)
    assert masked(other.iban) in mail.text


def test_it_waits_until_the_rib_that_takes_the_place_may_serve(office: Office) -> None:
    later = office.world.clock.now() + timedelta(hours=5)
    other = factories.a_rib(office.world, office.place, usable_from=later)
    reference = office.deposits()
    office.walks(reference, Status.SERVICE_DONE)
    retires(office, other)
    with pytest.raises(DomainError) as refused:
        office.decides(reference, Status.CLEARED)
    assert refused.value.code == "rib-paused"
    office.world.clock.advance(hours=5)
    office.decides(reference, Status.CLEARED)


def test_the_comptables_are_told_what_they_hold_and_cannot_pay(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.SENT)
    freezes(office)
    for payer in (office.accountant, office.payer):
        assert payer
        (mail,) = office.world.rows("SELECT text FROM mails WHERE recipient = :to", to=payer.email)
        assert reference in mail.text


def test_an_agent_who_was_deciding_looks_again(office: Office) -> None:
    reference, other = office.deposits(), factories.a_rib(office.world, office.place)
    before = office.row(reference).version
    chooses(office, reference, other)
    assert office.row(reference).version == before + 1
    (event,) = office.world.rows("SELECT * FROM demande_events ORDER BY id DESC LIMIT 1")
    assert (event.status, event.author) == ("RIB choisi", office.supplier.name)


def test_the_reason_of_a_suspension_is_still_said_after_a_choice(office: Office) -> None:
    reference, other = office.deposits(), factories.a_rib(office.world, office.place)
    office.walks(reference, Status.TAKEN)
    office.decides(reference, Status.SUSPENDED, reason="JUSTIF_ABS", comment="Le bon de livraison.")
    chooses(office, reference, other)
    (one,) = office.world.do(tracking.home, office.supplier).waiting
    assert one.code == "JUSTIF_ABS"


@pytest.mark.parametrize("status", [Status.ORDERED, Status.SENT, Status.PAID])
def test_nothing_is_chosen_after_the_mandate(office: Office, status: Status) -> None:
    reference, other = office.deposits(), factories.a_rib(office.world, office.place)
    office.walks(reference, status)
    assert as_supplier(office, reference).panel.ribs == ()
    with pytest.raises(DomainError) as refused:
        chooses(office, reference, other)
    assert refused.value.code == "rib-settled"


def test_the_database_itself_refuses_another_rib_after_the_mandate(office: Office) -> None:
    reference, other = office.deposits(), factories.a_rib(office.world, office.place)
    office.walks(reference, Status.ORDERED)
    with pytest.raises(DatabaseError, match="mandate"), office.world.engine.begin() as connection:
        connection.execute(text("UPDATE invoices SET rib_id = :r"), {"r": other.id})


def test_a_mandate_given_back_may_name_another(office: Office) -> None:
    reference, other = office.deposits(), factories.a_rib(office.world, office.place)
    office.walks(reference, Status.ORDERED)
    freezes(office)
    office.decides(reference, Status.SUSPENDED, office.accountant, reason="COORD_BANC_ERR")
    chooses(office, reference, other)
    assert as_supplier(office, reference).item.rib_id == other.id


def test_only_a_manager_chooses(office: Office) -> None:
    reference, other = office.deposits(), factories.a_rib(office.world, office.place)
    depositor = factories.a_member(office.world, office.place, role=MemberRole.DEPOSITOR)
    assert not as_supplier(office, reference, depositor).panel.ribs
    for stranger in (depositor, factories.an_account(office.world), office.agent):
        with pytest.raises(NotFoundError):
            chooses(office, reference, other, stranger)


def test_a_choice_needs_a_recent_proof(office: Office) -> None:
    reference, other = office.deposits(), factories.a_rib(office.world, office.place)
    stale = factories.signed_in(office.world, office.supplier, ago=timedelta(minutes=11))
    with pytest.raises(ProofNeededError):
        office.world.do(payees.choose, stale, reference, other.id)


def test_only_a_validated_rib_of_the_establishment_is_chosen(office: Office) -> None:
    reference = office.deposits()
    elsewhere = factories.a_rib(office.world, factories.an_establishment(office.world))
    unchecked = factories.a_rib(office.world, office.place, status="a-verifier", usable_from=None)
    for rib in (elsewhere, unchecked):
        with pytest.raises(FormError):
            chooses(office, reference, rib)
