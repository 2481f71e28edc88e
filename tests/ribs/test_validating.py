"""Two different agents vouch for a RIB; then it waits before it pays."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from espace_factures.core import rib as bank_details
from espace_factures.core.access import Actor, Role
from espace_factures.core.errors import DomainError, ForbiddenError, FormError, NotFoundError, StaleError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, dossiers
from espace_factures.ribs.models import Rib
from espace_factures.ribs.rules import Status
from espace_factures.ribs.service import keeping, paying
from tests import factories
from tests.ribs.conftest import Counter, an_iban


def refuses(counter: Counter, reference: str, agent: Actor | None = None, **typed: str) -> None:
    """A refusal on the version that stands."""
    counter.decides(
        reference, agent or counter.first, **({"status": Status.REFUSED, "reason": "COORD_BANC_ERR"} | typed)
    )


def test_one_validation_is_not_enough(counter: Counter) -> None:
    reference = counter.adds()
    counter.validates(reference, counter.first)
    row = counter.row(reference)
    assert (row.status, row.told, row.usable_from) == ("verifie", "Vérifié une fois", None)


def test_the_second_validation_by_the_same_agent_is_refused(counter: Counter) -> None:
    reference = counter.adds()
    counter.validates(reference, counter.first)
    with pytest.raises(DomainError, match="revient à un autre agent"):
        counter.validates(reference, counter.first)
    assert counter.row(reference).status == "verifie"


def test_two_agents_validate(counter: Counter) -> None:
    row = counter.row(counter.adds_validated())
    assert (row.status, row.told) == ("valide", "Validé")
    assert (row.first_validator_id, row.second_validator_id) == (counter.first.account_id, counter.second.account_id)
    assert counter.mails(counter.manager, "un RIB est validé")


def payable(counter: Counter, reference: str) -> str:
    """Why nothing may be paid on it now."""
    row = counter.row(reference)
    found = paying.fault(Rib(status=Status(row.status), usable_from=row.usable_from), counter.world.clock.now())
    return found.code if found else ""


def test_it_is_usable_after_forty_eight_hours_and_not_before(counter: Counter) -> None:
    reference = counter.adds_validated()
    counter.world.clock.advance(hours=47, minutes=59)
    assert payable(counter, reference) == "rib-paused"
    counter.world.clock.advance(minutes=1)
    assert payable(counter, reference) == ""


@pytest.mark.parametrize(("ago", "hours"), [(71, 72), (73, 48)])
def test_a_manager_shaken_shortly_before_makes_it_wait_longer(counter: Counter, ago: int, hours: int) -> None:
    changed = counter.world.clock.now() - timedelta(hours=ago)
    with counter.world.engine.begin() as connection:
        connection.execute(text("UPDATE accounts SET secured_at = :at"), {"at": changed})
    row = counter.row(counter.adds_validated())
    assert row.usable_from == counter.world.clock.now() + timedelta(hours=hours)


def test_a_change_between_the_adding_and_the_validation_counts(counter: Counter) -> None:
    reference = counter.adds()
    counter.world.clock.advance(days=6)
    with counter.world.engine.begin() as connection:
        connection.execute(text("UPDATE accounts SET secured_at = :at"), {"at": counter.world.clock.now()})
    counter.validates(reference, counter.first)
    counter.validates(reference, counter.second)
    assert counter.row(reference).usable_from == counter.world.clock.now() + timedelta(hours=72)


def test_a_rib_is_offered_in_its_pause_and_says_from_when_it_serves(counter: Counter) -> None:
    iban = an_iban("14158")
    counter.adds_validated(iban=iban)
    (choice,) = counter.world.do(keeping.offered, counter.place.id)
    assert choice.label.endswith("– utilisable à partir du 20\u00a0nov.\u00a02026 à 12\u00a0h\u00a000")
    counter.world.clock.advance(days=3)
    (choice,) = counter.world.do(keeping.offered, counter.place.id)
    assert choice.label == f"CENTRE FINANCIER DE NOUMEA {bank_details.masked(iban)}"
    assert (choice.iban, choice.is_default) == (iban, True)


def test_an_agent_who_is_a_member_leaves_it_to_others(counter: Counter) -> None:
    reference = counter.adds()
    factories.a_member(counter.world, counter.place, counter.first)
    with pytest.raises(DomainError, match="un autre agent"):
        counter.validates(reference, counter.first)


def test_an_agent_who_added_it_and_left_leaves_it_to_others(counter: Counter) -> None:
    agent = factories.a_member(counter.world, counter.place, counter.first)
    reference = counter.adds(agent)
    with counter.world.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE memberships SET ended_at = now()")
    with pytest.raises(DomainError, match="un autre agent"):
        counter.validates(reference, agent)


def test_a_decision_on_a_stale_page_is_refused(counter: Counter) -> None:
    reference = counter.adds()
    seen = counter.row(reference).version
    counter.validates(reference, counter.first)
    with pytest.raises(StaleError):
        counter.decides(reference, counter.second, seen, status=Status.VALIDATED)
    with pytest.raises(StaleError):
        counter.decides(reference, counter.second, seen, status=Status.REFUSED, reason="JUSTIF_ABS")


def test_a_third_validation_is_refused(counter: Counter) -> None:
    reference = counter.adds_validated()
    with pytest.raises(StaleError):
        counter.validates(reference, factories.an_agent(counter.world, Role.HABILITATION_AGENT))


@pytest.mark.parametrize("role", [Role.INVOICE_AGENT, Role.ACCOUNTANT, Role.ADMIN])
def test_other_agents_may_not_validate(counter: Counter, role: Role) -> None:
    reference = counter.adds()
    with pytest.raises(ForbiddenError):
        counter.validates(reference, factories.an_agent(counter.world, role))


def test_a_manager_may_not_validate_nor_open_the_agents_screen(counter: Counter) -> None:
    reference = counter.adds()
    with pytest.raises(ForbiddenError):
        counter.validates(reference, counter.manager)
    with pytest.raises(ForbiddenError):
        counter.world.do(dossiers.agent_dossier, counter.manager, Kind.RIB, reference)


def test_a_refusal_tells_the_managers_why(counter: Counter) -> None:
    reference = counter.adds()
    refuses(counter, reference, comment="Le guichet diffère.")
    row = counter.row(reference)
    assert (row.status, row.told) == ("refuse", "Refusé")
    (text,) = counter.mails(counter.manager, "un RIB est refusé")
    assert "les coordonnées ne sont pas celles du relevé. Message de l’agent : « Le guichet diffère »." in text


def test_a_refusal_needs_a_reason_of_the_list(counter: Counter) -> None:
    with pytest.raises(FormError, match="signalés"):
        refuses(counter, counter.adds(), reason="DOUBLON")


def test_another_reason_needs_words(counter: Counter) -> None:
    with pytest.raises(FormError) as refusal:
        refuses(counter, counter.adds(), reason="AUTRE")
    assert set(refusal.value.fields) == {"comment"}


def test_a_validated_rib_is_not_refused_any_more(counter: Counter) -> None:
    reference = counter.adds_validated()
    with pytest.raises(StaleError):
        refuses(counter, reference)


def test_the_history_and_the_log_keep_each_step(counter: Counter) -> None:
    reference = counter.adds_validated()
    events = counter.world.rows("SELECT author, status FROM demande_events ORDER BY id")
    assert [event.status for event in events] == ["À vérifier", "Vérifié une fois", "Validé"]
    assert counter.first.name not in {event.author for event in events}
    logged = counter.world.rows("SELECT account_id FROM audit_entries WHERE subject = :s ORDER BY id", s=reference)
    assert [entry.account_id for entry in logged] == [counter.first.account_id, counter.second.account_id]


def test_an_internal_note_stays_between_agents(counter: Counter) -> None:
    reference = counter.adds()
    counter.world.do(deciding.say, counter.first, Kind.RIB, reference, "Appeler la banque", is_internal=True)
    assert counter.world.do(dossiers.agent_dossier, counter.second, Kind.RIB, reference).messages[0].is_internal
    with pytest.raises(NotFoundError):
        counter.world.do(deciding.say, counter.manager, Kind.RIB, reference, "Bonjour", is_internal=True)
