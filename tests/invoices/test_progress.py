"""« Où en est le paiement »: the steps with their dates, the days with those suspended, and a date said honestly."""

from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, dossiers, undoing
from espace_factures.invoices.following.presenter.progress import Progress, progress_of
from espace_factures.invoices.rules import Status
from tests.invoices.conftest import Office
from tests.invoices.test_expecting import counts
from tests.invoices.test_payees import freezes
from tests.invoices.test_waiting import suspends


def shown(office: Office, reference: str) -> Progress:
    """What its supplier reads."""
    return progress_of(office.world.do(dossiers.for_person, office.supplier, Kind.INVOICE, reference))


def states(found: Progress) -> list[str]:
    """Of the five marks."""
    return [step.state for step in found.steps]


def test_a_deposit_is_the_first_step_and_the_order_has_a_limit(office: Office) -> None:
    found = shown(office, office.deposits())
    assert states(found) == ["faite", *["a-venir"] * 4]
    assert [step.when for step in found.steps] == ["18\u00a0nov.", "", "", "au plus tard le 18\u00a0déc.", ""]
    assert found.count == "30\u00a0jours au plus, à compter du dépôt"
    assert (found.due_label, found.due) == ("Ordre de payer", "au plus tard le 18\u00a0déc.")
    assert "moins de 20\u00a0factures" in found.due_basis


def test_each_step_says_the_day_when_it_was_done(office: Office) -> None:
    reference = office.deposits()
    for days, status, actor in (
        (4, Status.TAKEN, office.agent),
        (2, Status.SERVICE_DONE, office.agent),
        (1, Status.CLEARED, office.agent),
        (1, Status.ORDERED, office.accountant),
    ):
        office.world.clock.advance(days=days)
        office.decides(reference, status, actor)
    found = shown(office, reference)
    assert [step.when for step in found.steps[:4]] == ["18\u00a0nov.", "22\u00a0nov.", "24\u00a0nov.", "26\u00a0nov."]
    assert states(found) == [*["faite"] * 4, "a-venir"]
    assert found.count == "Ordre de payer donné en 8\u00a0jours sur\u00a030"
    assert found.due == "virement en préparation"


def test_a_suspension_stops_the_line_and_is_hatched(office: Office) -> None:
    counts(office, 64)
    reference = office.deposits()
    office.world.clock.advance(days=8)
    suspends(office, reference)
    office.world.clock.advance(days=5)
    found = shown(office, reference)
    assert states(found) == ["faite", "faite", "arretee", "a-venir", "a-venir"]
    assert found.steps[2].when == "arrêtée le 26\u00a0nov."
    assert (found.count, found.halt) == ("8\u00a0jours sur\u00a030", "arrêté depuis 5\u00a0jours")
    assert [(part.kind, part.start, part.width) for part in found.parts] == [
        ("ecoule", "0.00%", "22.86%"),
        ("arret", "22.86%", "14.29%"),
    ]
    assert found.end == "ordre de payer au plus tard le 23\u00a0déc."
    assert found.due == "entre le 17 et le 22\u00a0déc."
    assert found.due_basis.startswith("Si vous répondez aujourd’hui. D’après 64\u00a0factures")


def test_an_answer_sets_the_line_going_again(office: Office) -> None:
    reference = suspends(office)
    office.world.clock.advance(days=5)
    office.world.do(deciding.answer, office.supplier, Kind.INVOICE, reference, "Le voici.", "")
    office.world.clock.advance(days=3)
    found = shown(office, reference)
    assert states(found) == ["faite", "faite", "a-venir", "a-venir", "a-venir"]
    assert [part.kind for part in found.parts] == ["arret", "ecoule"]
    assert (found.count, found.halt) == ("3\u00a0jours sur\u00a030", "")


def test_what_is_late_says_by_how_much(office: Office) -> None:
    reference = office.deposits()
    office.world.clock.advance(days=36)
    found = shown(office, reference)
    assert found.halt == "en retard de 6\u00a0jours"
    assert [part.kind for part in found.parts] == ["ecoule", "retard"]
    assert found.parts[-1].start == "83.33%"
    assert found.due == "délai dépassé"


def test_what_is_longer_than_usual_is_said_so(office: Office) -> None:
    counts(office, 64)
    reference = office.deposits()
    office.world.clock.advance(days=30)
    assert "plus long que d’habitude" in shown(office, reference).due_basis


def test_a_payment_says_its_day_and_how_long_it_took(office: Office) -> None:
    reference = office.deposits()
    office.world.clock.advance(days=9)
    office.walks(reference, Status.PAID)
    found = shown(office, reference)
    assert states(found) == ["faite"] * 5
    assert (found.due_label, found.due, found.due_basis) == (
        "Payée le",
        "27\u00a0nov.\u00a02026",
        "En 9\u00a0jours à compter du dépôt.",
    )


def test_a_rejected_invoice_stops_where_it_stood_and_promises_nothing(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    office.decides(reference, Status.REJECTED, reason="DEST_ERR", comment="La commune.")
    found = shown(office, reference)
    assert states(found) == ["faite", "faite", "refusee", "a-venir", "a-venir"]
    assert found.steps[2].when == "rejetée le 18\u00a0nov."
    assert (found.count, found.due) == ("", "")


def test_a_decision_taken_back_leaves_no_date(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    office.world.do(undoing.undo, office.agent, Kind.INVOICE, reference)
    found = shown(office, reference)
    assert states(found) == ["faite", *["a-venir"] * 4]
    office.world.clock.advance(days=2)
    office.decides(reference, Status.TAKEN)
    assert shown(office, reference).steps[1].when == "20\u00a0nov."


def test_without_a_valid_rib_no_day_of_payment_is_promised(office: Office) -> None:
    counts(office, 64)
    reference = office.deposits()
    freezes(office)
    found = shown(office, reference)
    assert (found.due, found.steps[4].when) == ("en attente d’un RIB", "")
