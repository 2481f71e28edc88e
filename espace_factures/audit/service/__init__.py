"""Writes the audit log, seals it, and verifies it."""

from espace_factures.audit.service.recording import at_the_door, record, right_refused, seen, shown

__all__ = ["at_the_door", "record", "right_refused", "seen", "shown"]
