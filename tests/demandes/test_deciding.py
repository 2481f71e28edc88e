"""Deciding, for the three kinds alike: never on a stale page, never one's own, never for the person, never twice."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import pytest

from espace_factures.core.calendar import moment
from espace_factures.core.errors import DomainError, FormError, StaleError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import dossiers
from espace_factures.habilitations.rules import Status as HabilitationStatus
from espace_factures.invoices.rules import Status as InvoiceStatus
from espace_factures.ribs.rules import Status as RibStatus
from tests.conftest import World
from tests.demandes.given import FILES, File, Typed

WAITING_SECONDS = 10
FORWARD: dict[Kind, Typed] = {
    Kind.HABILITATION: {"status": HabilitationStatus.INCOMPLETE, "comment": "Envoyez l’avis RIDET."},
    Kind.RIB: {"status": RibStatus.CHECKED},
    Kind.INVOICE: {"status": InvoiceStatus.TAKEN},
}
LABEL = {Kind.HABILITATION: "Complément demandé", Kind.RIB: "Vérifié une fois", Kind.INVOICE: "Prise en charge"}
REFUSAL: dict[Kind, str] = {
    Kind.HABILITATION: HabilitationStatus.REFUSED,
    Kind.RIB: RibStatus.REFUSED,
    Kind.INVOICE: InvoiceStatus.REJECTED,
}
REFUSED = {Kind.HABILITATION: "Refusée", Kind.RIB: "Refusé", Kind.INVOICE: "Rejetée"}
REASON = {Kind.HABILITATION: "IDENTITE", Kind.RIB: "JUSTIF_ABS", Kind.INVOICE: "DOUBLON"}
OWN = {
    Kind.HABILITATION: "Vous ne pouvez pas décider de votre propre habilitation, ni de celle d’une entreprise dont "
    "vous êtes ou étiez membre il y a moins d’un an : un autre agent s’en charge.",
    Kind.RIB: "Vous êtes, ou étiez il y a moins d’un an, membre de cette entreprise : un autre agent doit vérifier ce "
    "RIB.",
    Kind.INVOICE: "Vous avez déposé cette facture, ou vous êtes ou étiez il y a moins d’un an membre de l’entreprise : "
    "un autre agent s’en charge.",
}
# A move of the person, after the agents' decisions that make it possible.
OF_THE_PERSON: list[tuple[Kind, Sequence[Typed], str]] = [
    (Kind.HABILITATION, [], HabilitationStatus.WITHDRAWN),
    (Kind.HABILITATION, [FORWARD[Kind.HABILITATION]], HabilitationStatus.COMPLETED),
    (Kind.HABILITATION, [FORWARD[Kind.HABILITATION]], HabilitationStatus.WITHDRAWN),
    (Kind.RIB, [FORWARD[Kind.RIB], {"status": RibStatus.VALIDATED}], RibStatus.REPLACED),
    (Kind.INVOICE, [], InvoiceStatus.WITHDRAWN),
    (
        Kind.INVOICE,
        [FORWARD[Kind.INVOICE], {"status": InvoiceStatus.SUSPENDED, "reason": "JUSTIF_ABS"}],
        InvoiceStatus.COMPLETED,
    ),
    (
        Kind.INVOICE,
        [FORWARD[Kind.INVOICE], {"status": InvoiceStatus.SUSPENDED, "reason": "JUSTIF_ABS"}],
        InvoiceStatus.WITHDRAWN,
    ),
]
UNEXPLAINED: list[tuple[Kind, Typed, str]] = [
    *((kind, {}, "reason") for kind in Kind),
    *((kind, {"reason": "INVENTE", "comment": "Une phrase."}, "reason") for kind in Kind),
    *((kind, {"reason": "AUTRE"}, "comment") for kind in Kind),
    *((kind, {"reason": "AUTRE", "comment": "   "}, "comment") for kind in Kind),
    (Kind.HABILITATION, {"reason": "DOUBLON"}, "reason"),
    (Kind.RIB, {"reason": "IDENTITE"}, "reason"),
    (Kind.INVOICE, {"reason": "JUSTIF_ABS"}, "reason"),
]


@pytest.fixture
def of_kind(world: World) -> Callable[[Kind], File]:
    """Open a demande of a kind."""
    return lambda kind: FILES[kind](world)


@pytest.mark.parametrize("kind", Kind)
def test_a_stale_decision_is_refused_with_the_colleague_s_name_and_the_status_they_gave(
    of_kind: Callable[[Kind], File], kind: Kind
) -> None:
    file = of_kind(kind)
    seen = file.row().version
    file.decides(file.first, FORWARD[kind])
    with pytest.raises(StaleError) as refusal:
        file.decides(file.second, refusal_of(kind), seen)
    told = f"{file.first.name} a agi entre-temps : « {LABEL[kind]} », le {moment(file.world.clock.now())}."
    assert refusal.value.sentence == f"{told} Relisez, puis décidez de nouveau."
    assert file.row().status == LABEL[kind]
    assert file.decides(file.second, refusal_of(kind)), "on what they now see, they decide"
    assert file.row().status == REFUSED[kind]


@pytest.mark.parametrize("kind", Kind)
def test_one_s_own_case_is_refused_with_the_kind_s_sentence_and_offers_no_move(
    of_kind: Callable[[Kind], File], kind: Kind
) -> None:
    file = of_kind(kind)
    own = file.opens(file.first)
    with pytest.raises(DomainError) as refusal:
        file.decides(file.first, FORWARD[kind], 1, own)
    assert refusal.value.sentence == OWN[kind]
    shown = file.world.do(dossiers.agent_dossier, file.first, kind, own)
    assert (shown.is_own, shown.moves) == (True, [])
    assert file.world.do(dossiers.agent_dossier, file.second, kind, own).moves


@pytest.mark.parametrize(("kind", "before", "wanted"), OF_THE_PERSON)
def test_an_agent_does_not_decide_a_move_of_the_person(
    of_kind: Callable[[Kind], File], kind: Kind, before: Sequence[Typed], wanted: str
) -> None:
    file = of_kind(kind)
    for agent, typed in zip((file.first, file.second), before, strict=False):
        file.decides(agent, typed)
    stood = file.row()
    assert wanted not in file.world.do(dossiers.agent_dossier, file.second, kind, file.reference).moves
    with pytest.raises(StaleError):
        file.decides(file.second, {"status": wanted})
    assert file.row() == stood


@pytest.mark.parametrize("kind", Kind)
def test_two_decisions_at_once_make_one_and_the_other_agent_is_told_whose(
    of_kind: Callable[[Kind], File], kind: Kind
) -> None:
    file = of_kind(kind)
    seen, before = file.row().version, file.told()
    given = [(file.first, FORWARD[kind], LABEL[kind]), (file.second, refusal_of(kind), REFUSED[kind])]
    outcomes = at_once(file, [partial(file.decides, agent, typed, seen) for agent, typed, _ in given])
    faults = [outcome.exception() for outcome in outcomes]
    assert [type(fault) for fault in faults if fault] == [StaleError]
    made = faults.index(None)
    agent, _, label = given[made]
    assert str(faults[1 - made]).startswith(f"{agent.name} a agi entre-temps : « {label} »")
    assert file.told() == [*before, label]
    assert (file.row().status, file.row().version) == (label, seen + 1)


@pytest.mark.parametrize(("kind", "typed", "field"), UNEXPLAINED)
def test_a_refusal_that_is_not_explained_is_refused_by_its_field(
    of_kind: Callable[[Kind], File], kind: Kind, typed: Typed, field: str
) -> None:
    file = of_kind(kind)
    stood = file.row()
    with pytest.raises(FormError) as refusal:
        file.decides(file.first, {"status": REFUSAL[kind], **typed})
    assert set(refusal.value.fields) == {field}
    assert file.row() == stood


def refusal_of(kind: Kind) -> Typed:
    """A refusal with what it needs."""
    return {"status": REFUSAL[kind], "reason": REASON[kind]}


def at_once(file: File, decisions: Sequence[Callable[[], str]]) -> list[Future[str]]:
    """How decisions end that were all begun before the first could be made: rows they need are held until then."""
    with ThreadPoolExecutor(len(decisions)) as pool, file.world.engine.begin() as connection:
        connection.exec_driver_sql("SELECT 1 FROM demandes FOR UPDATE")
        connection.exec_driver_sql("SELECT 1 FROM establishments FOR UPDATE")
        outcomes = [pool.submit(decision) for decision in decisions]
        limit = time.monotonic() + WAITING_SECONDS
        while waiting(file.world) < len(decisions):
            assert time.monotonic() < limit, "the decisions do not wait for each other"
            time.sleep(0.01)
    return outcomes


def waiting(world: World) -> int:
    """How many connections wait for a lock of this database."""
    sql = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return len(world.rows(sql))
