"""What a browser keeps of the portal: the service worker of the shell, and the page of those who are offline."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Final

from espace_factures.ui import tokens

SHELL: Final = Path(__file__).parent / "shell"
PAGE: Final = "hors-connexion/index.html"
WORKER: Final = "sw.js"
VERSION: Final = "VERSION"
TITLE: Final = "Vous êtes hors connexion"
SENTENCE: Final = "Cette page a besoin d’Internet. Vérifiez votre connexion, puis réessayez."


def files(client: Path) -> Iterator[tuple[Path, str]]:
    """Each file and its content; the worker's version is that of all that it may keep."""
    yield client / PAGE, page()
    names = sorted(file.name for file in (client / "assets").iterdir())
    letters = [file.read_bytes() for file in sorted((client / "fonts").iterdir())]
    version = hashlib.sha256(b"\n".join(["\n".join([page(), *names]).encode(), *letters])).hexdigest()[:16]
    yield client / WORKER, (SHELL / "worker.js").read_text("utf-8").replace(VERSION, version)


def page() -> str:
    """Without any script: « Réessayer » asks the same address again."""
    drawn = Template((SHELL / "offline.html").read_text("utf-8"))
    return drawn.substitute(title=TITLE, sentence=SENTENCE, tokens=tokens.declarations())
