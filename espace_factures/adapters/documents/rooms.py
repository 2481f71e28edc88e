"""The one room of this application process, where all documents are read."""

from typing import Final

from espace_factures.adapters.documents.room import Room

DOCUMENT: Final = "espace_factures.adapters.documents.child"
PAGE: Final = "espace_factures.adapters.documents.picture_child"
RULES: Final = "espace_factures.adapters.documents.schematron_child"

READING: Final = Room(DOCUMENT, PAGE, RULES)
