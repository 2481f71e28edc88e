"""What the launcher says on the terminal: each step as it begins, then where to go. No credential is printed."""

import sys
from urllib.parse import urlsplit

from espace_factures import routes
from espace_factures.core.demonstration import ACCOUNTS, DOMAIN, PASSWORD
from espace_factures.settings import Settings


def say(words: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def announcement(values: Settings) -> str:
    """Where to go, with which account, and where mail goes."""
    accounts = [f"Comptes de démonstration (mot de passe « {PASSWORD} ») :"]
    accounts += [f"  {name}@{DOMAIN}" for name in ACCOUNTS]
    lines = [f"Espace Factures : {values.origin}", *(accounts if values.is_dev else [])]
    lines += [f"Courriels : {without_credentials(values.smtp_url) or values.origin + routes.DEV_MAILBOX}"]
    return "".join(f"{line}\n" for line in lines)


def without_credentials(url: str) -> str:
    """An address with neither its user, nor its password, nor its query, which may hold a key."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
