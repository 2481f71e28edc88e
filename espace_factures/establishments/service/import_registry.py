"""The local copy of the RIDET registry, from the bulk JSON export of the open-data portal."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from espace_factures.app.uow import UnitOfWork
from espace_factures.core.ports import Inside
from espace_factures.establishments.models import RegistryEntry

BATCH: Final = 1000


def import_registry(uow: UnitOfWork, ports: Inside, path: Path) -> int:
    """Write every line of the export over the copy; returns how many. Lines without a RIDET are left out."""
    now = ports.clock.now()
    entries = {entry["ridet"]: entry | {"imported_at": now} for entry in _entries(json.loads(path.read_bytes()))}
    for batch in _batches(list(entries.values())):
        statement = insert(RegistryEntry).values(batch)
        fresh = {name: statement.excluded[name] for name in batch[0] if name != "ridet"}
        uow.session.execute(statement.on_conflict_do_update(index_elements=[col(RegistryEntry.ridet)], set_=fresh))
    return len(entries)


def _entries(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        rid, number = str(row.get("rid7") or ""), str(row.get("ndegetablissement") or "")
        if rid.isdigit() and number.isdigit():
            yield {
                "ridet": f"{int(rid):07d}{int(number):03d}",
                "name": str(row.get("denomination") or row.get("enseigne") or row.get("sigle") or ""),
                "activity": str(row.get("libelle_naf") or ""),
                "commune": str(row.get("libelle_commune") or ""),
                "legal_form": str(row.get("libelle_formjur") or ""),
                "active_since": str(row.get("date_etablis_actif") or ""),
            }


def _batches(entries: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(entries), BATCH):
        yield entries[start : start + BATCH]
