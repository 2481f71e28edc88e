"""What a queue holds for whom, in which order, and what its filters and its search find."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import ForbiddenError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, dossiers
from espace_factures.habilitations.rules import Status as HabilitationStatus
from espace_factures.invoices.rules import Status
from espace_factures.queues.forms import Filters, read_filters
from espace_factures.queues.presenter.queue import neighbours
from espace_factures.queues.rules import PAGE_SIZE, Age, Query, Sort, Tab
from espace_factures.queues.service import listing
from espace_factures.queues.service.listing import Listing
from tests import factories
from tests.habilitations.conftest import Desk
from tests.invoices.conftest import Office
from tests.ribs.conftest import Counter

ADMITTED = {"reason": "JUSTIF_ABS", "comment": "Le bon de livraison."}


def asks(office: Office, actor: Actor | None = None, **asked: Any) -> Listing:
    """A page of the queue of invoices."""
    return office.world.do(listing.listed, actor or office.agent, Kind.INVOICE, Query(**asked))


def labels(found: Listing) -> list[str]:
    """The numbers of its rows."""
    return [row.label for row in found.rows]


def suspends(office: Office, reference: str) -> None:
    office.decides(reference, Status.TAKEN)
    office.decides(reference, Status.SUSPENDED, **ADMITTED)


def test_what_waits_comes_oldest_first_and_all_comes_newest_first(office: Office) -> None:
    for number in ("A", "B", "C"):
        office.deposits(number=number)
        office.world.clock.advance(hours=1)
    assert labels(asks(office)) == ["A", "B", "C"]
    assert labels(asks(office, tab=Tab.ALL, sort=Sort.NEWEST)) == ["C", "B", "A"]


def test_an_agent_sees_their_directions_and_the_comptable_all(office: Office) -> None:
    office.deposits()
    stranger = factories.an_agent(office.world, Role.INVOICE_AGENT, factories.a_direction(office.world))
    seen = [len(asks(office, actor, tab=Tab.ALL).rows) for actor in (office.agent, stranger, office.accountant)]
    assert seen == [1, 0, 1]


def test_a_direction_that_is_not_the_agents_narrows_to_nothing(office: Office) -> None:
    office.deposits()
    other = factories.a_direction(office.world)
    assert labels(asks(office, direction_id=other.id)) == []


def test_each_one_sees_what_waits_for_them(office: Office) -> None:
    reference = office.deposits(number="A")
    assert labels(asks(office, office.accountant)) == []
    office.walks(reference, Status.CLEARED)
    assert labels(asks(office, office.accountant)) == ["A"]
    assert labels(asks(office)) == []


def test_the_tabs_count_what_they_hold(office: Office) -> None:
    first, second, _ = (office.deposits() for _ in range(3))
    suspends(office, first)
    office.decides(second, Status.TAKEN)
    counts = {tab: tally.count for tab, tally in asks(office).tabs.items()}
    assert counts == {Tab.WAITING: 2, Tab.MINE: 2, Tab.SUSPENDED: 1, Tab.READY: 0, Tab.ALL: 3}


def test_what_is_late_and_its_amount_are_counted(office: Office) -> None:
    office.deposits(total_ttc="161 500")
    office.world.clock.advance(days=31)
    office.deposits(total_ttc="161 500")
    found = asks(office).found
    assert (found.count, found.late, found.amount) == (2, 1, 323_000)


def test_the_age_stops_while_it_is_the_persons_turn(office: Office) -> None:
    reference = office.deposits()
    office.world.clock.advance(days=10)
    suspends(office, reference)
    office.world.clock.advance(days=40)
    office.world.do(deciding.answer, office.supplier, Kind.INVOICE, reference, "Le voici.", "")
    (row,) = asks(office).rows
    assert row.clock_stopped_at is None
    assert (office.world.clock.now() - row.clock_from).days == 10
    assert labels(asks(office, age=Age.LATE)) == []


@pytest.mark.parametrize(
    "search",
    [
        "F-2026-0362",
        "0362",
        "2026-03",
        "f20260362",
        "EXEMPLE",
        "exém",
        "{ridet}",
        "{rid} {end}",
        "161500",
        "161 500",
        "{reference}",
        "{person}",
        "{person} 0362",
    ],
)
def test_a_part_of_anything_finds_the_invoice(office: Office, search: str) -> None:
    reference = office.deposits(number="F-2026-0362")
    place = factories.an_establishment(office.world, name="AUTRE MAISON", ridet="9998887001")
    other = factories.a_member(office.world, place)
    beside = replace(office, place=place, supplier=other, rib=None)
    beside.deposits(number="Z9", total_ht="700", tgc_6="42", tgc_11="", total_ttc="742")
    ridet = office.place.ridet
    words = {"ridet": ridet, "rid": ridet[:4], "end": ridet[4:], "reference": reference, "person": office.supplier.name}
    assert labels(asks(office, search=search.format(**words))) == ["F-2026-0362"]


@pytest.mark.parametrize("search", ["%", "_", "\\", "'", "zzzz", "0362 zzzz"])
def test_what_is_nowhere_finds_nothing(office: Office, search: str) -> None:
    office.deposits(number="F-2026-0362")
    expected = ["F-2026-0362"] if not any(letter.isalnum() for letter in search) else []
    assert labels(asks(office, search=search)) == expected


def test_a_search_does_not_leave_the_agents_directions(office: Office) -> None:
    office.deposits(number="F-2026-0362")
    stranger = factories.an_agent(office.world, Role.INVOICE_AGENT, factories.a_direction(office.world))
    for search in ("0362", "F-2026-0362", "EF-2026-000001"):
        assert labels(asks(office, stranger, search=search, tab=Tab.ALL)) == []


def test_filters_go_through_every_direction_once(office: Office) -> None:
    at, other = office.world.clock.now() - timedelta(days=9), factories.a_direction(office.world)
    given = [
        factories.a_waiting_row(office.place, place, office.supplier, at, rank)
        for rank, place in enumerate([office.direction, other] * 60)
    ]
    factories.save_all(office.world, given)
    agent = factories.an_agent(office.world, Role.INVOICE_AGENT, office.direction, other)
    found = asks(office, agent, lowest=1)
    assert (len(set(labels(found))), found.found.count, found.has_next) == (PAGE_SIZE, 120, True)
    assert [len(set(labels(asks(office, agent, lowest=1, direction_id=other.id)))), found.tabs[Tab.ALL].count] == [
        50,
        120,
    ]


def test_filters_narrow_together(office: Office) -> None:
    office.deposits(number="A")
    second = office.deposits(number="B")
    office.decides(second, Status.TAKEN)
    assert labels(asks(office, stage=Status.TAKEN)) == ["B"]
    assert labels(asks(office, assignee="libre")) == ["A"]
    assert labels(asks(office, assignee="moi")) == ["B"]
    assert labels(asks(office, assignee=str(office.agent.account_id))) == ["B"]
    assert labels(asks(office, lowest=161_501)) == []
    assert labels(asks(office, lowest=161_500, highest=161_500)) == ["A", "B"]
    assert labels(asks(office, since=office.world.clock.now())) == ["A", "B"]
    assert labels(asks(office, until=office.world.clock.now())) == []


def test_the_gravest_finding_is_the_alert_of_the_row(office: Office) -> None:
    office.deposits(number="A", rib="")
    office.deposits(number="B")
    assert [(row.alert, row.alert_tone) for row in asks(office).rows] == [("Sans RIB", "waiting"), ("", "")]
    assert labels(asks(office, has_alert=True)) == ["A"]


def test_what_a_supplier_says_is_unread_until_an_agent_opens_it(office: Office) -> None:
    reference = office.deposits(number="A")
    assert labels(asks(office, is_unread=True)) == []
    office.world.do(deciding.say, office.supplier, Kind.INVOICE, reference, "Ne payez pas.")
    assert labels(asks(office, is_unread=True)) == ["A"]
    office.world.do(dossiers.agent_dossier, office.agent, Kind.INVOICE, reference)
    assert labels(asks(office, is_unread=True)) == []


def test_a_withdrawal_is_unread_too(office: Office) -> None:
    office.world.do(deciding.withdraw, office.supplier, Kind.INVOICE, office.deposits(number="A"))
    assert labels(asks(office, tab=Tab.ALL, is_unread=True)) == ["A"]


def test_an_agents_own_words_are_not_unread(office: Office) -> None:
    reference = office.deposits(number="A")
    office.world.do(deciding.say, office.agent, Kind.INVOICE, reference, "Bonjour.")
    assert labels(asks(office, is_unread=True)) == []


@pytest.mark.parametrize("sort", sorted(Sort))
def test_pages_follow_each_other_both_ways_in_any_order(office: Office, sort: Sort) -> None:
    at = office.world.clock.now() - timedelta(days=9)
    given = [factories.a_waiting_row(office.place, office.direction, office.supplier, at, rank) for rank in range(103)]
    factories.save_all(office.world, given)
    filters = read_filters({"tri": sort})
    pages = []
    for _ in range(3):
        found = office.world.do(listing.listed, office.agent, Kind.INVOICE, filters.query())
        pages.append(labels(found))
        back, onward = neighbours(found, filters)
        filters = read_filters(dict(parse_qsl(urlsplit(onward or back).query)))
    assert [len(page) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 3]
    assert len({label for page in pages for label in page}) == len(given)
    again = labels(office.world.do(listing.listed, office.agent, Kind.INVOICE, filters.query()))
    assert again == pages[1]


def test_an_address_says_the_same_to_whoever_reads_it() -> None:
    filters = Filters(vue="toutes", q="lagon", age="hors-delai", min="1 000", du="2026-11-01", alerte="1")
    query = filters.query()
    assert (query.tab, query.age, query.lowest, query.has_alert, query.sort) == (
        Tab.ALL,
        Age.LATE,
        1000,
        True,
        Sort.NEWEST,
    )
    assert filters.active == 5


@pytest.mark.parametrize("place", ["apres__1", "avant_x_y", "apres_2026-13-45_1", "_", "apres_x_²", "x" * 300])
def test_a_place_that_makes_no_sense_finds_a_page(office: Office, place: str) -> None:
    office.deposits(number="A")
    query = read_filters(
        {"place": place, "min": "x", "du": "hier", "age": "vieux", "tri": "au hasard", "vue": "?"}
    ).query()
    assert labels(office.world.do(listing.listed, office.agent, Kind.INVOICE, query)) in (["A"], [])


def test_habilitations_have_the_same_queue(desk: Desk) -> None:
    first, second, third = desk.asks(), desk.asks(ridet="0112233001"), desk.asks(ridet="0998877001")
    desk.decides(second, HabilitationStatus.INCOMPLETE, comment="L’avis RIDET.")
    found = desk.world.do(listing.listed, desk.agent, Kind.HABILITATION, Query())
    assert [row.reference for row in found.rows] == [first, third]
    asked = desk.world.do(listing.listed, desk.agent, Kind.HABILITATION, Query(tab=Tab.SUSPENDED))
    assert [row.reference for row in asked.rows] == [second]


@pytest.mark.parametrize("search", ["lagon", "0 047 688", "HA-2026-000001", "ha-2026-000001", "0047"])
def test_a_habilitation_is_found_by_name_ridet_and_reference(desk: Desk, search: str) -> None:
    reference = desk.asks()
    desk.asks(ridet="9112233001", name="AUTRE")
    found = desk.world.do(listing.listed, desk.agent, Kind.HABILITATION, Query(search=search))
    assert [row.reference for row in found.rows] == [reference]


def test_a_rib_is_found_by_place_reference_holder_and_ridet(counter: Counter) -> None:
    done, waiting = counter.adds_validated(), counter.adds(holder="Société Témoin")
    queued = counter.world.do(listing.listed, counter.first, Kind.RIB, Query())
    every = counter.world.do(listing.listed, counter.first, Kind.RIB, Query(tab=Tab.ALL, sort=Sort.NEWEST))
    assert [row.reference for row in queued.rows] == [waiting]
    assert [row.reference for row in every.rows] == [waiting, done]
    ridet = counter.place.ridet
    for typed in (counter.place.name, waiting.lower(), "temoin", ridet, f"{ridet[:7]} {ridet[7:]}"):
        found = counter.world.do(listing.listed, counter.first, Kind.RIB, Query(search=typed))
        assert waiting in [row.reference for row in found.rows], typed


def test_a_holder_who_is_not_the_establishment_is_an_alert(counter: Counter) -> None:
    counter.adds(holder="Société Témoin")
    (row,) = counter.world.do(listing.listed, counter.first, Kind.RIB, Query()).rows
    assert (row.alert, row.alert_tone) == ("Titulaire différent", "refused")


@pytest.mark.parametrize("kind", list(Kind))
def test_who_instructs_nothing_sees_no_queue(office: Office, kind: Kind) -> None:
    with pytest.raises(ForbiddenError):
        office.world.do(listing.listed, office.supplier, kind, Query())


def test_the_turn_of_each_status_is_the_one_of_its_life(office: Office) -> None:
    reference = office.deposits()
    for status in (Status.TAKEN, Status.SERVICE_DONE, Status.CLEARED):
        office.decides(reference, status)
        (row,) = office.world.rows("SELECT stage, turn FROM demandes WHERE reference = :r", r=reference)
        assert (row.stage, row.turn) == (status, "comptable" if status is Status.CLEARED else "agent")
