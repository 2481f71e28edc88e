"""« Accueil »: what is to receive, the next payment, what waits for the supplier, how long payments took."""

from espace_factures.invoices.following.presenter.home import HomeFigure, home_figures, lately_words, others_words
from espace_factures.invoices.following.service import tracking
from espace_factures.invoices.following.service.tracking import Home
from espace_factures.invoices.rules import Status
from tests import factories
from tests.invoices.conftest import Office
from tests.invoices.test_payees import freezes


def test_all_that_waits_is_counted_and_the_first_ones_are_shown(office: Office) -> None:
    for _ in range(5):
        suspends(office, office.deposits())
    home = shown(office)
    assert figure(home, "Attend votre réponse").value == "5"
    assert figure(home, "Attend votre réponse").waits
    assert len(home.suspended) == 3
    assert others_words(home) == "et 2\u00a0autres"


def test_nothing_waits_for_who_answered_all(office: Office) -> None:
    office.deposits()
    home = shown(office)
    assert figure(home, "Attend votre réponse").value == "0"
    assert not figure(home, "Attend votre réponse").waits
    assert others_words(home) == ""


def test_the_next_payment_is_the_oldest_at_the_comptable_s(office: Office) -> None:
    ordered, sent, later = (office.deposits() for _ in range(3))
    for reference, status in ((ordered, Status.ORDERED), (sent, Status.SENT), (later, Status.SENT)):
        office.walks(reference, status)
        office.world.clock.advance(days=1)
    payment = shown(office).next_payment
    assert payment
    assert payment.reference == sent
    assert sent in figure(shown(office), "Prochain paiement").href


def test_no_payment_is_announced_before_an_order_to_pay(office: Office) -> None:
    office.walks(office.deposits(), Status.CLEARED)
    assert shown(office).next_payment is None
    assert figure(shown(office), "Prochain paiement").value == "—"


def test_no_payment_is_announced_on_a_rib_that_is_not_valid_any_more(office: Office) -> None:
    office.walks(office.deposits(), Status.SENT)
    freezes(office)
    assert shown(office).next_payment is None


def test_the_average_goes_from_the_deposit_to_the_day_of_the_payment(office: Office) -> None:
    for days in (10, 20):
        reference = office.deposits()
        office.world.clock.advance(days=days)
        office.walks(reference, Status.PAID)
    assert lately_words(shown(office).lately) == (
        "Vous êtes payé en 15\u00a0jours en moyenne, du dépôt au virement, sur vos 2 derniers paiements."
    )


def test_no_average_is_said_before_a_first_payment(office: Office) -> None:
    office.walks(office.deposits(), Status.SENT)
    assert lately_words(shown(office).lately) == ""


def test_the_figures_of_another_supplier_stay_theirs(office: Office) -> None:
    suspends(office, office.deposits())
    office.walks(office.deposits(), Status.SENT)
    office.walks(office.deposits(), Status.PAID)
    stranger = factories.a_member(office.world, factories.an_establishment(office.world))
    home = office.world.do(tracking.home, stranger)
    assert (home.waiting, home.next_payment, home.lately.payments) == (0, None, 0)


def suspends(office: Office, reference: str) -> None:
    """It waits for its supplier."""
    office.walks(reference, Status.TAKEN)
    office.decides(reference, Status.SUSPENDED, reason="JUSTIF_ABS", comment="Le bon de livraison.")


def shown(office: Office) -> Home:
    """What their supplier reads."""
    return office.world.do(tracking.home, office.supplier)


def figure(home: Home, label: str) -> HomeFigure:
    """One of the three."""
    (found,) = (one for one in home_figures(home) if one.label == label)
    return found
