"""The database of a command: the one of the settings, or an embedded one, brought to the latest schema."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from espace_factures.settings import settings
from espace_factures.terminal import say

OTHER_HISTORY: Final = (
    "La base donnée par DATABASE_URL vient d’une autre version du portail, que celle-ci ne sait pas mettre à jour. "
    "Rien n’y a été changé. Donnez une base vide, ou reprenez la version du portail qui l’a créée."
)
NOT_OWNER: Final = (
    "Le schéma de la base doit être mis à jour, et le rôle de DATABASE_URL n’en a pas le droit. "
    "Lancez « python -m espace_factures migrate » avec DATABASE_OWNER_URL, l’adresse du rôle propriétaire."
)


def migrate() -> str:
    """Bring the database to the latest schema, by the role that owns it; returns the address to serve by."""
    say("PostgreSQL…")
    from espace_factures import postgres, rights

    given = settings().database_url
    owner = postgres.sqlalchemy_url(
        settings().database_owner_url or settings().database_direct_url or given or postgres.start(cluster())
    )
    say("Schéma…")
    owner = _upgraded(owner)
    if not given:
        return rights.open_embedded(owner)
    serving = postgres.sqlalchemy_url(given)
    if rights.role_of(serving) != rights.role_of(owner):
        rights.give(rights.role_of(serving), owner)
    return serving


def _upgraded(owner: str) -> str:
    from espace_factures import migrations

    try:
        migrations.upgrade(owner)
    except migrations.OtherHistoryError:
        owner = _replace()
        migrations.upgrade(owner)
    except migrations.NotOwnerError:
        raise SystemExit(NOT_OWNER) from None
    return owner


def _replace() -> str:
    """An empty embedded database instead of one that cannot be brought to this schema; any other is left alone."""
    if settings().database_url:
        raise SystemExit(OTHER_HISTORY)
    from espace_factures import postgres

    name = postgres.set_aside(cluster(), f"{datetime.now(UTC):%Y%m%d_%H%M%S}")
    say(f"La base de « {settings().var_dir} » vient d’une version antérieure du portail.")
    say(f"Elle est gardée sous le nom « {name} », et une base neuve la remplace.")
    return postgres.start(cluster())


def cluster() -> Path:
    """Where the embedded PostgreSQL keeps its files."""
    return settings().var_dir.absolute() / "postgres"
