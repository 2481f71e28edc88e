"""What an operator types to give a portal its people, its data and its rules: one command, one use case."""

from collections.abc import Callable
from typing import Final

from espace_factures.commands.data import add_direction, import_orders, import_registry
from espace_factures.commands.doctor import doctor
from espace_factures.commands.figures import rebuild_figures
from espace_factures.commands.journal import verify_journal
from espace_factures.commands.parameters import add_tgc_rate, end_tgc_rate, list_parameters, set_parameter
from espace_factures.commands.people import appoint, close_sessions, grant_role
from espace_factures.commands.secrets import rotate_keys

COMMANDS: Final[dict[str, Callable[..., int]]] = {
    "appoint": appoint,
    "grant-role": grant_role,
    "close-sessions": close_sessions,
    "add-direction": add_direction,
    "import-orders": import_orders,
    "import-registry": import_registry,
    "set-parameter": set_parameter,
    "list-parameters": list_parameters,
    "add-tgc-rate": add_tgc_rate,
    "end-tgc-rate": end_tgc_rate,
    "rotate-keys": rotate_keys,
    "verify-journal": verify_journal,
    "doctor": doctor,
    "rebuild-figures": rebuild_figures,
}
