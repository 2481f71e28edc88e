"""« Attend votre réponse »: all that waits in one list, the most pressing first, with why and what to do."""

from espace_factures.app.forms import parse
from espace_factures.core.access import Role
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding
from espace_factures.establishments.forms import Invite
from espace_factures.establishments.rules import MemberRole
from espace_factures.establishments.service import invitations
from espace_factures.habilitations.rules import Status as Asked
from espace_factures.invoices.awaiting.rules import Waits
from espace_factures.invoices.following.presenter.waiting import (
    WaitingRow,
    others_of,
    waiting_basis,
    waiting_count,
    waiting_rows,
)
from espace_factures.invoices.following.service import tracking
from espace_factures.invoices.following.service.tracking import Home
from espace_factures.invoices.rules import Status
from espace_factures.ribs.rules import Status as RibStatus
from tests import factories
from tests.habilitations.conftest import Desk, desk
from tests.invoices.conftest import Office
from tests.ribs.conftest import Counter, counter

PEOPLE = (desk, counter)
"""Fixtures of other features."""


def suspends(office: Office, reference: str = "") -> str:
    """An invoice waits for its supplier."""
    found = reference or office.deposits()
    office.walks(found, Status.TAKEN)
    office.decides(found, Status.SUSPENDED, reason="JUSTIF_ABS", comment="Le bon de livraison.")
    return found


def shown(office: Office) -> Home:
    """What their supplier reads."""
    return office.world.do(tracking.home, office.supplier)


def rows_of(home: Home) -> list[WaitingRow]:
    """The rows on the screen."""
    return waiting_rows(home.waiting, home.delays.now)


def test_all_is_counted_the_first_ones_are_shown_and_the_others_said(office: Office) -> None:
    for _ in range(5):
        suspends(office)
    writes(office, office.deposits())
    home = shown(office)
    assert (waiting_count(home.waiting), len(rows_of(home))) == (6, 3)
    assert waiting_basis(home.waiting) == "dont 5\u00a0factures suspendues"
    others = others_of(home.waiting)
    assert (others.link, others.words) == (
        "et 3\u00a0autres",
        "\u202f: 2\u00a0factures suspendues, 1\u00a0message non lu",
    )
    assert "statut=a-completer" in others.href


def test_a_suspended_invoice_says_why_since_when_and_how_much(office: Office) -> None:
    reference = suspends(office)
    office.world.clock.advance(days=5)
    (row,) = rows_of(shown(office))
    assert row.what == f"Facture {office.row(reference).number}"
    assert "Le bon de livraison" in row.why
    assert row.why.endswith("Délai arrêté depuis 5\u00a0jours.")
    assert (row.amount, row.gesture) == ("161\u202f500\u00a0F", "Compléter")
    assert reference in row.href
    assert others_of(shown(office).waiting).link == ""


def test_a_message_waits_until_it_is_read_and_a_note_among_agents_never(office: Office) -> None:
    reference = office.deposits()
    office.world.do(deciding.say, office.agent, Kind.INVOICE, reference, "Entre nous.", is_internal=True)
    assert shown(office).waiting == []
    writes(office, reference)
    (row,) = rows_of(shown(office))
    assert row.gesture == "Lire"
    assert reference in row.href


def test_what_was_written_on_a_suspended_invoice_is_not_said_twice(office: Office) -> None:
    writes(office, suspends(office))
    assert [one.kind for one in shown(office).waiting] == [Waits.SUSPENDED]


def test_a_refused_rib_waits_for_who_manages_until_another_is_added(office: Office, counter: Counter) -> None:
    office.deposits()
    counter.place = office.place
    reference = counter.adds(office.supplier)
    counter.decides(reference, counter.first, status=RibStatus.REFUSED, reason="JUSTIF_ABS", comment="Illisible.")
    (row,) = rows_of(shown(office))
    assert (row.gesture, row.amount) == ("Corriger le RIB", "")
    assert "Illisible" in row.why
    follower = factories.a_member(office.world, office.place, role=MemberRole.FOLLOWER)
    assert office.world.do(tracking.home, follower).waiting == []
    counter.adds(office.supplier)
    assert shown(office).waiting == []


def test_invoices_without_a_valid_rib_wait_together(office: Office) -> None:
    office.rib = None
    office.deposits()
    office.deposits()
    (row,) = rows_of(shown(office))
    assert (row.what, row.gesture, row.amount) == (
        "2\u00a0factures sans RIB",
        "Choisir le RIB",
        "323\u202f000\u00a0F",
    )


def test_a_rib_that_agents_check_is_not_asked_for_again(office: Office, counter: Counter) -> None:
    place = factories.an_establishment(office.world)
    office.place, office.rib, office.supplier = place, None, factories.a_member(office.world, place)
    office.deposits()
    (row,) = rows_of(shown(office))
    assert row.gesture == "Ajouter un RIB"
    counter.place = place
    counter.adds(office.supplier)
    assert shown(office).waiting == []


def test_an_invitation_waits_for_who_is_invited(office: Office) -> None:
    place = factories.an_establishment(office.world)
    manager = factories.a_member(office.world, place)
    key = office.world.do(invitations.prepare, manager, place.id)
    form = parse(Invite, {"email": office.supplier.email, "role": MemberRole.DEPOSITOR})
    office.world.do(invitations.invite, manager, place.id, key, form)
    (row,) = rows_of(shown(office))
    assert (row.what, row.gesture) == (f"Invitation de {place.name}", "Répondre")


def test_a_habilitation_given_back_waits_and_one_that_agents_decide_does_not(office: Office, desk: Desk) -> None:
    office.deposits()
    reference = desk.asks(office.supplier)
    home = shown(office)
    assert (home.waiting, len(home.pending)) == ([], 1)
    desk.decides(reference, Asked.INCOMPLETE, reason="JUSTIF_ABS", comment="L’avis RIDET.")
    home = shown(office)
    assert (rows_of(home)[0].gesture, home.pending) == ("Compléter", [])


def test_a_newcomer_has_their_habilitation_in_a_step_only(desk: Desk) -> None:
    reference = desk.asks()
    desk.decides(reference, Asked.INCOMPLETE, reason="JUSTIF_ABS", comment="L’avis RIDET.")
    assert desk.world.do(tracking.home, desk.person).waiting == []


def test_the_most_pressing_comes_first_then_the_oldest(office: Office) -> None:
    writes(office, office.deposits())
    office.world.clock.advance(days=1)
    first = suspends(office)
    office.world.clock.advance(days=1)
    second = suspends(office)
    assert [one.reference for one in shown(office).waiting[:2]] == [first, second]
    assert shown(office).waiting[2].kind is Waits.MESSAGE


def test_an_agent_s_own_work_is_no_supplier_s_answer(office: Office) -> None:
    suspends(office)
    agent = factories.an_agent(office.world, Role.INVOICE_AGENT, office.direction)
    assert office.world.do(tracking.home, agent).waiting == []


def writes(office: Office, reference: str) -> None:
    """An agent asks something."""
    office.world.do(deciding.say, office.agent, Kind.INVOICE, reference, "Pouvez-vous m’appeler ?")
