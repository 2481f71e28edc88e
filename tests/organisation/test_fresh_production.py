"""From nothing to the first decision: an empty database, an operator's commands, and people."""

import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from espace_factures import commands
from espace_factures.app.forms import parse
from espace_factures.app.uow import make_engine
from espace_factures.core.access import Actor, Role
from espace_factures.habilitations.rules import Status as HabilitationStatus
from espace_factures.identity.service import sessions
from espace_factures.identity.service.sessions import Opened
from espace_factures.invoices.rules import Status
from espace_factures.profile.forms import Mobile
from espace_factures.profile.service import contacts
from espace_factures.settings import settings
from tests.conftest import World, a_database
from tests.habilitations.conftest import Desk
from tests.identity import given
from tests.identity.test_recovery import text_sent
from tests.invoices.conftest import Office

SAFE = {
    "APP_ENV": "prod",
    "SMTP_URL": "smtp+starttls://mail.example:587",
    "MAIL_FROM": "factures@province-sud.nc",
    "SMS_URL": "https://:jeton@sms.example/messages",
    "PUBLIC_URL": "https://factures.example",
    "TRUSTED_PROXIES": "none",
    "SECRET_KEY": "une clé de trente-deux caractères au moins",
}
ORDERS = """Numéro;RIDET;Nom;Direction;Libellé;Montant;Date
BC-2026-1;0 047 688 001;EXEMPLE SARL;DENV;Entretien des locaux;200 000 F;01/10/2026
"""
_addresses = itertools.count(1)


@pytest.fixture
def operator(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., int]]:
    """Types commands on an empty migrated database, with the settings of a production."""
    with a_database(f"fresh_{os.getpid()}") as url:
        for name, value in (SAFE | {"DATABASE_URL": url}).items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        yield lambda name, *words: commands.COMMANDS[name](*words)
    settings.cache_clear()


def arrives(world: World, email: str) -> Actor:
    """Somebody signs up with the address, proves it, and acts."""
    outcome = given.active(world, email=email, address=f"192.0.2.{next(_addresses)}")
    assert isinstance(outcome, Opened)
    return world.do(sessions.authenticate, outcome.token)


def proves_mobile(world: World, actor: Actor) -> None:
    """By the code of an SMS."""
    ticket = world.do(contacts.ask_mobile, actor, parse(Mobile, {"mobile": "75.12.34"}))
    given.send_codes(world)
    assert world.do(contacts.confirm_mobile, actor, ticket, text_sent(world)) is None


def test_commands_and_people_are_enough_from_nothing_to_the_first_decision(
    operator: Callable[..., int], world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "commandes.csv"
    file.write_text(ORDERS)
    assert operator("appoint", "admin@province.example") == 0
    assert operator("add-direction", "DENV", "Direction de l’environnement") == 0
    assert operator("grant-role", "habilitations@province.example", "agent-habilitations") == 0
    assert operator("grant-role", "factures@province.example", "agent-factures", "--direction", "DENV") == 0
    assert operator("import-orders", str(file)) == 0
    assert operator("import-orders", str(file)) == 0
    said = capsys.readouterr().out
    assert "admin@province.example n’a pas encore de compte confirmé" in said
    assert "Commandes : 1 nouvelle, 0 changée, 0 inchangée, 0 refusée." in said
    assert "Commandes : 0 nouvelle, 0 changée, 1 inchangée, 0 refusée." in said

    engine = make_engine(os.environ["DATABASE_URL"])
    portal = replace(world, engine=engine)
    portal.use()
    admin = arrives(portal, "admin@province.example")
    assert admin.roles == {Role.USER, Role.ADMIN}
    supplier = arrives(portal, "elodie@exemple.nc")
    proves_mobile(portal, supplier)
    desk = Desk(portal, supplier, arrives(portal, "habilitations@province.example"))
    desk.decides(desk.asks(), HabilitationStatus.ACCEPTED)
    assert portal.rows("SELECT name, address FROM establishments") == [("ATELIER DU LAGON", "3 rue de l’Alma, Nouméa")]
    place, direction = portal.rows("SELECT * FROM establishments")[0], portal.rows("SELECT * FROM directions")[0]
    agent = arrives(portal, "factures@province.example")
    office = Office(portal, place, direction, supplier, agent, agent)
    reference = office.deposits(no_order="", order="BC-2026-1")
    office.decides(reference, Status.TAKEN)
    assert office.row(reference).status == Status.TAKEN
    assert portal.rows("SELECT invoiced FROM orders")[0].invoiced == 161_500
    engine.dispose()


def test_a_refused_command_says_why_in_french(operator: Callable[..., int]) -> None:
    with pytest.raises(SystemExit, match="Direction inconnue : DFOO"):
        operator("grant-role", "factures@province.example", "agent-factures", "--direction", "DFOO")
    with pytest.raises(SystemExit, match="Aucun compte n’a cette adresse"):
        operator("close-sessions", "inconnue@exemple.nc")
    with pytest.raises(SystemExit, match="Commande mal écrite"):
        operator("close-sessions")


def test_sessions_are_closed_by_a_command(operator: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert operator("close-sessions", "--everybody") == 0
    assert "Personnes déconnectées : 0." in capsys.readouterr().out


def test_a_file_with_a_refused_row_ends_with_1(
    operator: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "commandes.csv"
    file.write_text(ORDERS)
    assert operator("import-orders", str(file)) == 1
    assert "Ligne 2, commande BC-2026-1 : la direction « DENV » est inconnue" in capsys.readouterr().out
