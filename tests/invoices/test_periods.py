"""The payment period is the one in force on the day of the deposit, with its legal text."""

from sqlmodel import Session

from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import dossiers
from espace_factures.invoices.following.presenter.dossier import dossier_view
from espace_factures.invoices.rules import Status
from espace_factures.organisation.models import ParameterValue
from espace_factures.organisation.rules.parameters import Parameter
from espace_factures.organisation.service import parameters
from tests.conftest import World
from tests.invoices.conftest import Office


def set_period(world: World, days: int, text: str) -> None:
    """Another period from now on, as an administrator sets it."""
    now = world.clock.now()
    name = Parameter.PAYMENT_PERIOD
    with Session(world.engine) as session:
        session.add(ParameterValue(parameter=name, valid_from=now, value=days, text=text, set_at=now))
        session.commit()
    parameters.kept.forget()


def test_a_new_period_counts_for_later_deposits_only(office: Office) -> None:
    before = office.deposits()
    office.world.clock.advance(days=1)
    set_period(office.world, 20, "délibération 12/CP, art. 3")
    after = office.deposits()
    seen = [
        dossier_view(office.world.do(dossiers.person_dossier, office.supplier, Kind.INVOICE, it))
        for it in (before, after)
    ]
    assert seen[0].elapsed.endswith("sur 30")
    assert seen[1].elapsed.startswith("20\u00a0jours au plus")
    assert (
        "30\u00a0jours à compter du dépôt, suspensions déduites (délibération 136/CP, art. 71, remplacée"
        in seen[0].basis
    )
    assert "20\u00a0jours à compter du dépôt, suspensions déduites (délibération 12/CP, art. 3)" in seen[1].basis


def test_while_it_waits_for_an_answer_an_invoice_has_no_date_but_what_will_be_left(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    office.world.clock.advance(days=5)
    office.decides(reference, Status.SUSPENDED, reason="JUSTIF_ABS", comment="Joignez le bon.")
    office.world.clock.advance(days=40)
    seen = dossier_view(office.world.do(dossiers.person_dossier, office.supplier, Kind.INVOICE, reference))
    assert seen.payment == "Le délai reprendra à votre réponse : il restera 25\u00a0jours."
    assert not seen.basis


def test_an_agent_reads_what_happens_as_an_agent(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    office.decides(reference, Status.SUSPENDED, reason="JUSTIF_ABS", comment="Joignez le bon.")
    seen = dossier_view(office.world.do(dossiers.agent_dossier, office.agent, Kind.INVOICE, reference))
    assert "votre réponse" not in seen.now + seen.payment
