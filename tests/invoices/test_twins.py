"""One number a year for a whole company, and the same bytes wherever they were deposited."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from espace_factures import routes
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.access import Actor
from espace_factures.core.errors import FormError
from espace_factures.core.ports import Inside
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import dossiers
from espace_factures.establishments.models import Establishment
from espace_factures.invoices.deposit.presenter.draft import draft_notes
from espace_factures.invoices.deposit.service import deposits, drafting, twins
from espace_factures.invoices.following.presenter.watching import SignalLine, signal_lines
from espace_factures.invoices.rules import Status
from tests import factories
from tests.invoices.conftest import Office

NUMBER = "F-2026-77"


@pytest.fixture
def sister(office: Office) -> Establishment:
    """Another établissement of the same company."""
    return factories.an_establishment(office.world, ridet=f"{office.place.ridet[:7]}002", name="EXEMPLE NORD")


def deposits_for(office: Office, place: Establishment, actor: Actor, content: bytes | None = None, **typed: str) -> str:
    """Somebody deposits for an établissement."""
    form = office.form(establishment=str(place.id), rib="", **typed)
    return office.world.do(deposits.deposit_invoice, actor, office.drops(content, actor), form)


def refusal(office: Office, place: Establishment, actor: Actor) -> str:
    """Why the number is refused."""
    with pytest.raises(FormError) as refused:
        deposits_for(office, place, actor, number=NUMBER)
    return refused.value.fields["number"]


def signals(office: Office, reference: str, actor: Actor | None = None) -> list[SignalLine]:
    """What an agent sees of the same bytes."""
    dossier = office.world.do(dossiers.agent_dossier, actor or office.accountant, Kind.INVOICE, reference)
    return [line for line in signal_lines(dossier) if "même fichier" in line.sentence]


def test_another_establishment_of_the_company_does_not_use_the_number_again(
    office: Office, sister: Establishment
) -> None:
    office.deposits(number=NUMBER)
    assert refusal(office, sister, factories.a_member(office.world, sister)) == twins.ELSEWHERE


def test_whoever_follows_both_reads_which_invoice_it_is(office: Office, sister: Establishment) -> None:
    first = office.deposits(number=NUMBER)
    assert first in refusal(office, sister, factories.a_member(office.world, sister, office.supplier))


def test_a_draft_says_so_before_it_is_sent(office: Office, sister: Establishment) -> None:
    office.deposits(number=NUMBER)
    member = factories.a_member(office.world, sister)
    typed = {"establishment": str(sister.id), "number": NUMBER, "issued_on": "2026-11-03"}
    page = office.world.do(drafting.save, member, office.drops(None, member), typed)
    assert twins.ELSEWHERE in {note.message for note in draft_notes(page)}


def test_another_company_and_another_year_use_the_number(office: Office, sister: Establishment) -> None:
    office.deposits(number=NUMBER)
    other = factories.an_establishment(office.world)
    deposits_for(office, other, factories.a_member(office.world, other), number=NUMBER)
    deposits_for(office, sister, factories.a_member(office.world, sister), number=NUMBER, issued_on="2025-11-03")


def test_the_number_of_a_rejected_invoice_is_free_for_the_whole_company(office: Office, sister: Establishment) -> None:
    office.decides(office.deposits(number=NUMBER), Status.REJECTED, reason="DOUBLON")
    deposits_for(office, sister, factories.a_member(office.world, sister), number=NUMBER)


def test_two_establishments_at_one_instant_make_one_invoice_and_one_reads_why(
    office: Office, sister: Establishment
) -> None:
    member = factories.a_member(office.world, sister)
    together = threading.Barrier(2)
    sent = [
        (office.supplier, office.drops(), office.form(number=NUMBER)),
        (member, office.drops(None, member), office.form(number=NUMBER, establishment=str(sister.id), rib="")),
    ]

    def send(uow: UnitOfWork, ports: Inside, actor: Actor, draft: str, form: object) -> str:
        together.wait(5)
        return deposits.deposit_invoice(uow, ports, actor, draft, form)  # type: ignore[arg-type]

    with ThreadPoolExecutor(2) as crowd:
        answers = [crowd.submit(office.world.do, send, *one) for one in sent]
    refused = [error for answer in answers if isinstance(error := answer.exception(), FormError)]
    assert len(refused) == 1
    assert "Une facture de ce numéro" in refused[0].fields["number"]
    assert len(office.world.rows("SELECT 1 FROM invoices")) == 1


def test_the_database_itself_keeps_one_number_a_company_whatever_is_said_of_it(
    office: Office, sister: Establishment
) -> None:
    office.deposits(number=NUMBER)
    other = deposits_for(office, sister, factories.a_member(office.world, sister), number="F-2026-78")
    steal = text("UPDATE invoices SET rid = '9999999', number_exact = :n WHERE reference = :r")
    with pytest.raises(IntegrityError, match="ux_invoices_number_year"), office.world.engine.begin() as connection:
        connection.execute(steal, {"n": NUMBER, "r": other})


def test_the_same_bytes_at_two_companies_are_severe_for_both_with_a_link(office: Office) -> None:
    content, other = factories.a_pdf("Facture de tous"), factories.an_establishment(office.world)
    first = deposits_for(office, office.place, office.supplier, content)
    second = deposits_for(office, other, factories.a_member(office.world, other), content)
    for seen, twin in ((first, second), (second, first)):
        (line,) = signals(office, seen)
        assert line.is_severe
        assert twin in line.sentence
        assert line.href == routes.with_query(routes.ADMIN_INVOICE, ref=twin)


def test_an_agent_who_may_not_open_the_twin_is_told_without_its_reference(office: Office) -> None:
    content, elsewhere = factories.a_pdf("Facture de tous"), factories.a_direction(office.world)
    first = deposits_for(office, office.place, office.supplier, content)
    second = deposits_for(office, office.place, office.supplier, content, direction=str(elsewhere.id))
    (line,) = signals(office, first, office.agent)
    assert (line.is_severe, line.href) == (True, "")
    assert second not in line.sentence


def test_the_same_bytes_beside_another_invoice_are_severe_too(office: Office) -> None:
    content = factories.a_pdf("Facture de tous")
    first, second = deposits_for(office, office.place, office.supplier, content), office.deposits()
    with office.world.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO documents (public_id, account_id, demande_id, role, name, media_type, size, pages, sha256,"
            " storage_key, created_at) SELECT 'beside', o.account_id, i.demande_id, 'piece', o.name, o.media_type,"
            " o.size, o.pages, o.sha256, o.storage_key, o.created_at FROM invoices i, invoices f"
            " JOIN documents o ON o.id = f.document_id WHERE f.reference = %(f)s AND i.reference = %(s)s",
            {"f": first, "s": second},
        )
    assert [line.href for line in signals(office, first)] == [routes.with_query(routes.ADMIN_INVOICE, ref=second)]


def test_the_bytes_of_a_rejected_invoice_may_come_back(office: Office) -> None:
    content = factories.a_pdf("Facture de tous")
    office.decides(deposits_for(office, office.place, office.supplier, content), Status.REJECTED, reason="DOUBLON")
    assert signals(office, deposits_for(office, office.place, office.supplier, content)) == []


def test_a_supplier_is_told_nothing_of_the_bytes_of_another(office: Office) -> None:
    content, other = factories.a_pdf("Facture de tous"), factories.an_establishment(office.world)
    deposits_for(office, office.place, office.supplier, content)
    member = factories.a_member(office.world, other)
    page = office.world.do(drafting.save, member, office.drops(content, member), {"establishment": str(other.id)})
    assert not [note for note in draft_notes(page) if "même fichier" in note.message]
