"""How many statements the main gestures take: one more is a decision, written in sql_counts.json."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from espace_factures.app.forms import parse
from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor
from espace_factures.core.ports import Inside
from espace_factures.demandes.forms import Decision
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, dossiers, following
from espace_factures.documents import service as documents_service
from espace_factures.documents.rules import DocumentRole
from espace_factures.habilitations.forms import HabilitationDecision
from espace_factures.habilitations.rules import Status as HabilitationStatus
from espace_factures.identity.forms import Address
from espace_factures.identity.service import recovery, sign_in
from espace_factures.identity.service.sessions import Device
from espace_factures.identity.service.sign_in import Attempt
from espace_factures.invoices.deposit.service import deposits, drafting
from espace_factures.invoices.following.rules import Query
from espace_factures.invoices.following.service import tracking
from espace_factures.invoices.processing.forms import InvoiceDecision
from espace_factures.invoices.rules import Status
from espace_factures.organisation.service import parameters
from espace_factures.queues.service import batching, running
from tests import factories
from tests.conftest import World
from tests.habilitations.conftest import Desk, desk
from tests.invoices.conftest import Office, office
from tests.ribs.conftest import Counter, counter
from tests.statements import statements

COUNTS = Path(__file__).with_name("sql_counts.json")
PEOPLE = (desk, office, counter)
"""Fixtures of the features whose gestures are counted."""

Scene = tuple[Office, Desk, Counter]
Gesture = Callable[[], object]


def parameters_are_known(reading: Reading, ports: Inside) -> None:
    """What every process keeps, and reads again now and then."""
    parameters.at(reading.session, ports.clock.now())


def listing(scene: Scene) -> Gesture:
    """« Mes factures »."""
    people, *_ = scene
    people.deposits()
    return lambda: people.world.do(tracking.supplier_list, people.supplier, Query())


def turning(scene: Scene) -> Gesture:
    """« Suivantes »."""
    people, *_ = scene
    people.deposits()
    return lambda: people.world.do(tracking.turn_page, people.supplier, Query())


def coming_home(scene: Scene) -> Gesture:
    """« Accueil », with three invoices that wait for an answer."""
    people, *_ = scene
    for _ in range(3):
        reference = people.deposits()
        people.decides(reference, Status.TAKEN)
        people.decides(reference, Status.SUSPENDED, reason="JUSTIF_ABS", comment="Le bon de livraison.")
    return lambda: people.world.do(tracking.home, people.supplier)


def reading_as_supplier(scene: Scene) -> Gesture:
    """The supplier's page of an invoice."""
    people, *_ = scene
    reference = people.deposits()
    return lambda: people.world.do(dossiers.person_dossier, people.supplier, Kind.INVOICE, reference)


def reading_as_agent(scene: Scene) -> Gesture:
    """The agent's page of an invoice."""
    people, *_ = scene
    reference = people.deposits()
    return lambda: people.world.do(dossiers.agent_dossier, people.agent, Kind.INVOICE, reference)


def reading_demandes(scene: Scene) -> Gesture:
    """« Demandes »."""
    people, *_ = scene
    people.deposits()
    return lambda: people.world.do(following.listed, people.supplier, "", "")


def leaving_a_field(scene: Scene) -> Gesture:
    """A field of the deposit form is left."""
    people, *_ = scene
    draft = people.drops()
    people.world.do(drafting.choose_place, people.supplier, draft, {"establishment": str(people.place.id)})
    return lambda: people.world.do(drafting.save, people.supplier, draft, {"number": "F-1"})


def depositing(scene: Scene) -> Gesture:
    """« Envoyer », on a bon de commande."""
    people, *_ = scene
    order = factories.an_order(people.world, people.place, people.direction)
    draft, form = people.drops(), people.form(no_order="", order=order.number)
    return lambda: people.world.do(deposits.deposit_invoice, people.supplier, draft, form)


