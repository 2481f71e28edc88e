"""The list, one invoice and one decision as the server makes them, at both sizes."""

from typing import Final

import psycopg

from benchmarks import data
from benchmarks.data import Place
from benchmarks.figures import Figure, figure, repeated, timed
from benchmarks.inside import asking, inhabit
from espace_factures.app import run
from espace_factures.core.access import Actor, Role
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding, dossiers
from espace_factures.invoices.following import forms as following_forms
from espace_factures.invoices.following.service import tracking
from espace_factures.invoices.processing.forms import InvoiceDecision
from espace_factures.invoices.rules import Status

DECISIONS: Final = 60
AGENT: Final = f"""
INSERT INTO accounts (id, email, civility, first_name, last_name, birth_date, preferred_contact, password_hash,
    totp_sealed, totp_step, activated_at, terms_accepted_at, created_at)
VALUES (2, 'agente@exemple.nc', 'Mme', 'Jeanne', 'Kasarhérou', '{data.BORN}', 'email', 'none', '', 0, now(),
    now(), now())
ON CONFLICT DO NOTHING;
INSERT INTO account_roles VALUES (2, 'agent-factures') ON CONFLICT DO NOTHING;
INSERT INTO agent_directions SELECT 2, id FROM directions ON CONFLICT DO NOTHING;
"""
DEPOSITED: Final = """
SELECT d.reference, d.version FROM demandes d JOIN invoices i ON i.demande_id = d.id
WHERE i.status = 'deposee' LIMIT %s
"""
RESTORED: Final = "UPDATE invoices SET status = 'deposee' WHERE reference = ANY(%s)"
READ_ONE: Final = (
    "SELECT * FROM invoices i JOIN demandes d ON d.id = i.demande_id WHERE i.reference = 'EF-2026-0000719'"
)
MOVED: Final = """
WITH demande AS (UPDATE demandes SET version = version + 1 WHERE reference = %(reference)s RETURNING id),
    invoice AS (UPDATE invoices SET status = status WHERE reference = %(reference)s)
INSERT INTO demande_events (demande_id, at, account_id, author, status, tone, reason_code, comment)
SELECT id, now(), 2, '', 'prise-en-charge', 'progress', '', '' FROM demande
"""


def gestures(small: Place, large: Place, folder: str) -> list[Figure]:
    """Each gesture at a thousand beside its floor, then at a million beside the thousand."""
    few, many = _at(small, folder), _at(large, folder)
    lines = []
    for name in few[1]:
        floor = figure(f"{name}, its least in SQL, 1 000", few[0][name])
        thousand = figure(f"{name}, 1 000", few[1][name], beside=floor)
        lines += [floor, thousand, figure(f"{name}, 1 000 000", many[1][name], beside=thousand, target=1.3)]
    return lines


def _at(place: Place, folder: str) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    supplier, _ = inhabit(place, folder)
    query = following_forms.read_filters({}).query(run.wall_clock())
    with asking(place) as answered, psycopg.connect(place.conninfo, autocommit=True) as connection:
        connection.execute(AGENT.encode())
        plain, shown, listed = repeated(
            lambda: connection.execute(READ_ONE).fetchall(),
            lambda: run.answer(dossiers.for_person, supplier, Kind.INVOICE, "EF-2026-0000719"),
            lambda: answered(tracking.turn_page(supplier, query)),
        )
        least, decided = _decisions(connection)
    return {"one invoice": plain, "the list": plain, "a decision": least}, {
        "one invoice": shown,
        "the list": listed,
        "a decision": decided,
    }


def _decisions(connection: psycopg.Connection) -> tuple[list[float], list[float]]:
    """« Prendre en charge », invoice after invoice; they stand as before at the end."""
    agent = Actor(2, 0, "Jeanne Kasarhérou", "agente@exemple.nc", frozenset({Role.USER, Role.INVOICE_AGENT}))
    taken = connection.execute(DEPOSITED, [DECISIONS]).fetchall()
    form = InvoiceDecision(status=Status.TAKEN)
    least, decided = [], []
    try:
        for reference, version in taken:
            decision = (deciding.decide, agent, Kind.INVOICE, reference, version, form)
            decided.append(timed(lambda decision=decision: run.execute(*decision)))
            least.append(timed(lambda named=reference: connection.execute(MOVED, {"reference": named})))
    finally:
        connection.execute(RESTORED, [[reference for reference, _ in taken]])
    return least, decided
