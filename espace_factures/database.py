"""The database of a command: the one of the settings, or an embedded one, brought to the latest schema."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from espace_factures.settings import settings
from espace_factures.terminal import say

OTHER_HISTORY: Final = (
    "La base donnée par DATABASE_URL vient d'une autre version du portail, que celle-ci ne sait pas mettre à jour. "
    "Rien n'y a été changé. Donnez une base vide, ou reprenez la version du portail qui l'a créée."
)


def migrate() -> str:
    """Bring the database to the latest schema; returns its address."""
    say("PostgreSQL…")
    from espace_factures import migrations, postgres

    url = settings().database_url or postgres.start(cluster())
    say("Schéma…")
    try:
        migrations.upgrade(postgres.sqlalchemy_url(url))
    except migrations.OtherHistoryError:
        url = _replace()
        migrations.upgrade(url)
    return url


def _replace() -> str:
    """An empty embedded database instead of one that cannot be brought to this schema; any other is left alone."""
    if settings().database_url:
        raise SystemExit(OTHER_HISTORY)
    from espace_factures import postgres

    name = postgres.set_aside(cluster(), f"{datetime.now(UTC):%Y%m%d_%H%M%S}")
    say(f"La base de « {settings().var_dir} » vient d'une version antérieure du portail.")
    say(f"Elle est gardée sous le nom « {name} », et une base neuve la remplace.")
    return postgres.start(cluster())


def cluster() -> Path:
    """Where the embedded PostgreSQL keeps its files."""
    return settings().var_dir.absolute() / "postgres"