def deciding_an_invoice(scene: Scene) -> Gesture:
    """An agent takes an invoice."""
    people, *_ = scene
    decision = parse(InvoiceDecision, {"status": Status.TAKEN})
    return deciding_on(people.world, people.agent, Kind.INVOICE, people.deposits(), decision)


def a_line_of_a_batch(scene: Scene) -> Gesture:
    """The same, as one of many."""
    people, *_ = scene
    form = parse(InvoiceDecision, {"status": Status.TAKEN})
    number = people.world.do(batching.start, people.agent, Kind.INVOICE, {people.deposits(): 1}, form)
    (item,) = people.world.do(running.waiting, number)
    return lambda: people.world.do(running.carry_out, item, is_told=False)


def validating_a_rib(scene: Scene) -> Gesture:
    """The second agent vouches for a RIB."""
    *_, people = scene
    reference = people.adds()
    people.validates(reference, people.first)
    decision = parse(Decision, {"status": people.following(reference)})
    return deciding_on(people.world, people.second, Kind.RIB, reference, decision)


def accepting_a_habilitation(scene: Scene) -> Gesture:
    """An agent makes a person the manager of an établissement."""
    _, people, _ = scene
    decision = parse(HabilitationDecision, {"status": HabilitationStatus.ACCEPTED})
    return deciding_on(people.world, people.agent, Kind.HABILITATION, people.asks(), decision)


def deciding_on(world: World, agent: Actor, kind: Kind, reference: str, decision: Decision) -> Gesture:
    """A decision, on the version that stands."""
    version = world.rows("SELECT version FROM demandes WHERE reference = :r", r=reference)[0][0]
    return lambda: world.do(deciding.decide, agent, kind, reference, version, decision)


def signing_in(scene: Scene) -> Gesture:
    """« Se connecter », with the right password, whose hash has the salt of the address since the first time."""
    people, *_ = scene
    attempt = Attempt(people.supplier.email, factories.PASSWORD)
    people.world.do(sign_in.sign_in, attempt, Device("Firefox", "192.0.2.1"))
    return lambda: people.world.do(sign_in.sign_in, attempt, Device("Firefox", "192.0.2.1"))


def forgetting(scene: Scene) -> Gesture:
    """« Mot de passe oublié »: a code is asked for."""
    people, *_ = scene
    form = parse(Address, {"email": people.supplier.email})
    return lambda: people.world.do(recovery.start, form, "", "192.0.2.1")


def uploading(scene: Scene) -> Gesture:
    """A file is received and kept."""
    people, *_ = scene
    content = factories.a_pdf("Facture")
    return lambda: people.world.do(
        documents_service.receive, people.supplier, DocumentRole.PROOF, "facture.pdf", content
    )


GESTURES = {
    "list": listing,
    "page turn": turning,
    "home": coming_home,
    "invoice, supplier": reading_as_supplier,
    "invoice, agent": reading_as_agent,
    "demandes": reading_demandes,
    "field of a deposit": leaving_a_field,
    "deposit": depositing,
    "decision on an invoice": deciding_an_invoice,
    "line of a batch": a_line_of_a_batch,
    "second validation of a RIB": validating_a_rib,
    "habilitation accepted": accepting_a_habilitation,
    "sign-in": signing_in,
    "forgotten password": forgetting,
    "upload": uploading,
}


@pytest.mark.parametrize("name", GESTURES)
def test_a_gesture_takes_the_statements_that_are_written(
    name: str, office: Office, desk: Desk, counter: Counter
) -> None:
    gesture = GESTURES[name]((office, desk, counter))
    office.world.do(parameters_are_known)
    with statements(office.world.engine) as asked:
        gesture()
    written = json.loads(COUNTS.read_text()).get(name)
    words = "\n".join(" ".join(statement.split())[:200] for statement in asked)
    assert len(asked) == written, f"{name}: {len(asked)} statements, {written} written\n{words}"


def test_no_count_is_kept_of_a_gesture_that_is_gone() -> None:
    assert set(json.loads(COUNTS.read_text())) == set(GESTURES)
