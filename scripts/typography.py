"""Puts the sentences of the code as French is printed: no-break spaces, curly apostrophes; a test refuses others."""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from espace_factures.core.words import NBSP, THIN

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "espace_factures"
UNSEEN: Final = (
    *("adapters/documents/french_", "adapters/documents/vocabulary.py", "adapters/documents/plain_text.py"),
    *("commands/", "frontend.py", "launcher.py", "logs.py", "migrations.py", "settings.py", "terminal.py"),
    *("web/drawing.py", "web/expressions.py", "web/slots.py"),
)
"""Words of others' documents, a console's, and templates."""
LABELS: Final = (
    "S'inscrire",
    "Mot de passe oublié ?",
    "Besoin d'un compte pour faire vos démarches en ligne ?",
    "Suivez l'état d'avancement de vos demandes effectuées en ligne et communiquez avec les agents provinciaux.",
    "Je n'ai pas de bon de commande",
    "Saisissez le code validation à 4 chiffres",
    "Votre mot de passe a été changé !",
    "Je n'ai pas demandé ce changement",
    "Me l'attribuer",
)
"""Written so by the guides that people follow letter by letter.

A no-break space needs no such care: it is found as a plain one in a text or in the name of a control.
"""
UNITS: Final = r"(?:F|h|s|Mo|ko|jours?|mois|heures?|minutes?|secondes?|caractères|chiffres)\b"
LETTERS: Final = "[a-zàâéèêëîïôûœA-ZÉ]"
RULES: Final = (
    (re.compile(r"(?<=[^\s(«])[ \u00a0](?=[;!?»](?:[\s\"'<.,)»{]|$))"), THIN),
    (re.compile(r"(?<=[^\s(«])[ \u00a0](?=:(?:[\s\\\"'<{«»]|$))"), THIN),
    (re.compile(r"(?<=«)[ \u00a0](?=\S|$)"), THIN),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), THIN),
    (re.compile(rf"(?<=[\d}}]) (?=%(?!}})|{UNITS})"), NBSP),
    (re.compile(r"(?<=\bn°) "), NBSP),
    (re.compile(rf"(?<=(?<![\wÀ-ÿ])[cdjlmnstCDJLMNST])'(?={LETTERS})"), "’"),
    (re.compile(rf"(?<=(?<![\wÀ-ÿ])[Qq]u)'(?={LETTERS})"), "’"),
    (re.compile(r"(?<=aujourd)'(?=hui)"), "’"),
)
DRAWN: Final = re.compile(r"[\"'MmLlHhVvCcSsZz0-9., -]+")
"""The path of a drawing, which no one reads."""
HELD: Final = re.compile("|".join([r"\{[^{}]*\}", *map(re.escape, LABELS)]))
"""What is code, or a label of the guides, stays as it is."""


def printed(text: str) -> str:
    """The text as French is printed."""
    if DRAWN.fullmatch(text):
        return text
    for pattern, mark in RULES:
        held = [match.span() for match in HELD.finditer(text)]
        for place in [found.start() for found in pattern.finditer(text)]:
            if not any(start < place < end - 1 for start, end in held):
                text = text[:place] + mark + text[place + 1 :]
    return text


def faults() -> Iterator[str]:
    """Each sentence of the product that is not printed so, with its place."""
    for path in sources():
        for node in shown(ast.parse(path.read_text("utf-8"))):
            said = _said(node)
            if printed(said) != said:
                yield f"{path.relative_to(ROOT)}:{node.lineno}: {said!r}"


def sources() -> list[Path]:
    """The files whose strings somebody may read."""
    files = sorted(PACKAGE.rglob("*.py"))
    return [path for path in files if not str(path.relative_to(PACKAGE)).startswith(UNSEEN)]


def shown(tree: ast.Module) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The strings of a file that are not docstrings."""
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inside.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            inside.update(id(part) for part in node.values)
            yield node
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node


def written(text: str) -> str:
    """The source of a file with its sentences as they are printed."""
    lines = text.splitlines(keepends=True)
    skipped = _docstrings(ast.parse(text))
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.STRING or token.start[0] in skipped:
            continue
        (first, start), (last, end) = token.start, token.end
        if first == last:
            line = lines[first - 1]
            lines[first - 1] = line[:start] + printed(token.string) + line[end:]
        else:
            for number in range(first - 1, last):
                lines[number] = printed(lines[number])
    return "".join(lines)


def _docstrings(tree: ast.Module) -> set[int]:
    found = [n.value for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)]
    return {line for node in found for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}


def _said(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


if __name__ == "__main__":
    for path in [Path(name) for name in sys.argv[1:]] or sources():
        before = path.read_text("utf-8")
        if (after := written(before)) != before:
            path.write_text(after, "utf-8")
            sys.stdout.write(f"{path}\n")
