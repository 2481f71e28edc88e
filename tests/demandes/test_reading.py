"""Who reads which demande: its people, its établissement's, the agents whose roles instruct it, nobody else."""

from datetime import date

import pytest

from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import NotFoundError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import cases, following
from espace_factures.establishments.rules import MemberRole
from tests import factories
from tests.conftest import World
from tests.demandes.conftest import Opens


def reads(world: World, actor: Actor, reference: str) -> bool:
    """Whether the demande exists for the actor."""
    try:
        world.do(lambda uow, _ports: cases.readable(uow, actor, reference))
    except NotFoundError:
        return False
    return True


def follows(world: World, actor: Actor, reference: str) -> bool:
    """Whether the actor has it among his « Demandes »."""
    try:
        world.do(following.dossier, actor, reference)
    except NotFoundError:
        return False
    return True


def test_a_habilitation_is_read_by_the_person_who_asked(world: World, opens: Opens) -> None:
    person = factories.an_account(world)
    assert follows(world, person, opens(person, Kind.HABILITATION))


def test_a_habilitation_is_not_read_by_the_managers_of_the_establishment(world: World, opens: Opens) -> None:
    place = factories.an_establishment(world)
    manager = factories.a_member(world, place)
    assert not reads(world, manager, opens(factories.an_account(world), Kind.HABILITATION, place))


@pytest.mark.parametrize("kind", [Kind.INVOICE, Kind.RIB])
@pytest.mark.parametrize("role", list(MemberRole))
def test_every_member_of_the_establishment_reads_its_demandes(
    world: World, opens: Opens, kind: Kind, role: MemberRole
) -> None:
    place = factories.an_establishment(world)
    reference = opens(factories.a_member(world, place), kind, place)
    assert follows(world, factories.a_member(world, place, role=role), reference)


def test_a_member_of_another_establishment_finds_nothing(world: World, opens: Opens) -> None:
    place = factories.an_establishment(world)
    reference = opens(factories.a_member(world, place), Kind.INVOICE, place)
    stranger = factories.a_member(world, factories.an_establishment(world))
    assert not reads(world, stranger, reference)


def test_whoever_left_no_longer_reads_even_what_he_deposited(world: World, opens: Opens) -> None:
    place = factories.an_establishment(world)
    person = factories.a_member(world, place, ended_at=world.clock.now())
    assert not reads(world, person, opens(person, Kind.INVOICE, place))


def test_a_right_that_expired_reads_nothing(world: World, opens: Opens) -> None:
    place = factories.an_establishment(world)
    person = factories.a_member(world, place, expires_on=date(2020, 1, 1))
    assert not reads(world, person, opens(person, Kind.INVOICE, place))


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.HABILITATION_AGENT, {Kind.HABILITATION, Kind.RIB}),
        (Role.INVOICE_AGENT, {Kind.INVOICE}),
        (Role.ACCOUNTANT, {Kind.INVOICE}),
        (Role.ADMIN, set()),
        (Role.USER, set()),
    ],
)
def test_an_agent_reads_the_kinds_that_his_role_instructs(
    world: World, opens: Opens, role: Role, kinds: set[Kind]
) -> None:
    place, direction = factories.an_establishment(world), factories.a_direction(world)
    author = factories.a_member(world, place)
    agent = factories.an_agent(world, role, direction)
    references = {kind: opens(author, kind, place, direction=direction) for kind in Kind}
    assert {kind for kind, reference in references.items() if reads(world, agent, reference)} == kinds


def test_an_agent_reads_the_invoices_of_his_directions_only(world: World, opens: Opens) -> None:
    place, mine, other = factories.an_establishment(world), factories.a_direction(world), factories.a_direction(world)
    agent = factories.an_agent(world, Role.INVOICE_AGENT, mine)
    author = factories.a_member(world, place)
    read = [reads(world, agent, opens(author, Kind.INVOICE, place, direction=one)) for one in (mine, other)]
    assert read == [True, False]


def test_what_an_agent_instructs_is_not_among_his_own_demandes(world: World, opens: Opens) -> None:
    agent = factories.an_agent(world, Role.HABILITATION_AGENT)
    assert not follows(world, agent, opens(factories.an_account(world), Kind.HABILITATION))


def test_a_reference_that_does_not_exist_and_one_of_others_answer_the_same(world: World, opens: Opens) -> None:
    person, other = factories.an_account(world), factories.an_account(world)
    sentences = []
    for reference in (opens(other, Kind.HABILITATION), "HA-2026-999999"):
        with pytest.raises(NotFoundError) as refusal:
            world.do(following.dossier, person, reference)
        sentences.append(refusal.value.sentence)
    assert sentences[0] == sentences[1]
