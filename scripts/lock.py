"""python -m scripts.lock: from what we ask for, requirements*.in, all that comes with it, hashed: requirements*.txt."""

import re
import subprocess
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
PYPI: Final = "https://pypi.org/simple"
OLDEST_PYTHON: Final = "3.11"
PACKAGE: Final = re.compile(r"^\S+==", re.MULTILINE)
HEAD: Final = "# Written by « make lock » from {}.in: every part with the hashes of its files on PyPI.\n"


def lock() -> None:
    """Both files; a part that is locked already keeps its version, unless what we ask for says otherwise."""
    served, tools = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
    served.write_text(HEAD.format("requirements") + resolved(ROOT / "requirements.in", kept=[served, tools]))
    known = parts(served.read_text())
    added = [part for part in parts(resolved(ROOT / "requirements-dev.in", kept=[served, tools])) if part not in known]
    tools.write_text(HEAD.format("requirements-dev") + "-r requirements.txt\n" + "".join(added))


def resolved(wanted: Path, kept: list[Path]) -> str:
    """Every part for every platform, with the hashes of PyPI and of nobody else."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as known:
        known.write("".join(part for file in kept if file.exists() for part in parts(file.read_text())))
        known.flush()
        command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", OLDEST_PYTHON]
        command += ["--generate-hashes", "--no-annotate", "--no-header", "--no-config", "--default-index", PYPI]
        subprocess.run([*command, "--output-file", known.name, str(wanted)], check=True, stdout=subprocess.DEVNULL)
        return Path(known.name).read_text()


def parts(locked: str) -> list[str]:
    """Each part of a locked file, with its hashes."""
    starts = [found.start() for found in PACKAGE.finditer(locked)]
    return [locked[start:end] for start, end in zip(starts, [*starts[1:], len(locked)], strict=True)]


if __name__ == "__main__":
    lock()
