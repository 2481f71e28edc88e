"""Names held against what is typed to find them: without accents, capitals nor signs."""

from typing import Any, Final

from sqlalchemy import ColumnElement, func

ACCENTED: Final = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿœæ"
PLAIN: Final = "aaaaaaceeeeiiiinooooouuuuyyoa"


def plain(name: Any) -> ColumnElement[str]:
    """A name as `folded` leaves what is typed."""
    return func.regexp_replace(func.translate(func.lower(name), ACCENTED, PLAIN), "[^a-z0-9]", "", "g")
