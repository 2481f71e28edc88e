"""python -m scripts.advisories: what is known against the locked parts, and what nobody could read."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from scripts.lock import ROOT

UNREACHABLE: Final = "les avis ne sont pas joignables d’ici ; rien n’a été vérifié."
SOUND: Final = "aucun avis connu."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known against one kind of parts, and what could not be read."""

    found: Sequence[str] = ()
    unread: str = ""

    def __str__(self) -> str:
        return "\n".join(filter(None, [*self.found, self.unread])) or SOUND


def of_python(said: str) -> Verdict:
    """What pip-audit says; a part whose advisories it could not read is « skipped »."""
    try:
        told = json.loads(said)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        return Verdict(unread=UNREACHABLE)
    found = [f"{part['name']} {part['version']} : {fault['id']}" for part in told for fault in part.get("vulns", ())]
    skipped = [part["name"] for part in told if "skip_reason" in part]
    if len(skipped) == len(told):
        return Verdict(unread=UNREACHABLE)
    return Verdict(found, f"avis non lus : {', '.join(skipped)}." if skipped else "")


def of_the_browser(said: str) -> Verdict:
    """What `bun audit --json` says: advisories by package."""
    try:
        told: dict[str, list[dict[str, Any]]] = json.loads(said)
    except json.JSONDecodeError:
        return Verdict(unread=UNREACHABLE)
    return Verdict([f"{name} : {fault['url']}" for name in told for fault in told[name]])


def main() -> int:
    """0 when nothing is known against any part, 1 when something is, 2 when advisories could not be read."""
    locked = ["-r", "requirements.txt", "--require-hashes", "--disable-pip", "--progress-spinner", "off"]
    verdicts = {
        "Python": of_python(_said("pip-audit", *locked, "--format", "json")),
        "JavaScript": of_the_browser(_said("bun", "audit", "--json", cwd="reflex.lock")),
    }
    for name, verdict in verdicts.items():
        sys.stdout.write(f"{name} : {verdict}\n")
    if any(verdict.found for verdict in verdicts.values()):
        return 1
    return 2 if any(verdict.unread for verdict in verdicts.values()) else 0


def _said(*command: str, cwd: str = "") -> str:
    return subprocess.run(command, cwd=ROOT / cwd, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    sys.exit(main())
