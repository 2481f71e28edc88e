"""Who may sign in to a demonstration, and how; no production has these accounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PASSWORD: Final = "Demonstration-2026!"  # noqa: S105 - published in the README
DOMAIN: Final = "demo.example"
ACCOUNTS: Final[Mapping[str, str]] = {
    "gestionnaire": "gère deux établissements, leurs factures et leurs RIB",
    "usager": "dépose pour l’un d’eux, et demande une habilitation",
    "fournisseur": "gère un transporteur et une papeterie",
    "prestataire": "gère trois autres fournisseurs",
    "nouvelle": "vient d’arriver : sa première habilitation attend",
    "habilitations": "décide des habilitations et valide les RIB",
    "habilitations2": "la seconde validation des RIB",
    "factures": "instruit les factures de trois directions",
    "factures2": "instruit celles de l’éducation",
    "factures3": "instruit celles du numérique et de l’équipement",
    "comptable": "mandate et paie",
    "comptable2": "paie ce que l’autre a mandaté",
    "admin": "administre",
    "admin2": "confirme ce qui demande deux administrateurs",
}
"""By the name before the @."""


@dataclass(frozen=True, slots=True)
class Guide:
    """An account to try the portal with: its address, and what its person does."""

    email: str
    does: str


def guides() -> list[Guide]:
    """Each account, in the order of the README."""
    return [Guide(f"{name}@{DOMAIN}", does) for name, does in ACCOUNTS.items()]
