"""A newcomer's three steps: what is done, where they are, the one thing to do now."""

from collections.abc import Sequence

from espace_factures.core.access import Actor
from espace_factures.establishments.rules import MemberRole
from espace_factures.habilitations.rules import Status as Asked
from espace_factures.invoices.following.presenter.beginning import Step, steps
from espace_factures.invoices.following.service import tracking
from espace_factures.ribs.rules import Status as RibStatus
from tests import factories
from tests.conftest import World
from tests.habilitations.conftest import Desk, desk
from tests.invoices.conftest import Office

PEOPLE = (desk,)
"""Fixtures of another feature."""


def test_somebody_without_anything_asks_for_an_establishment(desk: Desk) -> None:
    place, rib, invoice = shown(desk.world, desk.person)
    assert states((place, rib, invoice)) == ["en-cours", "a-venir", "a-venir"]
    assert place.action == "Ajouter un établissement"
    assert next_of((place, rib, invoice)) is place
    assert rib.lasts.startswith("2\u00a0minutes")
    assert "30\u00a0jours au plus" in invoice.lasts


def test_a_demande_that_waits_is_shown_in_its_step(desk: Desk) -> None:
    reference = desk.asks()
    place, _, invoice = made = shown(desk.world, desk.person)
    assert next_of(made) is invoice
    assert invoice.action == "Préparer une facture"
    assert place.words == "Votre demande pour ATELIER DU LAGON est chez un agent."
    assert (place.awaited, place.action) == ("Vérification par un agent", "Voir ma demande")
    assert reference in place.href
    desk.decides(reference, Asked.INCOMPLETE, reason="JUSTIF_ABS", comment="L’avis RIDET.")
    place, *others = shown(desk.world, desk.person)
    assert next_of((place, *others)) is place
    assert place.action == "Compléter ma demande"


def test_an_accepted_person_goes_on_with_a_rib(desk: Desk) -> None:
    desk.decides(desk.asks(), Asked.ACCEPTED)
    made = shown(desk.world, desk.person)
    assert states(made) == ["faite", "en-cours", "a-venir"]
    assert next_of(made).action == "Ajouter un RIB"
    assert made[2].action == "Déposer une facture"


def test_a_refused_demande_says_where_its_reason_is(desk: Desk) -> None:
    desk.decides(desk.asks(), Asked.REFUSED, reason="JUSTIF_ABS", comment="Illisible.")
    assert next_of(shown(desk.world, desk.person)).action == "Lire le motif"


def test_with_a_rib_only_the_invoice_is_left(office: Office) -> None:
    made = shown(office.world, office.supplier)
    assert states(made) == ["faite", "faite", "en-cours"]
    assert next_of(made).action == "Déposer une facture"


def test_a_rib_that_agents_check_keeps_nobody_from_depositing(world: World) -> None:
    place = factories.an_establishment(world)
    supplier = factories.a_member(world, place)
    factories.a_rib(world, place, status=RibStatus.TO_CHECK)
    _, rib, invoice = made = shown(world, supplier)
    assert rib.awaited == "Vérification par deux agents"
    assert next_of(made) is invoice


def test_who_only_follows_is_asked_for_nothing(world: World) -> None:
    member = factories.a_member(world, factories.an_establishment(world), role=MemberRole.FOLLOWER)
    made = shown(world, member)
    assert not any(step.action for step in made)
    assert "gestionnaire" in made[1].words


def test_the_steps_leave_with_the_first_invoice(office: Office) -> None:
    office.deposits()
    assert office.world.do(tracking.home, office.supplier).beginning is None


def shown(world: World, actor: Actor) -> list[Step]:
    """What the person reads."""
    beginning = world.do(tracking.home, actor).beginning
    assert beginning
    return steps(beginning)


def states(made: Sequence[Step]) -> list[str]:
    """Of the three."""
    return [step.state for step in made]


def next_of(made: Sequence[Step]) -> Step:
    """The one whose button is filled."""
    (step,) = (step for step in made if step.is_next)
    return step
