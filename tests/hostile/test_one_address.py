"""Two people and one address, and an agent who would take a factor away alone, through the real doors."""

import httpx
import pytest

from espace_factures.app.forms import parse
from espace_factures.core.access import Actor, Role
from espace_factures.identity.service import passwords
from espace_factures.identity.service.browsers import COOKIE as BROWSER
from espace_factures.profile.forms import Seen
from espace_factures.profile.service import restoring
from espace_factures.profile.state.restoring import RestoringState
from espace_factures.web.session import COOKIE
from tests import factories
from tests.hostile.planting import House
from tests.hostile.test_lockout import signs_in
from tests.playing import played
from tests.profile.given import SECRET
from tests.sockets import Tab, cookie_of, event_name, sign_in

HERE, THEIRS = "198.51.100.77", "la phrase du squatteur, longue"
WRONG = "pas le bon mot"


def squats(house: House, email: str) -> Actor:
    """Somebody whose number alone is proved goes by the address."""
    kept = passwords.hash_password(THEIRS, passwords.salt_of(house.ports, email))
    return factories.an_account(house, email=email, email_proved_at=None, password_hash=kept)  # type: ignore[arg-type]


def told(answer: httpx.Response) -> tuple[int, str, list[str]]:
    """What a browser is told, without what differs each time."""
    names = sorted(line.split("=", 1)[0] for line in answer.headers.get_list("set-cookie"))
    return answer.status_code, answer.headers["location"], names


def test_the_squatter_is_answered_alike_whether_the_address_has_an_owner_or_not(house: House) -> None:
    """A sign-up by SMS with the address of another kept its owner out, and told whether it was known."""
    owner = factories.an_account(house)  # type: ignore[arg-type]
    owned, free = squats(house, owner.email), squats(house, "libre.77@exemple.nc")
    right = [signs_in(house, actor, HERE, password=THEIRS) for actor in (owned, free)]
    wrong = [signs_in(house, actor, HERE, password=WRONG) for actor in (owned, free)]
    assert told(right[0]) == told(right[1])
    assert told(wrong[0]) == told(wrong[1])
    assert all(answer.cookies.get(COOKIE) for answer in right)


def test_each_of_two_opens_their_own_account(house: House) -> None:
    owner = factories.an_account(house)  # type: ignore[arg-type]
    squatter = squats(house, owner.email)
    for actor, password in ((owner, factories.PASSWORD), (squatter, THEIRS)):
        assert signs_in(house, actor, HERE, password=password).cookies.get(COOKIE)
        (last,) = house.rows("SELECT account_id FROM auth_sessions ORDER BY id DESC LIMIT 1")
        assert last.account_id == actor.account_id


def test_the_browser_of_a_squatter_is_never_known_for_the_address(house: House) -> None:
    """A known browser has tries of its own: they would open as many as they want."""
    owner = factories.an_account(house)  # type: ignore[arg-type]
    squatter = squats(house, owner.email)
    assert BROWSER not in signs_in(house, squatter, HERE, password=THEIRS).cookies
    assert BROWSER in signs_in(house, owner, HERE).cookies


def asked(house: House, agent: Actor) -> tuple[Actor, int]:
    """A protected person whom the agent saw, and the number of the request."""
    person = factories.an_account(house, totp_sealed=SECRET, totp_at=house.ports.clock.now())  # type: ignore[arg-type]
    form = parse(Seen, {"email": person.email, "birth_date": "17/05/1990", "paper": "permis", "seen": "on"})
    played(restoring.ask, factories.signed_in(house, agent), form)  # type: ignore[arg-type]
    (row,) = house.rows("SELECT id FROM restorations WHERE account_id = :id", id=person.account_id)
    return person, row.id


def outcome_of(house: House, number: int) -> str:
    """What became of the request."""
    return house.rows("SELECT outcome FROM restorations WHERE id = :id", id=number)[0].outcome


def says_confirm(house: House, actor: Actor, number: int) -> None:
    """The event, from a tab of theirs, whatever their page shows."""
    tab = Tab(house.url, cookie_of(sign_in(house.url, actor.email)))
    tab.goes_to("/administration/point-d-accueil")
    tab.says(event_name(RestoringState.confirm), {"number": number})
    tab.reads_everything()
    tab.closes()


def test_an_agent_confirms_nothing_that_they_asked_themselves(house: House) -> None:
    agent = factories.an_agent(house, Role.HABILITATION_AGENT)  # type: ignore[arg-type]
    person, number = asked(house, agent)
    says_confirm(house, agent, number)
    assert outcome_of(house, number) == ""
    assert house.rows("SELECT 1 FROM accounts WHERE id = :id AND totp_sealed <> ''", id=person.account_id)


@pytest.mark.parametrize("role", sorted({Role.USER, Role.INVOICE_AGENT, Role.ACCOUNTANT}))
def test_whoever_has_no_such_right_confirms_nothing(house: House, role: Role) -> None:
    agent = factories.an_agent(house, Role.HABILITATION_AGENT)  # type: ignore[arg-type]
    _, number = asked(house, agent)
    other = factories.an_account(house, *([] if role is Role.USER else [role]))  # type: ignore[arg-type]
    says_confirm(house, other, number)
    assert outcome_of(house, number) == ""


def test_another_agent_confirms_and_a_replay_changes_nothing(house: House) -> None:
    agent, other, third = (factories.an_agent(house, Role.HABILITATION_AGENT) for _ in range(3))  # type: ignore[arg-type]
    person, number = asked(house, agent)
    says_confirm(house, other, number)
    assert outcome_of(house, number) == "confirmee"
    with house.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE accounts SET secured_at = NULL WHERE id = %s", (person.account_id,))
    says_confirm(house, third, number)
    (row,) = house.rows("SELECT closed_by FROM restorations WHERE id = :id", id=number)
    assert row.closed_by == other.account_id
    assert house.rows("SELECT 1 FROM accounts WHERE id = :id AND secured_at IS NULL", id=person.account_id)
