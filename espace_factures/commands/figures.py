"""The figures of the dashboard, counted again."""

from espace_factures.commands.running import parsed, ready
from espace_factures.terminal import say


def rebuild_figures(*words: str) -> int:
    """From the first line of the history on, a month in each transaction, while the portal serves."""
    import asyncio

    from espace_factures.oversight.service import counting

    parsed("rebuild-figures", words)
    ready()
    say(f"Chiffres recomptés : {asyncio.run(counting.rebuild())} mois.")
    return 0
