"""A browser's own words, in French: « Chrome sur Android ». What it does not say is not invented."""

from typing import Final

from ua_parser import parse

UNKNOWN: Final = "Appareil inconnu"


def name_of(user_agent: str) -> str:
    """The browser and the system of a User-Agent header."""
    found = parse(user_agent)
    browser = found.user_agent.family if found.user_agent else ""
    system = found.os.family if found.os else ""
    return " sur ".join(part for part in (browser, system) if part and part != "Other") or UNKNOWN
