"""No money moves without a RIB that is validated at that instant and past its pause, nor by too few persons."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import DomainError, StaleError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import dossiers
from espace_factures.establishments.models import Membership
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.rules import Status
from espace_factures.ribs.rules import Status as RibStatus
from tests import factories
from tests.invoices.conftest import Office

BEFORE = {
    Status.CLEARED: Status.SERVICE_DONE,
    Status.ORDERED: Status.CLEARED,
    Status.SENT: Status.ORDERED,
    Status.PAID: Status.SENT,
}


def changes_rib(office: Office, **values: object) -> None:
    """What became of the RIB, whoever did it."""
    sets = ", ".join(f"{name} = %({name})s" for name in values)
    with office.world.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE ribs SET {sets} WHERE id = %(id)s", values | {"id": office.rib.id})


def actor_of(office: Office, status: Status) -> Actor:
    """Who makes a move."""
    return {Status.CLEARED: office.agent, Status.PAID: office.payer}.get(status, office.accountant)


def refusal(office: Office, reference: str, status: Status, actor: Actor | None = None) -> str:
    """The code of the refusal."""
    with pytest.raises(DomainError) as refused:
        office.decides(reference, status, actor or actor_of(office, status))
    return refused.value.code


@pytest.mark.parametrize("status", sorted(invoices_rules.PAID_ON_RIB))
@pytest.mark.parametrize("became", [RibStatus.REPLACED, RibStatus.REFUSED, RibStatus.TO_CHECK, RibStatus.CHECKED])
def test_a_rib_that_is_not_validated_any_more_receives_nothing(
    office: Office, status: Status, became: RibStatus
) -> None:
    reference = office.deposits()
    office.walks(reference, BEFORE[status])
    changes_rib(office, status=became)
    assert refusal(office, reference, status) == "rib-lost"
    assert office.row(reference).status == BEFORE[status]


@pytest.mark.parametrize("status", sorted(invoices_rules.PAID_ON_RIB))
def test_a_rib_in_its_pause_receives_nothing_until_its_end(office: Office, status: Status) -> None:
    reference = office.deposits()
    office.walks(reference, BEFORE[status])
    changes_rib(office, usable_from=office.world.clock.now() + timedelta(hours=1))
    assert refusal(office, reference, status) == "rib-paused"
    office.world.clock.advance(hours=1)
    office.decides(reference, status, actor_of(office, status))
    assert office.row(reference).status == status


def test_an_invoice_without_rib_is_not_cleared(office: Office) -> None:
    reference = office.deposits(rib="")
    office.walks(reference, Status.SERVICE_DONE)
    assert refusal(office, reference, Status.CLEARED) == "rib-missing"


def test_the_screen_says_which_gate_is_closed_and_offers_the_rest(office: Office) -> None:
    reference = office.deposits(rib="")
    office.walks(reference, Status.SERVICE_DONE)
    dossier = office.world.do(dossiers.agent_dossier, office.agent, Kind.INVOICE, reference)
    assert dossier.moves == [Status.SUSPENDED, Status.REJECTED]
    assert list(dossier.bars) == [Status.CLEARED]
    assert "un gestionnaire de l’établissement doit en choisir un" in dossier.bars[Status.CLEARED]


def test_the_iban_of_the_mandate_is_written_on_the_invoice(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.ORDERED)
    (row,) = office.world.rows("SELECT rib_id FROM invoices WHERE reference = :r", r=reference)
    assert row.rib_id == office.rib.id
    dossier = office.world.do(dossiers.agent_dossier, office.accountant, Kind.INVOICE, reference)
    assert dossier.item.iban == office.rib.iban


def test_a_decision_and_the_loss_of_its_rib_at_one_instant_never_pay_a_lost_rib(office: Office) -> None:
    """Whichever comes first, the other sees it: a decision made before the loss is in the log before it."""
    references = [office.deposits() for _ in range(6)]
    for reference in references:
        office.walks(reference, Status.SERVICE_DONE)

    def clears(reference: str) -> bool:
        try:
            office.decides(reference, Status.CLEARED)
        except DomainError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        first = [pool.submit(clears, reference) for reference in references[:3]]
        loss = pool.submit(changes_rib, office, status=RibStatus.REPLACED)
        loss.result()
        late = [pool.submit(clears, reference) for reference in references[3:]]
        assert [answer.result() for answer in late] == [False] * 3
        cleared = [answer.result() for answer in first]
    statuses = [office.row(reference).status for reference in references[:3]]
    assert statuses == [Status.CLEARED if done else Status.SERVICE_DONE for done in cleared]


def test_what_cannot_be_paid_any_more_comes_back_from_the_comptable(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.SENT)
    changes_rib(office, status=RibStatus.REPLACED)
    office.decides(reference, Status.SUSPENDED, office.payer, reason="COORD_BANC_ERR")
    assert office.row(reference).status == Status.SUSPENDED


def test_what_can_be_paid_does_not_come_back(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.SENT)
    with pytest.raises(StaleError):
        office.decides(reference, Status.SUSPENDED, office.payer, reason="COORD_BANC_ERR")
    dossier = office.world.do(dossiers.agent_dossier, office.payer, Kind.INVOICE, reference)
    assert (dossier.moves, dossier.bars) == ([Status.PAID], {})


def test_whoever_mandates_does_not_pay(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.SENT)
    assert refusal(office, reference, Status.PAID, office.accountant) == "same-person"


def test_whoever_attests_neither_mandates_nor_pays_whatever_their_roles(office: Office) -> None:
    both = replace(office.agent, roles=office.agent.roles | {Role.ACCOUNTANT})
    reference = office.deposits()
    office.walks(reference, Status.CLEARED)
    assert refusal(office, reference, Status.ORDERED, both) == "same-person"
    office.decides(reference, Status.ORDERED, office.accountant)
    office.decides(reference, Status.SENT, office.accountant)
    assert refusal(office, reference, Status.PAID, both) == "same-person"


def test_an_act_of_an_earlier_round_counts(office: Office) -> None:
    """Suspended after its mandate and attested again: whoever mandated the first time does not attest the second."""
    both = replace(office.accountant, roles=office.accountant.roles | {Role.INVOICE_AGENT})
    reference = office.deposits()
    office.walks(reference, Status.ORDERED)
    office.decides(reference, Status.SUSPENDED, office.accountant, reason="JUSTIF_ABS")
    with office.world.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE invoices SET status = 'completee', clock_stopped_at = NULL")
    assert refusal(office, reference, Status.SERVICE_DONE, both) == "same-person"


@pytest.mark.parametrize("status", [Status.TAKEN, Status.REJECTED])
def test_an_agent_who_is_a_member_decides_nothing(office: Office, status: Status) -> None:
    reference = office.deposits()
    factories.a_member(office.world, office.place, office.agent)
    with pytest.raises(DomainError) as refused:
        office.decides(reference, status, reason="DOUBLON")
    assert refused.value.code == "own-case"


def test_a_member_of_another_establishment_of_the_company_decides_nothing_either(office: Office) -> None:
    sister = factories.an_establishment(office.world, ridet=f"{office.place.ridet[:7]}002")
    factories.a_member(office.world, sister, office.agent)
    assert refusal(office, office.deposits(), Status.TAKEN, office.agent) == "own-case"


@pytest.mark.parametrize(("days", "is_refused"), [(364, True), (366, False)])
def test_a_former_member_decides_again_after_a_year(office: Office, days: int, is_refused: bool) -> None:
    now = office.world.clock.now()
    left = Membership(
        establishment_id=office.place.id,
        account_id=office.agent.account_id,
        role="suivi",
        created_at=now - timedelta(days=900),
        ended_at=now - timedelta(days=days),
    )
    factories._save(office.world, left)
    reference = office.deposits()
    if is_refused:
        assert refusal(office, reference, Status.TAKEN, office.agent) == "own-case"
    else:
        office.decides(reference, Status.TAKEN)


def test_a_member_whose_last_day_is_recent_decides_nothing(office: Office) -> None:
    last = (office.world.clock.now() - timedelta(days=30)).date()
    factories.a_member(office.world, office.place, office.agent, expires_on=last)
    assert refusal(office, office.deposits(), Status.TAKEN, office.agent) == "own-case"
