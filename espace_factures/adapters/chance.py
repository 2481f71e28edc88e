"""The machine's source of secrets."""

import secrets


class SystemChance:
    """Values nobody can guess."""

    def code(self) -> str:
        """Four digits, each of the 10 000 values as likely."""
        return f"{secrets.randbelow(10_000):04d}"

    def token(self) -> str:
        """256 random bits, for an address or a cookie."""
        return secrets.token_urlsafe(32)
