"""The agents' queue: a page, and a search by any part, with two hundred agents, beside those over a thousand.

What waits does not grow with the years: six thousand of the million, the thousand of the thousand. Suppliers and people
are as many in both.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import psycopg

from benchmarks.data import BORN, Place
from benchmarks.figures import Figure, figure, repeated
from benchmarks.inside import configured
from espace_factures import migrations, postgres
from espace_factures.app import run
from espace_factures.core.access import Actor, Role
from espace_factures.demandes.rules import Kind
from espace_factures.queues.rules import Query, Tab
from espace_factures.queues.service import listing

SIZES: Final = (1_000, 1_000_000)
ROUNDS: Final = 100
WAITING: Final = 6_000
LOADED: Final = f"""
SET LOCAL session_replication_role = replica;
INSERT INTO directions (id, code, name, is_active) SELECT i, 'D' || i, 'Direction ' || i, true
FROM generate_series(1, 12) i;
INSERT INTO accounts (id, email, civility, first_name, last_name, birth_date, preferred_contact, password_hash,
    totp_sealed, totp_step, activated_at, email_proved_at, terms_accepted_at, created_at)
SELECT i, 'personne' || i || '@exemple.nc', 'Mme', 'Prénom' || i %% 97, 'Nom' || i, '{BORN}', 'email', 'none', '', 0,
    now(), now(), now(), now()
FROM generate_series(1, 5200) i;
INSERT INTO account_roles SELECT i, 'agent-factures' FROM generate_series(1, 200) i;
INSERT INTO agent_directions SELECT i, 1 + (i + k * 4) %% 12 FROM generate_series(1, 200) i, generate_series(0, 2) k;
INSERT INTO establishments (id, ridet, name, address, activity, created_at)
SELECT i, lpad((9900000 + i)::text, 7, '0') || '001', 'Société ' || md5(i::text), 'Nouméa', '', now()
FROM generate_series(1, 3000) i;
UPDATE accounts SET words = folded(first_name || last_name);
UPDATE establishments SET words = folded(name) || ' ' || ridet;
INSERT INTO demandes (id, reference, kind, title, status, tone, account_id, establishment_id, direction_id, version,
    created_at, updated_at, stage, turn, desk, clock_from, amount, label, words, alert, alert_tone, is_unread)
SELECT i, 'EF-2026-' || lpad(i::text, 7, '0'), 'facture', 'Facture F-' || i, 'Déposée', 'progress',
    201 + i %% 5000, 1 + i %% 3000, 1 + i %% 12, 1, at, at,
    CASE WHEN i <= {WAITING} THEN 'deposee' ELSE 'payee' END, CASE WHEN i <= {WAITING} THEN 'agent' ELSE 'close' END,
    1 + i %% 12, at, 1110 + i::bigint * 7919 %% 999000, 'F-2026-' || i, 'f2026' || i, '', '', i %% 23 = 0
FROM (SELECT i, now() - i * interval '90 seconds' AS at FROM generate_series(1, %(size)s) i) numbers;
"""
SEARCHES: Final = {
    "the middle of a number": "2657",
    "the supplier": "c81e7",
    "a part of the RIDET": "990123",
    "the person": "nom4321",
    "the amount": "16948",
    "nothing found": "introuvable",
}


def queues(folder: Path) -> list[Figure]:
    """The median and the 95th percentile of each, a thousand and a million in turn."""
    few, many = (_gestures(_prepared(folder, size), str(folder)) for size in SIZES)
    waits = repeated(*(call for pair in zip(few.values(), many.values(), strict=True) for call in pair), times=ROUNDS)
    lines = []
    for name, small, large in zip(few, waits[::2], waits[1::2], strict=True):
        thousand = figure(f"{name}, 1 000", small)
        lines += [thousand, figure(f"{name}, 1 000 000", large, beside=thousand)]
        thousand = figure(f"{name}, 95 %, 1 000", [_p95(small)])
        lines += [thousand, figure(f"{name}, 95 %, 1 000 000", [_p95(large)], beside=thousand, target=1.3)]
    return lines


def _gestures(place: Place, folder: str) -> dict[str, Callable[[], object]]:
    """What an agent of three directions asks, on a database of its own."""
    configured(place, folder)
    here = replace(run.runtime)
    agent = Actor(7, 0, "Prénom7 Nom7", "personne7@exemple.nc", frozenset({Role.USER, Role.INVOICE_AGENT}))

    def asked(**query: Any) -> Callable[[], object]:
        def ask() -> object:
            run.runtime.engine, run.runtime.reading = here.engine, here.reading
            return run.answer(listing.listed, agent, Kind.INVOICE, Query(**query))

        return ask

    gestures = {"a page of what waits": asked(), "a page of all": asked(tab=Tab.ALL)}
    gestures |= {f"search by {name}": asked(search=words) for name, words in SEARCHES.items()}
    gestures["search by the supplier, in all"] = asked(search=SEARCHES["the supplier"], tab=Tab.ALL)
    return gestures


def _prepared(folder: Path, size: int) -> Place:
    """Its demandes are enough for a queue: no invoice, no document."""
    place = Place(size, postgres.start(folder / "postgres", f"queue_{size}"))
    migrations.upgrade(place.url)
    with psycopg.connect(place.conninfo, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM demandes LIMIT 1").fetchone():
            load(connection, size)
            connection.execute("VACUUM ANALYZE")
    return place


def load(connection: psycopg.Connection, size: int) -> None:
    """All or nothing."""
    with connection.transaction(), psycopg.ClientCursor(connection) as cursor:
        cursor.execute(LOADED.encode(), {"size": size})


def _p95(waits: list[float]) -> float:
    return sorted(waits)[len(waits) * 95 // 100]
