"""« Tableau de bord » and « Délais » as the server answers them, beside two hundred agents; and the counting."""

from typing import Final

import psycopg

from benchmarks import data
from benchmarks.data import Place
from benchmarks.figures import Figure, figure, repeated, timed
from benchmarks.inside import asking, inhabit
from espace_factures.app import run
from espace_factures.core.access import Actor, Role
from espace_factures.invoices.rules import STAGES, Status
from espace_factures.oversight.service import counting, dashboard, delays

AGENTS: Final = 200
AGENT: Final = 100_000
ROUNDS: Final = 10
PEOPLE: Final = f"""
INSERT INTO accounts (id, email, civility, first_name, last_name, birth_date, preferred_contact, password_hash,
    totp_sealed, totp_step, activated_at, terms_accepted_at, created_at)
SELECT {AGENT} + i, 'agent' || i || '@exemple.nc', 'Mme', 'Agent', 'Exemple', '{data.BORN}', 'email', 'none', '', 0,
    now(), now(), now() FROM generate_series(0, {AGENTS - 1}) i ON CONFLICT DO NOTHING;
INSERT INTO account_roles SELECT {AGENT} + i, 'agent-factures' FROM generate_series(0, {AGENTS - 1}) i
ON CONFLICT DO NOTHING;
INSERT INTO agent_directions SELECT {AGENT} + i, 1 + (i + j) % 12
FROM generate_series(0, {AGENTS - 1}) i, generate_series(0, 2) j ON CONFLICT DO NOTHING;
"""
TOLD: Final = "SELECT 1 FROM demande_events WHERE status = %s LIMIT 1"
# Three years of lives, whatever the size: deposited, taken, suspended one in nine, attested, cleared, ordered, paid.
HISTORY: Final = """
INSERT INTO demande_events (demande_id, at, account_id, author, status, tone, reason_code, comment)
SELECT d.id, now() - interval '1000 days' * d.rank - interval '30 days' + days * interval '1 day', 1, '', label,
    'progress', CASE WHEN label = %(suspended)s THEN (ARRAY['JUSTIF_ABS', 'MONTANT_ERR', 'CMD_EJ_ERR'])[1 + d.id %% 3]
    ELSE '' END, ''
FROM (SELECT id, (row_number() OVER (ORDER BY id))::float / count(*) OVER () AS rank FROM demandes) d
CROSS JOIN LATERAL (VALUES (0, %(deposited)s), (0.2, %(taken)s), (0.5, %(suspended)s),
    (d.id %% 5 + 1, %(completed)s), (d.id %% 9 + 6, %(attested)s), (d.id %% 9 + 7, %(cleared)s),
    (d.id %% 9 + 12, %(ordered)s), (d.id %% 13 + 22, %(paid)s)) AS s (days, label)
WHERE d.id %% 9 = 0 OR label NOT IN (%(suspended)s, %(completed)s)
ORDER BY d.id, days
"""


def dashboards(small: Place, large: Place, folder: str) -> list[Figure]:
    """What a visit asks, its 95th percentile at a million beside that at a thousand; then the counting itself."""
    few, many = _at(small, folder), _at(large, folder)
    lines = []
    for name in few[0]:
        thousand = figure(f"{name}, 95 %, 1 000", few[0][name])
        lines += [thousand, figure(f"{name}, 95 %, 1 000 000", many[0][name], beside=thousand, target=1.3)]
    return [
        *lines,
        figure("the days that are not over, counted, 1 000 000", many[1]),
        figure("rebuilt, 1 000 000", many[2]),
    ]


def _at(place: Place, folder: str) -> tuple[dict[str, list[float]], list[float], list[float]]:
    inhabit(place, folder)
    agent = Actor(AGENT, 0, "Agent Exemple", "agent0@exemple.nc", frozenset({Role.USER, Role.INVOICE_AGENT}))
    with psycopg.connect(place.conninfo, autocommit=True) as connection:
        _tell(connection)
    with asking(place) as answered:
        rebuilt = [timed(lambda: answered(counting.rebuild()))]
        counted = [timed(lambda: answered(counting.refresh())) for _ in range(3)]
    work, province, told = repeated(
        lambda: run.answer(dashboard.work, agent),
        lambda: run.answer(dashboard.province, agent, 0),
        lambda: run.answer(delays.told),
    )
    asked = {"what waits": work, "the figures of a year": province, "public delays": told}
    return {name: _worst(values) for name, values in asked.items()}, counted, rebuilt


def _tell(connection: psycopg.Connection) -> None:
    """The agents, and a history, once."""
    connection.execute(PEOPLE.encode())
    labels = {
        "deposited": STAGES[Status.DEPOSITED].label,
        "taken": STAGES[Status.TAKEN].label,
        "suspended": STAGES[Status.SUSPENDED].label,
        "completed": STAGES[Status.COMPLETED].label,
        "attested": STAGES[Status.SERVICE_DONE].label,
        "cleared": STAGES[Status.CLEARED].label,
        "ordered": STAGES[Status.ORDERED].label,
        "paid": STAGES[Status.PAID].label,
    }
    if not connection.execute(TOLD, [labels["paid"]]).fetchone():
        with connection.transaction():
            connection.execute("SET LOCAL session_replication_role = replica")
            connection.execute("DELETE FROM demande_events")
            connection.execute(HISTORY, labels)
        connection.execute("VACUUM ANALYZE demande_events")


def _worst(values: list[float]) -> list[float]:
    """The 95th percentile of each tenth of the visits, in the order they were made."""
    size = len(values) // ROUNDS
    parts = [sorted(values[start : start + size]) for start in range(0, size * ROUNDS, size)]
    return [part[int(len(part) * 0.95) - 1] for part in parts]
