"""Writes the audit log, seals it, and verifies it."""

from espace_factures.audit.service.recording import all_seen, at_the_door, record, right_refused, seen, shown

__all__ = ["all_seen", "at_the_door", "record", "right_refused", "seen", "shown"]
