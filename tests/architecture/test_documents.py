"""What the documents say of the code is true of it."""

import re
from pathlib import Path

import pytest

from scripts import architecture

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PATH = re.compile(r"`((?:espace_factures|tests|scripts|benchmarks|alembic|assets)/[\w/.-]*\w)`")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def test_the_picture_of_the_house_is_the_one_of_its_imports() -> None:
    assert architecture.PICTURE.read_text() == architecture.picture(), "run: python -m scripts.architecture"


def test_every_import_goes_down() -> None:
    order = architecture.layers()
    climbing = {
        (above, below)
        for above, imported in architecture.imports().items()
        for below in imported
        if order.index(below) < order.index(above)
    }
    assert not climbing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_file_that_a_document_names_exists(page: Path) -> None:
    text = page.read_text()
    missing = [path for path in PATH.findall(text) if not (ROOT / path).exists()]
    missing += [link for link in LINK.findall(text) if not (page.parent / link).exists()]
    assert not missing
