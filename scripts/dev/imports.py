"""Which of our modules import which, read from the files without running them."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from espace_factures.frontend import ROOT

PACKAGE: Final = ROOT / "espace_factures"
COMPOSITION: Final = ("espace_factures.espace_factures", "espace_factures.catalogue")
SCREEN: Final = frozenset({"components", "pages", "shell", "ui"})


class Imports:
    """The graph of the modules under `root`; a file is read again when it changed."""

    def __init__(self, root: Path = PACKAGE) -> None:
        self.root = root
        self._read: dict[Path, tuple[int, frozenset[str]]] = {}

    def named(self) -> dict[str, frozenset[str]]:
        """Each of our modules, and every name that it imports, ours or not."""
        return {self.name_of(file): self._names(file) for file in self.root.rglob("*.py")}

    def foreign(self) -> set[str]:
        """Other people's modules that ours import."""
        return {name for names in self.named().values() for name in names if name.split(".")[0] != self.root.name}

    def behind_the_screen(self) -> set[str]:
        """The modules that the application runs when somebody acts; the others only draw the pages."""
        named = self.named()
        waiting = [module for module in named if not is_screen(module)]
        reached: set[str] = set()
        while waiting:
            module = waiting.pop()
            if module in reached:
                continue
            reached.add(module)
            if not composes(module):
                waiting += [name for name in named[module] if name in named]
        return reached

    def is_behind(self, file: Path) -> bool:
        """Whether the running application would feel a change of this file."""
        module = self.name_of(file)
        return not is_screen(module) or module in self.behind_the_screen()

    def name_of(self, file: Path) -> str:
        """The dotted name of a file of ours."""
        parts = file.relative_to(self.root.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def _names(self, file: Path) -> frozenset[str]:
        changed = file.stat().st_mtime_ns
        if self._read.get(file, (0,))[0] != changed:
            self._read[file] = changed, frozenset(imported(file.read_text()))
        return self._read[file][1]


def is_screen(module: str) -> bool:
    """Whether a module draws; a package of pages lists them with their rights, which is no drawing."""
    parts = module.split(".")[1:]
    return not SCREEN.isdisjoint(parts) and parts[-1] != "pages"


def composes(module: str) -> bool:
    """Whether a module only introduces the pages to the application."""
    return module in COMPOSITION or module.endswith(".pages")


def imported(source: str) -> Iterator[str]:
    """Names after `import` and `from`, and those imported from them, which may be modules; none while one types."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
