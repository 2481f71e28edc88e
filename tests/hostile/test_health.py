"""What machines ask of a served application: it says how it is to anybody, what it counts to who has the token."""

import json
import time
from typing import Any

import httpx

from espace_factures import routes
from espace_factures.core.access import Actor
from espace_factures.web.seen import NUMBER
from tests.hostile.conftest import METRICS_TOKEN
from tests.hostile.planting import House

SECONDS = 10
PARTS = {"database", "schema", "worker", "listen", "storage"}


def test_it_lives_and_each_part_that_it_needs_is_named(house: House) -> None:
    assert httpx.get(house.url + routes.LIVE).json() == {"live": True}
    limit = time.monotonic() + SECONDS
    while (answer := httpx.get(house.url + routes.READY)).status_code != 200 and time.monotonic() < limit:
        time.sleep(0.2)
    assert answer.json() == {"ready": True, "parts": dict.fromkeys(PARTS, True)}
    assert answer.headers["cache-control"] == "no-store"


def test_the_figures_are_not_there_without_the_token(house: House) -> None:
    for authorization in ("", METRICS_TOKEN, f"Bearer {METRICS_TOKEN}x", "Bearer é", f"Basic {METRICS_TOKEN}"):
        headers = {"Authorization": authorization.encode()}
        assert httpx.get(house.url + routes.METRICS, headers=headers).status_code == 404


def test_gestures_requests_sockets_pools_and_jobs_are_counted(house: House, neighbour: Actor) -> None:
    tab = house.tab(neighbour)
    tab.goes_to(routes.PROFILE)
    tab.reads_everything()
    figures = figures_of(house)
    tab.closes()
    for name in (
        'ef_event_seconds_bucket{event="state.hydrate",le="0.5"}',
        f'ef_request_seconds_count{{route="{routes.POST_SIGN_IN}",status="303"}}',
        "ef_loop_lag_seconds_count",
        "ef_sockets",
        'ef_places{pool="database"}',
        'ef_places{pool="threads_outside"}',
        "ef_workers",
        "ef_database_up",
    ):
        assert figures.get(name, 0) > 0, name
    for name in ("ef_mails_waiting", "ef_texts_waiting", "ef_deposits_ever"):
        assert name in figures
    assert not [name for name in figures if "@" in name]


def test_the_number_of_a_proxy_is_on_each_line_that_a_request_led_to(house: House, neighbour: Actor) -> None:
    given = "mandataire-7f3a.0001"
    answer = house.client(neighbour).get(routes.SECURITY_TXT, headers={NUMBER: given})
    assert answer.headers[NUMBER] == given
    line = line_of(house, given)
    assert (line["event"], line["route"], line["status"]) == ("request.done", routes.SECURITY_TXT, 404)


def test_a_number_that_is_none_is_replaced(house: House) -> None:
    for given in ("court", "x" * 41, "retour\tligne", 'a"b{c}d-efgh'):
        answer = httpx.get(house.url + routes.LIVE, headers={NUMBER: given})
        assert len(answer.headers[NUMBER]) == 16


def figures_of(house: House) -> dict[str, float]:
    """Each figure by its name and labels."""
    answer = httpx.get(house.url + routes.METRICS, headers={"Authorization": f"Bearer {METRICS_TOKEN}"})
    assert answer.status_code == 200
    lines = [line.rpartition(" ") for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


def line_of(house: House, number: str) -> dict[str, Any]:
    """The line of the log that bears a number."""
    limit = time.monotonic() + SECONDS
    while time.monotonic() < limit:
        for line in house.server.log.read_text(errors="replace").splitlines():
            if f'"{number}"' in line:
                return json.loads(line)
        time.sleep(0.1)
    raise AssertionError(number)
