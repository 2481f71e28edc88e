"""« Je n'ai pas demandé ce changement »: who is warned of a RIB, where, and what one click does."""

import re
from datetime import timedelta

import pytest

from espace_factures.core import rib as bank_details
from espace_factures.core.access import Role
from espace_factures.core.errors import FormError, NotFoundError, StaleError
from espace_factures.demandes.rules import Kind
from espace_factures.establishments.forms import Rights
from espace_factures.establishments.rules import MemberRole
from espace_factures.establishments.service import members
from espace_factures.identity.models import Account
from espace_factures.identity.rules.people import Contact
from espace_factures.identity.service import reach
from espace_factures.notifications.rules import Channel, Event
from espace_factures.notifications.service import subscriptions
from espace_factures.queues.rules import Query
from espace_factures.queues.service import listing
from espace_factures.ribs.rules import Status
from espace_factures.ribs.service import freezing
from tests import factories
from tests.ribs.conftest import Counter

LINK = re.compile(r"lien=([\w.\-]+)")
OLD, NUMBER = "ancienne@exemple.nc", "+687751234"


def moves(counter: Counter, channel: Contact, former: str) -> None:
    """The manager had another contact until now."""

    def use_case(uow, ports):
        account = uow.session.get_one(Account, counter.manager.account_id)
        present = account.email
        if channel is Contact.EMAIL:
            account.email = former
        else:
            account.mobile, account.mobile_proved_at = former, ports.clock.now()
        reach.contact_changes(uow, ports, account, channel)
        account.email, account.mobile, account.mobile_proved_at = present, None, None

    counter.world.do(use_case)


def mailed(counter: Counter) -> set[tuple[str, str]]:
    """To whom what was mailed."""
    return {(row.recipient, row.subject) for row in counter.world.rows("SELECT recipient, subject FROM mails")}


def link_of(counter: Counter, recipient: str, subject: str) -> str:
    """The sealed end of the link in a warning."""
    sql = "SELECT text FROM mails WHERE recipient = :to AND subject LIKE :s"
    (row,) = counter.world.rows(sql, to=recipient, s=f"%{subject}%")
    found = LINK.search(row.text)
    assert found
    return found.group(1)


@pytest.mark.parametrize(("days", "is_warned"), [(0, True), (89, True), (91, False)])
def test_a_contact_left_less_than_ninety_days_ago_is_warned(counter: Counter, days: int, is_warned: bool) -> None:
    moves(counter, Contact.EMAIL, OLD)
    counter.world.clock.advance(days=days)
    counter.adds()
    assert (OLD in {to for to, _ in mailed(counter)}) == is_warned
    assert counter.manager.email in {to for to, _ in mailed(counter)}


def test_a_former_number_and_the_present_one_are_warned_by_sms(counter: Counter) -> None:
    moves(counter, Contact.SMS, NUMBER)
    colleague = factories.an_account(counter.world, mobile="+687754321", mobile_proved_at=counter.world.clock.now())
    factories.a_member(counter.world, counter.place, colleague)
    counter.adds()
    sent = {row.recipient: row.body for row in counter.world.rows("SELECT recipient, body FROM texts")}
    assert set(sent) == {NUMBER, "+687754321"}
    assert all("Ce n'est pas vous ?" in body and LINK.search(body) for body in sent.values())


def test_a_number_that_was_never_proved_is_not_warned(counter: Counter) -> None:
    with counter.world.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE accounts SET mobile = '+687751234', mobile_proved_at = NULL")
    counter.adds()
    assert counter.world.rows("SELECT 1 FROM texts") == []


def test_nobody_can_switch_the_warnings_off(counter: Counter) -> None:
    for channel in Channel:
        counter.world.do(subscriptions.choose, counter.manager, Event.RIB, channel, is_on=False)
    first, second = counter.adds_validated(), counter.adds_validated()
    counter.chooses(second)
    counter.replaces(first, second)
    subjects = sorted(subject.split(" : ")[1] for to, subject in mailed(counter) if to == counter.manager.email)
    assert subjects == ["RIB par défaut choisi", "RIB remplacé", "un RIB a été ajouté", "un RIB est validé"]


def test_each_account_has_one_notice_however_many_contacts_it_had(counter: Counter) -> None:
    moves(counter, Contact.EMAIL, OLD)
    counter.adds()
    assert len(counter.world.rows("SELECT 1 FROM notices")) == 1


