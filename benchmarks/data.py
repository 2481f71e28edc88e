"""The databases of the benchmark: one supplier with a thousand invoices, one with a million, kept between runs."""

import secrets
from dataclasses import dataclass
from pathlib import Path

import psycopg

from espace_factures import migrations, postgres
from espace_factures.app import sealed
from espace_factures.app.sealed import Use
from espace_factures.identity.rules.traces import hash_token
from espace_factures.settings import settings

BORN = sealed.encrypt(settings().keys, Use.BIRTH_DATE, "1990-05-17")
AROUND = f"""
INSERT INTO accounts (id, email, civility, first_name, last_name, birth_date, preferred_contact, password_hash,
    totp_sealed, totp_step, activated_at, email_proved_at, terms_accepted_at, created_at)
VALUES (1, 'fournisseur@exemple.nc', 'Mme', 'Élodie', 'Wamytan', '{BORN}', 'email', 'none', '', 0, now(),
    now(), now(), now());
INSERT INTO establishments (id, ridet, name, address, activity, created_at)
VALUES (1, '0000001001', 'EXEMPLE SARL', '10 rue de Sébastopol, Nouméa', '', now());
INSERT INTO memberships (establishment_id, account_id, role, position, department, created_at)
VALUES (1, 1, 'gestionnaire', '', '', now());
INSERT INTO directions (id, code, name, is_active) SELECT i, 'D' || i, 'Direction ' || i, true
FROM generate_series(1, 12) i;
SELECT setval(pg_get_serial_sequence(t, 'id'), 2000000)
FROM unnest(ARRAY['accounts', 'establishments', 'directions', 'documents', 'demandes']) t;
"""

REQUESTS = """
INSERT INTO demandes (id, reference, kind, title, status, tone, account_id, establishment_id, direction_id,
    version, created_at, updated_at, stage, turn, desk, clock_from, amount, label, words, alert, alert_tone, is_unread)
SELECT i, 'EF-2026-' || lpad(i::text, 7, '0'), 'facture', 'Facture F-' || i, 'Déposée', 'progress', 1, 1,
    1 + i %% 12, 1, at, at,
    (ARRAY['deposee', 'prise-en-charge', 'mandatee', 'payee', 'payee', 'payee', 'payee', 'rejetee'])[1 + i %% 8],
    (ARRAY['agent', 'agent', 'comptable', 'close', 'close', 'close', 'close', 'close'])[1 + i %% 8],
    1 + i %% 12, at, 1110 + i::bigint * 7919 %% 999000, 'F-' || i, 'f' || i,
    CASE WHEN i %% 17 = 0 THEN 'Doublon ?' ELSE '' END, CASE WHEN i %% 17 = 0 THEN 'refused' ELSE '' END, i %% 23 = 0
FROM (SELECT i, timestamptz '2026-11-18' - i * interval '20 seconds' AS at FROM generate_series(1, %(size)s) i) numbers
"""

DOCUMENTS = """
INSERT INTO documents (id, public_id, account_id, demande_id, role, name, media_type, size, pages, sha256, storage_key,
    created_at)
SELECT id, 'document-' || id, 1, id, 'facture', 'facture.pdf', 'application/pdf', 1, 1, '', 'documents/none', created_at
FROM demandes
"""

INVOICES = """
INSERT INTO invoices (reference, demande_id, establishment_id, rid, account_id, direction_id, order_number, document_id,
    number, number_key, number_exact, issued_on, year, total_ht, taxes, total_ttc, iban, status, status_at,
    deposited_at, stopped_seconds, paid_on, findings)
SELECT r.reference, r.id, 1, '0000001', 1, r.direction_id, 'BC-2026-' || lpad((r.id %% 900000)::text, 6, '0'), r.id,
    'F-' || r.id, 'F' || r.id, 'F-' || r.id, r.created_at::date, 2026, 1000 + r.id * 7919 %% 900000, '{}',
    1110 + r.id * 7919 %% 999000, '',
    (ARRAY['deposee', 'prise-en-charge', 'mandatee', 'payee', 'payee', 'payee', 'payee', 'rejetee'])[1 + r.id %% 8],
    r.created_at, r.created_at, 0, CASE WHEN r.id %% 8 BETWEEN 3 AND 6 THEN r.created_at::date + 30 END, '[]'
FROM demandes r
"""

EVENTS = """
INSERT INTO demande_events (demande_id, at, account_id, author, status, tone, reason_code, comment)
SELECT id, created_at, 1, '', 'deposee', 'progress', '', '' FROM demandes
"""

TOTALS = """
INSERT INTO invoice_totals SELECT establishment_id, status, count(*), sum(total_ttc) FROM invoices GROUP BY 1, 2
"""

SESSION = """
INSERT INTO auth_sessions (token_hash, account_id, device, address, awaits, next_password, browser, created_at,
    last_seen_at, proved_at, expires_at)
VALUES (%s, 1, '', '', '', '', '', now(), now(), now(), now() + interval '1 hour')
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A loaded database: its size in invoices and its SQLAlchemy address."""

    size: int
    url: str

    @property
    def conninfo(self) -> str:
        """The same address for psycopg."""
        return postgres.libpq_url(self.url)


def prepare(folder: Path, size: int) -> Place:
    """The database of `size` invoices, loaded the first time."""
    place = Place(size, postgres.start(folder / "postgres", f"bench_{size}"))
    migrations.upgrade(place.url)
    with psycopg.connect(place.conninfo, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM invoice_totals").fetchone():
            load(connection, size)
            connection.execute("VACUUM ANALYZE")
    return place


def open_session(place: Place) -> str:
    """A session of the supplier; returns its token."""
    token = secrets.token_urlsafe(32)
    with psycopg.connect(place.conninfo) as connection:
        connection.execute(SESSION, [hash_token(token)])
    return token


def load(connection: psycopg.Connection, size: int) -> None:
    """All or nothing; triggers and foreign keys are put aside, their totals made at once."""
    with connection.transaction(), psycopg.ClientCursor(connection) as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(AROUND.encode())
        cursor.execute(REQUESTS, {"size": size})
        cursor.execute(DOCUMENTS)
        cursor.execute(INVOICES, {"size": size})
        cursor.execute(EVENTS)
        cursor.execute(TOTALS)
