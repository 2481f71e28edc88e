"""Bons de commande come from a file as people write it, row by row, and the same file twice changes nothing."""

import pytest

from espace_factures.core.errors import DomainError
from espace_factures.establishments.models import RegistryEntry
from espace_factures.orders.rules import Change, Report
from espace_factures.orders.service import importing
from tests import factories
from tests.conftest import World
from tests.invoices.conftest import Office, office

__all__ = ["office"]

HEAD = "Numéro;RIDET;Direction;Libellé;Montant;Date;Nom"
LINES = HEAD + ";Ligne;Quantité;Prix unitaire;TGC"


def a_row(number: str = "BC-1", ridet: str = "0 047 688 001", amount: str = "161 500 F", **other: str) -> str:
    """A row as a spreadsheet writes it."""
    given = {"direction": "DENV", "label": "Entretien", "on": "01/10/2026", "name": "EXEMPLE SARL"} | other
    head = [number, ridet, given["direction"], given["label"], amount, given["on"], given["name"]]
    return ";".join([*head, *(given[name] for name in ("line", "quantity", "price", "rate") if name in given)])


def imports(world: World, *rows: str, head: str = HEAD, encoding: str = "utf-8") -> Report:
    """The report of a file."""
    return world.do(importing.import_orders, "\n".join([head, *rows]).encode(encoding))


@pytest.fixture
def province(world: World) -> World:
    """One direction."""
    factories.a_direction(world, code="DENV", name="Direction de l’environnement")
    return world


def counted(report: Report) -> tuple[int, int, int, int]:
    done = report.done
    return done[Change.NEW], done[Change.CHANGED], done[Change.SAME], len(report.refused)


def test_a_file_makes_new_orders_and_the_same_file_twice_changes_nothing(province: World) -> None:
    rows = [a_row("BC-1"), a_row("BC-2", amount="2.000.000.000")]
    assert counted(imports(province, *rows)) == (2, 0, 0, 0)
    before = province.rows("SELECT * FROM orders ORDER BY id")
    assert counted(imports(province, *rows)) == (0, 0, 2, 0)
    assert province.rows("SELECT * FROM orders ORDER BY id") == before
    assert [row.amount for row in before] == [161_500, 2_000_000_000]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_file_is_read_whatever_its_encoding_and_its_separator(province: World, encoding: str, separator: str) -> None:
    row = a_row(label="Réfection à l’école").replace(";", separator)
    imports(province, row, head=HEAD.replace(";", separator), encoding=encoding)
    assert province.rows("SELECT label FROM orders")[0].label == "Réfection à l’école"


def test_an_order_that_differs_is_changed(province: World) -> None:
    imports(province, a_row(amount="161 500"))
    assert counted(imports(province, a_row(amount="170 000"))) == (0, 1, 0, 0)
    assert province.rows("SELECT amount FROM orders")[0].amount == 170_000


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"direction": "DFOO"}, "la direction « DFOO » est inconnue"),
        ({"ridet": "12"}, "ridet : Écrivez les 9 ou 10\u00a0chiffres du RIDET"),
        ({"amount": "-5"}, "montant : Écrivez un montant positif"),
        ({"amount": "12,50"}, "montant : Le franc CFP n’a pas de centimes"),
        ({"on": "31/02/2026"}, "date : Écrivez une date comme"),
        ({"on": "01/10/0026"}, "date : Vérifiez l’année"),
        ({"on": "19/11/2026"}, "la date est dans le futur"),
        ({"name": "", "ridet": "0999999001"}, "ce RIDET est inconnu du portail et du registre"),
    ],
)
def test_a_wrong_row_is_refused_by_itself_and_said(province: World, wrong: dict[str, str], why: str) -> None:
    report = imports(province, a_row("BC-1"), a_row("BC-2", **wrong))
    assert counted(report) == (1, 0, 0, 1)
    assert report.lines()[0] == "Commandes : 1 nouvelle, 0 changée, 0 inchangée, 1 refusée."
    assert report.lines()[1].startswith("Ligne 3, commande BC-2 : ")
    assert why in report.lines()[1]


def test_a_file_without_its_columns_is_refused_whole(province: World) -> None:
    with pytest.raises(DomainError, match="Il manque au fichier : montant, date"):
        imports(province, "BC-1;0047688001;DENV;Entretien", head="numero;ridet;direction;libelle")


def test_an_order_waits_for_an_etablissement_that_nobody_acts_for_yet(province: World) -> None:
    imports(province, a_row(ridet="0998877001", name="TRANSPORTS DE LA FOA"))
    assert province.rows("SELECT ridet, name FROM establishments") == [("0998877001", "TRANSPORTS DE LA FOA")]


def test_the_registry_names_such_an_etablissement_before_the_file_does(province: World) -> None:
    entry = RegistryEntry(ridet="0998877001", name="TRANSPORTS LA FOA SARL", imported_at=province.clock.now())
    factories._save(province, entry)
    imports(province, a_row(ridet="0998877001", name="TLF"))
    assert province.rows("SELECT name FROM establishments")[0].name == "TRANSPORTS LA FOA SARL"


def test_the_number_of_another_etablissement_is_refused(province: World) -> None:
    imports(province, a_row("BC-1"))
    report = imports(province, a_row("BC-1", ridet="0998877001"))
    assert "déjà celui d’une commande d’un autre établissement" in report.lines()[1]


def test_an_amount_below_what_is_invoiced_is_refused(office: Office) -> None:
    direction = office.direction.code
    row = {"ridet": office.place.ridet, "direction": direction}
    imports(office.world, a_row("BC-1", amount="200 000", **row))
    office.deposits(no_order="", order="BC-1")
    report = imports(office.world, a_row("BC-1", amount="100 000", **row))
    assert "déjà facturé, 161\u202f500\u00a0F" in report.lines()[1]


def test_rows_of_one_number_give_its_lines(province: World) -> None:
    rows = [
        a_row(line="Nettoyage", quantity="12", price="10 000", rate="6 %"),
        a_row(line="Vitres", quantity="", price="33 000", rate=""),
    ]
    assert counted(imports(province, *rows, head=LINES)) == (1, 0, 0, 0)
    assert counted(imports(province, *rows, head=LINES)) == (0, 0, 1, 0)
    lines = province.rows("SELECT label, quantity, unit_price, tgc_rate FROM order_lines ORDER BY position")
    assert lines == [("Nettoyage", 12, 10_000, "6"), ("Vitres", 1, 33_000, "")]
    assert counted(imports(province, rows[0], head=LINES)) == (0, 1, 0, 0)


def test_rows_of_one_number_that_disagree_are_refused(province: World) -> None:
    report = imports(province, a_row("BC-1", amount="1 000"), a_row("BC-1", amount="2 000"), a_row("BC-2"))
    assert counted(report) == (1, 0, 0, 1)
    assert "la ligne 2 décrit cette commande autrement" in report.lines()[1]


def test_an_import_is_in_the_audit_log(province: World) -> None:
    imports(province, a_row("BC-1"), a_row("BC-2", direction="DFOO"))
    (entry,) = province.rows("SELECT details FROM audit_entries WHERE action = 'orders.imported'")
    assert entry.details == {"new": 1, "changed": 0, "same": 0, "refused": 1}
