"""What a portal is given to work on: directions, bons de commande, the registry's copy."""

from pathlib import Path

from espace_factures.commands.running import parsed, perform
from espace_factures.terminal import say


def add_direction(*words: str) -> int:
    """A direction of the Province, or another name for it."""
    from espace_factures.organisation.service import directions

    given = parsed("add-direction", words, "code", "name")
    is_changed = perform(directions.add, given.code, given.name)
    say(f"Direction {given.code} : {'enregistrée' if is_changed else 'inchangée'}.")
    return 0


def import_orders(*words: str) -> int:
    """Bons de commande from a CSV file; 1 when a row was refused, the others are kept."""
    from espace_factures.orders.service import importing

    report = perform(importing.import_orders, Path(parsed("import-orders", words, "file").file).read_bytes())
    say("\n".join(report.lines()))
    return int(bool(report.refused))


def import_registry(*words: str) -> int:
    """The registry's local copy, from its bulk JSON export."""
    from espace_factures.establishments.service.import_registry import import_registry as use_case

    count = perform(use_case, Path(parsed("import-registry", words, "file").file))
    say(f"{count} établissements")
    return 0
