"""« Accueil »: what is to receive, the next payment, what waits for the supplier."""

from espace_factures.invoices.following.presenter.home import HomeFigure, home_figures
from espace_factures.invoices.following.service import tracking
from espace_factures.invoices.following.service.tracking import Home
from espace_factures.invoices.rules import Status
from tests import factories
from tests.invoices.conftest import Office
from tests.invoices.test_expecting import counts
from tests.invoices.test_payees import freezes
from tests.invoices.test_waiting import suspends


def test_nothing_waits_for_who_answered_all(office: Office) -> None:
    office.deposits()
    found = figure(shown(office), "Attend votre réponse")
    assert (found.value, found.basis, found.waits) == ("0", "rien à faire", False)


def test_the_next_payment_is_the_oldest_at_the_comptable_s(office: Office) -> None:
    ordered, sent, later = (office.deposits() for _ in range(3))
    for reference, status in ((ordered, Status.ORDERED), (sent, Status.SENT), (later, Status.SENT)):
        office.walks(reference, status)
        office.world.clock.advance(days=1)
    payment = shown(office).next_payment
    assert payment
    assert payment.reference == sent
    assert sent in figure(shown(office), "Prochain paiement").href


def test_the_next_payment_has_its_day_where_enough_are_known(office: Office) -> None:
    office.walks(office.deposits(), Status.SENT)
    assert figure(shown(office), "Prochain paiement").value == "161\u202f500\u00a0F"
    counts(office, 64)
    found = figure(shown(office), "Prochain paiement")
    assert found.value == "12\u00a0déc."
    assert found.basis.startswith("date estimée · 161\u202f500\u00a0F")


def test_no_payment_is_announced_before_an_order_to_pay(office: Office) -> None:
    office.walks(office.deposits(), Status.CLEARED)
    assert shown(office).next_payment is None
    assert figure(shown(office), "Prochain paiement").value == "—"


def test_no_payment_is_announced_on_a_rib_that_is_not_valid_any_more(office: Office) -> None:
    office.walks(office.deposits(), Status.SENT)
    freezes(office)
    assert shown(office).next_payment is None


def test_the_figures_of_another_supplier_stay_theirs(office: Office) -> None:
    suspends(office)
    office.walks(office.deposits(), Status.SENT)
    office.walks(office.deposits(), Status.PAID)
    stranger = factories.a_member(office.world, factories.an_establishment(office.world))
    home = office.world.do(tracking.home, stranger)
    assert (home.waiting, home.next_payment, home.lately.payments, home.coming) == ([], None, 0, [])


def shown(office: Office) -> Home:
    """What their supplier reads."""
    return office.world.do(tracking.home, office.supplier)


def figure(home: Home, label: str) -> HomeFigure:
    """One of the three."""
    (found,) = (one for one in home_figures(home) if one.label == label)
    return found