@pytest.mark.parametrize("gesture", ["ends", "demotes"])
def test_a_manager_sent_away_shortly_before_is_warned(counter: Counter, gesture: str) -> None:
    thief = factories.a_member(counter.world, counter.place)
    (row,) = counter.world.rows("SELECT id FROM memberships WHERE account_id = :a", a=counter.manager.account_id)
    if gesture == "ends":
        counter.world.do(members.end_membership, thief, row.id)
    else:
        counter.world.do(members.change_rights, thief, row.id, Rights(role=MemberRole.FOLLOWER))
    counter.adds(thief)
    assert counter.mails(counter.manager, "un RIB a été ajouté")


def test_following_the_link_freezes_nothing_and_says_which_rib(counter: Counter) -> None:
    reference = counter.adds()
    found = counter.world.do(freezing.suspected, link_of(counter, counter.manager.email, "ajouté"))
    assert (found.place, found.number) == (counter.place.name, bank_details.masked(counter.row(reference).iban))
    assert counter.row(reference).status == Status.TO_CHECK


@pytest.mark.parametrize("validated", [False, True])
def test_one_click_of_an_old_contact_freezes_the_rib(counter: Counter, validated: bool) -> None:
    moves(counter, Contact.EMAIL, OLD)
    reference = counter.adds_validated() if validated else counter.adds()
    link = link_of(counter, OLD, "ajouté")
    counter.world.do(freezing.freeze, link)
    counter.world.do(freezing.freeze, link)
    row = counter.row(reference)
    assert (row.status, row.told, row.is_default) == (Status.FROZEN, "Gelé", False)
    assert counter.world.do(freezing.suspected, link).is_frozen
    (event,) = counter.world.rows("SELECT * FROM demande_events WHERE status = 'Gelé'")
    assert (event.author, event.account_id) == ("Une personne avertie du changement", counter.manager.account_id)


def test_agents_are_told_of_a_freeze_and_find_it_in_their_queue(counter: Counter) -> None:
    reference = counter.adds_validated()
    counter.world.do(freezing.freeze, link_of(counter, counter.manager.email, "ajouté"))
    assert counter.mails(counter.first, "RIB gelé")
    assert counter.mails(counter.second, "RIB gelé")
    queued = counter.world.do(listing.listed, counter.first, Kind.RIB, Query())
    assert [row.reference for row in queued.rows] == [reference]


def test_a_frozen_rib_is_vouched_for_twice_again_and_waits_again(counter: Counter) -> None:
    reference = counter.adds_validated()
    counter.world.clock.advance(days=10)
    counter.world.do(freezing.freeze, link_of(counter, counter.manager.email, "ajouté"))
    with pytest.raises(StaleError):
        counter.decides(reference, counter.first, status=Status.VALIDATED)
    counter.decides(reference, counter.first, status=Status.TO_CHECK)
    assert counter.row(reference).usable_from is None
    third = factories.an_agent(counter.world, Role.HABILITATION_AGENT)
    counter.validates(reference, third)
    counter.validates(reference, counter.first)
    row = counter.row(reference)
    assert (row.first_validator_id, row.second_validator_id) == (third.account_id, counter.first.account_id)
    assert row.usable_from == counter.world.clock.now() + timedelta(hours=48)


def test_a_frozen_number_is_not_declared_again(counter: Counter) -> None:
    iban = counter.row(counter.adds()).iban
    counter.world.do(freezing.freeze, link_of(counter, counter.manager.email, "ajouté"))
    with pytest.raises(FormError):
        counter.adds(iban=iban)


def test_the_warning_of_a_replacement_freezes_the_one_that_took_the_place(counter: Counter) -> None:
    first, second = counter.adds_validated(), counter.adds_validated()
    counter.replaces(first, second)
    counter.world.do(freezing.freeze, link_of(counter, counter.manager.email, "remplacé"))
    assert [counter.row(reference).status for reference in (first, second)] == [Status.REPLACED, Status.FROZEN]


def test_a_link_is_ours_and_lives_ninety_days(counter: Counter) -> None:
    counter.adds()
    link = link_of(counter, counter.manager.email, "ajouté")
    for other in (link[:-3] + "abc", "", "x.y.z"):
        with pytest.raises(NotFoundError):
            counter.world.do(freezing.freeze, other)
    counter.world.clock.advance(days=90, minutes=1)
    with pytest.raises(NotFoundError):
        counter.world.do(freezing.suspected, link)
