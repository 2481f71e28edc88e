"""What `doctor` looks at, in turn: settings, database, files, ways out, people, lists, work."""

import asyncio
import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Engine, text

from espace_factures import database, migrations, postgres, rights, wiring
from espace_factures.app.outside import outside
from espace_factures.app.run import answer
from espace_factures.app.uow import make_engine
from espace_factures.core.ports import AntivirusUnavailableError, MailUnavailableError
from espace_factures.oversight.presenter.checkup import list_words, people_words, work_words
from espace_factures.oversight.rules.checkup import Finding, bad, good, weak
from espace_factures.oversight.service import checkup
from espace_factures.settings import settings
from espace_factures.terminal import without_credentials

OLDEST: Final = 150000
"""PostgreSQL 15, as it numbers its versions."""
DRIFT_SECONDS: Final = 5
PROBE: Final = b"doctor"


def values() -> Iterator[Finding]:
    """What is set, and could be safer."""
    given = settings()
    yield good(f"APP_ENV={given.app_env}, {given.origin}")
    if given.is_dev:
        yield weak("APP_ENV=dev : comptes et mot de passe de démonstration, courriels lisibles par tous.")
        return
    if not given.audit_mail:
        yield weak("AUDIT_MAIL : sans elle, la tête du journal ne sort pas de la base chaque nuit.")
    if not given.clamav_url:
        yield weak("CLAMAV_URL : sans elle, aucun document n’est analysé par un antivirus.")
    if given.inbox_port and not given.inbox_authenticated_by:
        yield weak("INBOX_AUTHENTICATED_BY : sans elle, l’expéditeur d’un courriel de dépôt est cru sur parole.")
    if not given.storage_url:
        yield weak("STORAGE_URL : les documents sont sur ce disque seul ; sauvegardez-le.")


def base() -> Iterator[Finding]:
    """The database answers, is of this version, and its role may do no more than it must."""
    url = _address()
    if not url:
        yield bad("La base embarquée n’est pas démarrée : lancez le portail, ou donnez DATABASE_URL.")
        return
    engine = make_engine(url)
    try:
        yield from _base(engine, url)
    finally:
        engine.dispose()


def storage() -> Iterator[Finding]:
    """A file is written, read again, and taken away."""
    key, files = f"doctor/{secrets.token_hex(8)}", outside().files
    files.put(key, PROBE)
    is_same = files.read(key) == PROBE
    files.delete(key)
    yield good("Un fichier s’écrit, se relit et s’efface.") if is_same else bad("Un fichier relu n’est pas le même.")


def ways_out() -> Iterator[Finding]:
    """Mail and antivirus answer; no SMS is tried, since one would leave."""
    given = settings()
    place = without_credentials(given.smtp_url) or "boîte de développement"
    try:
        asyncio.run(outside().mailer.greet())
        yield good(f"Courriels : {place} répond.")
    except MailUnavailableError as error:
        yield bad(f"Courriels : {place} ne répond pas, ou refuse le mot de passe ({error}).")
    yield good("SMS : une adresse est donnée.") if given.sms_url else weak("SMS_URL : aucun SMS ne part.")
    antivirus = outside().antivirus
    if antivirus is not None:
        try:
            antivirus.infection(PROBE)
            yield good("Antivirus : répond.")
        except AntivirusUnavailableError as error:
            yield bad(f"Antivirus : ne répond pas ({error}).")


def people() -> Iterator[Finding]:
    """Who must be there."""
    yield from people_words(answer(checkup.examined))


def lists() -> Iterator[Finding]:
    """What the portal checks against."""
    yield from list_words(answer(checkup.examined))


def work() -> Iterator[Finding]:
    """The jobs and the log."""
    yield from work_words(answer(checkup.examined))


EVERY: Final[tuple[tuple[str, Callable[[], Iterator[Finding]]], ...]] = (
    ("Réglages", values),
    ("Base de données", base),
    ("Fichiers", storage),
    ("Courriels, SMS, antivirus", ways_out),
    ("Agents et directions", people),
    ("Listes", lists),
    ("Travaux et journal", work),
)
ALONE: Final = frozenset({"Base de données"})
"""Without it nothing after can be looked at."""


def _address() -> str:
    """The database to serve from, without starting one; empty when the embedded one sleeps."""
    if settings().database_url:
        return wiring.direct_url()
    if not (database.cluster() / "postmaster.pid").exists():
        return ""
    return rights.by(rights.SERVICE, postgres.start(database.cluster()))


def _base(engine: Engine, url: str) -> Iterator[Finding]:
    with engine.connect() as connection:
        version = int(connection.execute(text("SHOW server_version_num")).scalar_one())
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
        drift = abs((datetime.now(UTC) - connection.execute(text("SELECT now()")).scalar_one()).total_seconds())
    yield good("PostgreSQL répond.") if version >= OLDEST else weak("PostgreSQL a plus de trois versions de retard.")
    if encoding != "UTF8":
        yield bad(f"La base est en {encoding} : créez-la en UTF8.")
    if drift > DRIFT_SECONDS:
        yield weak(f"L’horloge de la base et celle-ci diffèrent de {drift:.0f} secondes.")
    if not migrations.is_latest(url):
        yield bad("Le schéma n’est pas celui de cette version : lancez « python -m espace_factures migrate ».")
        return
    wiring.configure(url)
    with engine.connect() as connection:
        may_rewrite = connection.execute(rights.REWRITES).scalar_one()
    if may_rewrite:
        yield weak("Le rôle de DATABASE_URL peut réécrire le journal : donnez-lui un propriétaire à part.")
    yield good("Le schéma est celui de cette version.")
