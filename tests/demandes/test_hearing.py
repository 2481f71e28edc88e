"""What a supplier writes, adds or takes back reaches those who go on with it, and nobody else."""

import pytest

from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import FormError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, dossiers, following, kinds
from espace_factures.invoices.rules import Status
from espace_factures.notifications.rules import Channel, Event
from espace_factures.notifications.service import outbox, subscriptions
from espace_factures.oversight.service import dashboard
from tests import factories
from tests.conftest import World
from tests.invoices.conftest import Office, office

PEOPLE = (office,)
"""Fixtures of another feature."""
SUSPENDING = {"reason": "JUSTIF_ABS", "comment": "Le bon de livraison."}


def heard(world: World, actor: Actor) -> list[str]:
    """The end of what each unread notice of an agent says."""
    rows = [notice for notice in world.do(outbox.notices, actor) if notice.read_at is None]
    return [notice.title.rsplit("\u202f: ", 1)[1] for notice in rows]


def writes(office: Office, reference: str, text: str = "Bonjour") -> None:
    """The supplier, on the page of their invoice."""
    office.world.do(deciding.say, office.supplier, Kind.INVOICE, reference, text)


def test_a_message_reaches_every_agent_of_the_direction_and_nobody_else(office: Office) -> None:
    reference, world = office.deposits(), office.world
    colleague = factories.an_agent(world, Role.INVOICE_AGENT, office.direction)
    elsewhere = factories.an_agent(world, Role.INVOICE_AGENT, factories.a_direction(world))
    away = factories.an_agent(world, Role.INVOICE_AGENT, office.direction)
    factories.suspended(world, away)
    writes(office, reference)
    told = {name: heard(world, who) for name, who in {"agent": office.agent, "colleague": colleague}.items()}
    assert told == {"agent": ["un message de l’usager"], "colleague": ["un message de l’usager"]}
    assert [heard(world, who) for who in (elsewhere, away, office.accountant, office.supplier)] == [[], [], [], []]


def test_while_the_invoice_is_being_paid_the_comptable_hears_too(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.ORDERED)
    writes(office, reference, "URGENT : ne payez pas, le RIB est erroné.")
    assert [heard(office.world, who) for who in (office.agent, office.accountant, office.payer)] == [
        ["un message de l’usager"]
    ] * 3


def test_what_is_written_from_demandes_reaches_them_as_well(office: Office) -> None:
    reference = office.deposits()
    office.world.do(following.write, office.supplier, reference, "Bonjour")
    assert heard(office.world, office.agent) == ["un message de l’usager"]


def test_a_complement_is_told_once_with_its_words_and_files(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    office.decides(reference, Status.SUSPENDED, **SUSPENDING)
    office.world.do(deciding.answer, office.supplier, Kind.INVOICE, reference, "Voici le bon.", "")
    assert heard(office.world, office.agent) == ["complément reçu"]


def test_a_withdrawal_is_told(office: Office) -> None:
    reference = office.deposits()
    office.world.do(deciding.withdraw, office.supplier, Kind.INVOICE, reference)
    assert heard(office.world, office.agent) == ["retirée par l’usager"]


def test_what_an_agent_writes_is_not_told_to_agents(office: Office) -> None:
    reference = office.deposits()
    colleague = factories.an_agent(office.world, Role.INVOICE_AGENT, office.direction)
    office.world.do(deciding.say, office.agent, Kind.INVOICE, reference, "Une note", is_internal=True)
    office.world.do(deciding.say, office.agent, Kind.INVOICE, reference, "Bonjour")
    assert heard(office.world, colleague) == []


def test_opening_the_item_closes_its_notice_and_the_mark_of_the_board(office: Office) -> None:
    reference, world = office.deposits(), office.world
    writes(office, reference)
    before = [queue.unread.count for queue in world.do(dashboard.work, office.agent).queues]
    world.do(dossiers.agent_dossier, office.agent, Kind.INVOICE, reference)
    after = [queue.unread.count for queue in world.do(dashboard.work, office.agent).queues]
    assert (before, after, heard(world, office.agent)) == ([1], [0], [])


def test_a_notice_leads_to_where_the_agent_instructs(office: Office) -> None:
    reference = office.deposits()
    writes(office, reference)
    (notice,) = office.world.do(outbox.notices, office.agent)
    assert notice.link == kinds.agent_page_of(Kind.INVOICE, reference)


@pytest.mark.parametrize("is_on", [False, True])
def test_a_mail_leaves_only_to_those_who_asked_for_it(office: Office, is_on: bool) -> None:
    reference, world = office.deposits(), office.world
    world.do(subscriptions.choose, office.agent, Event.REPLY, Channel.EMAIL, is_on=is_on)
    writes(office, reference)
    mails = world.rows("SELECT id FROM mails WHERE recipient = :to", to=office.agent.email)
    jobs = world.rows(
        "SELECT args ->> 'mail_id' AS mail FROM procrastinate_jobs WHERE task_name = :n", n=outbox.SEND_MAIL.name
    )
    assert (len(mails), {str(mail.id) for mail in mails} <= {job.mail for job in jobs}) == (int(is_on), True)


def test_a_message_that_is_refused_tells_nobody(office: Office) -> None:
    reference = office.deposits()
    with pytest.raises(FormError):
        writes(office, reference, " ")
    assert heard(office.world, office.agent) == []


def test_the_agents_of_habilitations_hear_of_an_answer_too(world: World) -> None:
    agents = [factories.an_agent(world, Role.HABILITATION_AGENT) for _ in range(2)]
    place = factories.an_establishment(world)
    person = factories.a_member(world, place)
    rib = factories.a_rib(world, place, account_id=person.account_id)
    reference = world.rows("SELECT reference FROM demandes WHERE id = :i", i=rib.demande_id)[0].reference
    world.do(following.write, person, reference, "Bonjour")
    assert [heard(world, agent) for agent in agents] == [["un message de l’usager"]] * 2
