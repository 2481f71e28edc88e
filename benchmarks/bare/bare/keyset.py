"""The query of the list, written by hand: the floor of the product's own."""

from typing import Final

FIRST: Final = "2100-01-01T00:00:00+00:00"

ROWS: Final = """
SELECT few.*, e.name AS owner, e.ridet, d.code
FROM (SELECT establishment_id FROM memberships WHERE account_id = 1 AND ended_at IS NULL) places
CROSS JOIN LATERAL (
    SELECT id, reference, number, order_number, establishment_id, direction_id, status, status_at, deposited_at,
        stopped_seconds, clock_stopped_at, paid_on, total_ttc
    FROM invoices i
    WHERE i.establishment_id = places.establishment_id AND (i.deposited_at, i.id) < (%s::timestamptz, %s)
    ORDER BY i.deposited_at DESC, i.id DESC LIMIT 26
) few
JOIN establishments e ON e.id = few.establishment_id
JOIN directions d ON d.id = few.direction_id
ORDER BY few.deposited_at DESC, few.id DESC LIMIT 26
"""
