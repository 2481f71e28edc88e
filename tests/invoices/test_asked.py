"""What the page of an invoice says first to its supplier: what is asked, why it was refused, what the clock did."""

from espace_factures.core.words import THIN
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, dossiers
from espace_factures.invoices.following.presenter.dossier import InvoiceView, dossier_view
from espace_factures.invoices.rules import Status
from tests.invoices.conftest import Office


def test_the_agent_s_words_are_the_first_thing_their_supplier_reads(office: Office) -> None:
    reference = suspended(office)
    view = shown(office, reference)
    assert "« le bon de livraison signé »" in view.asked.replace(THIN, " ")
    assert office.direction.name in view.asked_by
    assert not view.is_refused


def test_a_rejection_says_why_where_one_corrects(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.REJECTED, reason="DEST_ERR", comment="la commune de Dumbéa a commandé")
    view = shown(office, reference)
    assert "« la commune de Dumbéa a commandé »" in view.asked.replace(THIN, " ")
    assert view.is_refused
    assert view.can_correct


def test_nothing_is_asked_any_more_once_it_was_answered(office: Office) -> None:
    reference = suspended(office)
    office.world.do(deciding.answer, office.supplier, Kind.INVOICE, reference, "Le voici.", "")
    assert shown(office, reference).asked == ""


def test_the_agent_is_not_asked_what_they_asked(office: Office) -> None:
    reference = suspended(office)
    dossier = office.world.do(dossiers.for_agent, office.agent, Kind.INVOICE, reference)
    assert dossier_view(dossier).asked == ""


def test_the_clock_stops_at_the_order_to_pay(office: Office) -> None:
    reference = office.deposits()
    office.world.clock.advance(days=9)
    office.walks(reference, Status.SENT)
    office.world.clock.advance(days=20)
    view = shown(office, reference)
    assert view.elapsed == "ordre de payer donné en 9\u00a0jours sur 30"
    assert "au plus tard" not in view.payment
    assert view.basis == ""


def suspended(office: Office) -> str:
    """An invoice that waits for its supplier."""
    reference = office.deposits()
    office.walks(reference, Status.TAKEN)
    office.decides(reference, Status.SUSPENDED, reason="JUSTIF_ABS", comment="le bon de livraison signé")
    return reference


def shown(office: Office, reference: str) -> InvoiceView:
    """What its supplier reads."""
    return dossier_view(office.world.do(dossiers.for_person, office.supplier, Kind.INVOICE, reference))
