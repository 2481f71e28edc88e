"""What keeps a portal's secrets: the keys, changed."""

from espace_factures.commands.running import parsed, ready
from espace_factures.terminal import say


def rotate_keys(*words: str) -> int:
    """What is encrypted at rest, again with the first key of SECRET_KEY: the others may be taken out afterwards."""
    from espace_factures.app import rotation
    from espace_factures.app.run import execute

    parsed("rotate-keys", words)
    ready()
    rows = rotation.renewed(execute)
    say("\n".join(f"{table} : {count}" for table, count in rows.items()))
    return 0
