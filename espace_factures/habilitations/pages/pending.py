"""The person's demandes that wait, on « Gérer mes établissements »."""

from typing import Any

from espace_factures.establishments.components import Section
from espace_factures.habilitations.components import pending
from espace_factures.habilitations.state.pending import PendingState

STATE: Any = PendingState  # on a page its attributes are Vars

PENDING = Section(lambda: pending(STATE.rows), STATE.is_loaded, STATE.rows.length(), STATE.load)
