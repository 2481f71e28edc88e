"""What is to be paid leaves in a file, and what was paid comes back in one, each line by itself."""

from typing import Any

import pytest

from espace_factures.app.run import execute
from espace_factures.core.errors import DomainError, ForbiddenError
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import dossiers
from espace_factures.invoices.following.presenter.dossier import recap_lines
from espace_factures.invoices.payment import jobs as payment_jobs
from espace_factures.invoices.payment.forms import Export
from espace_factures.invoices.payment.presenter import file_view, groups
from espace_factures.invoices.payment.repository import Place
from espace_factures.invoices.payment.rules import MOST_ROWS, PAGE_SIZE, Outcome
from espace_factures.invoices.payment.service import exporting, importing, owed
from espace_factures.invoices.processing.service import seeing
from espace_factures.invoices.rules import Status
from tests.invoices.conftest import Office
from tests.loops import finished

HEAD = "reference;montant;date;paiement"
TODAY = "18/11/2026"


def sent(office: Office, **typed: object) -> str:
    """An invoice that another comptable mandated and sent."""
    reference = office.deposits(**typed)
    office.walks(reference, Status.SENT)
    return reference


def comes(office: Office, *rows: str, encoding: str = "utf-8") -> int:
    """The number of a file that the payer sends."""
    content = "\r\n".join([HEAD, *rows]).encode(encoding)
    return office.world.do(importing.receive, office.payer, "paiements.csv", content)


def records(office: Office, number: int) -> dict[Outcome, int]:
    """Confirm a file and let its job run; what became of its lines."""
    office.world.do(importing.confirm, office.payer, number)
    finished(payment_jobs.record(number))
    return office.world.do(importing.report, office.payer, number).counts


def a_row(reference: str, amount: str = "161 500 F", day: str = TODAY, payment: str = "VIR-7") -> str:
    return f"{reference};{amount};{day};{payment}"


def refusals(office: Office, number: int) -> list[str]:
    return [line.sentence for line in office.world.do(importing.report, office.payer, number).refused]


def test_a_file_pays_what_it_names_and_the_supplier_reads_its_reference(office: Office) -> None:
    references = [sent(office) for _ in range(2)]
    number = comes(office, *(a_row(reference.lower()) for reference in references))
    assert {office.row(reference).status for reference in references} == {"transmise"}
    assert records(office, number) == {Outcome.DONE: 2}
    paid = office.row(references[0])
    assert (paid.status, str(paid.paid_on), paid.payment_reference) == ("payee", "2026-11-18", "VIR-7")


def test_the_same_file_twice_changes_nothing(office: Office) -> None:
    row = a_row(sent(office))
    records(office, comes(office, row))
    before = office.world.rows("SELECT * FROM demande_events ORDER BY id")
    again = comes(office, row)
    assert records(office, again) == {Outcome.SAME: 1}
    assert office.world.rows("SELECT * FROM demande_events ORDER BY id") == before


def test_a_second_click_and_a_second_run_pay_once(office: Office) -> None:
    number = comes(office, a_row(sent(office)))
    assert records(office, number) == records(office, number) == {Outcome.DONE: 1}
    assert len(office.world.rows("SELECT 1 FROM demande_events WHERE status = 'Payée'")) == 1


def test_a_run_that_stopped_goes_on_where_it_was(office: Office) -> None:
    references = [sent(office) for _ in range(3)]
    number = comes(office, *map(a_row, references))
    office.world.do(importing.confirm, office.payer, number)
    execute(importing.record, office.world.do(importing.waiting, number)[0])
    finished(payment_jobs.record(number))
    assert office.world.do(importing.report, office.payer, number).counts == {Outcome.DONE: 3}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reference": "EF-2026-999999"}, "Aucune facture"),
        ({"amount": "161 000"}, "Le montant à payer est"),
        ({"day": "19/11/2026"}, "dans le futur"),
        ({"day": "17/11/2026"}, "précède le dépôt"),
        ({"day": "31/02/2026"}, "date"),
        ({"amount": "=cmd"}, "montant"),
        ({"amount": "-5"}, "Écrivez un montant positif"),
        ({"payment": ""}, "paiement"),
        ({"payment": "x" * 61}, "60"),
    ],
)
def test_a_contradictory_line_is_refused_by_itself(office: Office, changes: dict[str, str], why: str) -> None:
    good, other = sent(office), sent(office)
    number = comes(office, a_row(good), a_row(**{"reference": other} | changes))
    assert why in refusals(office, number)[0]
    assert records(office, number) == {Outcome.DONE: 1, Outcome.REFUSED: 1}
    assert (office.row(good).status, office.row(other).status) == ("payee", "transmise")


def test_a_file_may_name_the_mandate_and_not_contradict_it(office: Office) -> None:
    kept, other = office.deposits(), sent(office)
    office.walks(kept, Status.CLEARED)
    office.decides(kept, Status.ORDERED, office.accountant, mandate="MD-1")
    office.decides(kept, Status.SENT, office.accountant)
    content = f"{HEAD};mandat\n{a_row(kept)};MD-2\n{a_row(other)};MD-3"
    number = office.world.do(importing.receive, office.payer, "p.csv", content.encode())
    assert records(office, number) == {Outcome.DONE: 1, Outcome.REFUSED: 1}
    assert refusals(office, number) == ["Son mandat est MD-1, pas MD-2."]
    assert office.row(other).mandate_reference == "MD-3"


def test_an_invoice_paid_twice_by_one_file_is_paid_once(office: Office) -> None:
    reference = sent(office)
    number = comes(office, a_row(reference), a_row(reference, payment="VIR-8"))
    assert "La ligne 2 paie déjà cette facture" in refusals(office, number)[0]
    assert records(office, number) == {Outcome.DONE: 1, Outcome.REFUSED: 1}


def test_an_invoice_that_is_not_sent_yet_is_refused(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.ORDERED)
    assert "Mandatée" in refusals(office, comes(office, a_row(reference)))[0]


def test_the_admitted_amount_is_what_is_paid(office: Office) -> None:
    reference = office.deposits()
    office.decides(reference, Status.TAKEN)
    office.decides(reference, Status.SERVICE_DONE, admitted="100 000")
    office.decides(reference, Status.CLEARED)
    for status in (Status.ORDERED, Status.SENT):
        office.decides(reference, status, office.accountant)
    assert "100" in refusals(office, comes(office, a_row(reference)))[0]
    assert records(office, comes(office, a_row(reference, "100 000"))) == {Outcome.DONE: 1}


def test_what_moved_since_the_file_was_read_is_refused_with_who_acted(office: Office) -> None:
    reference = sent(office)
    number = comes(office, a_row(reference))
    office.decides(reference, Status.PAID, office.payer, paid_on="2026-11-18")
    assert records(office, number) == {Outcome.REFUSED: 1}
    assert "Payée" in refusals(office, number)[0]


def test_who_mandated_pays_nothing_by_a_file_either(office: Office) -> None:
    reference = sent(office)
    number = office.world.do(importing.receive, office.accountant, "p.csv", f"{HEAD}\n{a_row(reference)}".encode())
    office.world.do(importing.confirm, office.accountant, number)
    finished(payment_jobs.record(number))
    assert "revient à une autre personne" in refusals(office, number)[0]


def test_another_comptable_does_not_confirm_a_file_and_an_agent_sends_none(office: Office) -> None:
    number = comes(office, a_row(sent(office)))
    with pytest.raises(DomainError, match="Un autre agent"):
        office.world.do(importing.confirm, office.accountant, number)
    with pytest.raises(ForbiddenError):
        office.world.do(importing.receive, office.agent, "p.csv", HEAD.encode())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "latin-1"])
def test_a_file_of_another_age_is_read(office: Office, encoding: str) -> None:
    number = comes(office, a_row(sent(office), payment="Virement été"), encoding=encoding)
    assert records(office, number) == {Outcome.DONE: 1}
    assert office.world.rows("SELECT payment FROM payment_lines")[0].payment == "Virement été"


def test_a_hundred_thousand_lines_are_refused_in_a_sentence(office: Office) -> None:
    with pytest.raises(DomainError, match=f"plus de {MOST_ROWS} lignes"):
        comes(office, *[a_row("EF-2026-000001")] * 100_000)


def test_what_is_owed_is_read_with_its_whole_iban_and_that_is_written(office: Office) -> None:
    reference = sent(office)
    found = office.world.do(owed.listed, office.payer, "", None)
    (group,) = groups(found)
    assert office.rib
    assert group.account.iban.replace(" ", "") == office.rib.iban
    assert (group.place, group.fault, [row.number for row in group.rows]) == (
        office.place.name,
        "",
        [f"{office.row(reference).number} ({reference})"],
    )
    entries = office.world.rows("SELECT account_id, subject FROM audit_entries WHERE action = 'facture.iban'")
    assert entries == [(office.payer.account_id, f"rib:{office.rib.id}")]


def test_the_iban_of_the_decision_is_written_too(office: Office) -> None:
    reference = sent(office)
    office.world.do(seeing.dossier, office.payer, reference)
    assert len(office.world.rows("SELECT 1 FROM audit_entries WHERE action = 'facture.iban'")) == 1


def test_only_a_comptable_reads_what_is_owed(office: Office) -> None:
    for actor in (office.agent, office.supplier):
        with pytest.raises(ForbiddenError):
            office.world.do(owed.debts, actor, "", None)


def test_a_retired_rib_is_said_above_what_waits_on_it(office: Office) -> None:
    sent(office)
    with office.world.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE ribs SET status = 'remplace'")
    (group,) = groups(office.world.do(owed.debts, office.payer, "", None))
    assert "n’est pas validé" in group.fault


def test_pages_follow_each_other_and_come_back(office: Office) -> None:
    for _ in range(PAGE_SIZE + 2):
        office.walks(office.deposits(), Status.CLEARED)
    first = office.world.do(owed.debts, office.payer, "", None)
    last = first.rows[-1].due.invoice.id
    second = office.world.do(owed.debts, office.payer, "", Place(last))
    back = office.world.do(owed.debts, office.payer, "", Place(second.rows[0].due.invoice.id, is_before=True))
    assert (len(first.rows), len(second.rows)) == (PAGE_SIZE, 2)
    assert [row.due.invoice.id for row in back.rows] == [row.due.invoice.id for row in first.rows]
    assert office.world.do(owed.debts, office.payer, Status.SENT, None).rows == []


def test_a_file_of_debts_says_what_an_earlier_one_held(office: Office) -> None:
    sent(office)
    made = office.world.do(exporting.export, office.payer, Export())
    assert (made.invoices, made.again, made.amount) == (1, 0, 161_500)
    with pytest.raises(DomainError, match="rien à exporter"):
        office.world.do(exporting.export, office.payer, Export())
    again = office.world.do(exporting.export, office.accountant, Export(again=True))
    assert (again.invoices, again.again) == (1, 1)
    head, line = _sheet(office, again.id)
    assert line[head.index("deja_exportee")] == "2026-11-18"
    assert line[head.index("iban")] == (office.rib.iban if office.rib else "")
    actions = [row.action for row in office.world.rows("SELECT action FROM audit_entries ORDER BY id")]
    assert actions[-3:] == ["payments.exported", "payments.exported", "payments.taken"]


def test_what_leaves_comes_back_once_it_is_paid(office: Office) -> None:
    reference = sent(office)
    head, line = _sheet(office, office.world.do(exporting.export, office.payer, Export()).id)
    line[head.index("date")], line[head.index("paiement")] = TODAY, "VIR-9"
    content = "\n".join([";".join(head), ";".join(line)]).encode()
    number = office.world.do(importing.receive, office.payer, "retour.csv", content)
    assert records(office, number) == {Outcome.DONE: 1}
    assert office.row(reference).payment_reference == "VIR-9"


def test_a_file_says_what_it_would_do_before_it_does(office: Office) -> None:
    number = comes(office, a_row(sent(office)), a_row("EF-2026-999999"))
    view = file_view(office.world.do(importing.report, office.payer, number))
    assert view.button == "Enregistrer 1\u00a0paiement"
    assert [line.why for line in view.refused] == ["Aucune facture ne porte cette référence."]


def test_the_supplier_reads_the_mandate_and_the_payment(office: Office) -> None:
    reference = office.deposits()
    office.walks(reference, Status.CLEARED)
    office.decides(reference, Status.ORDERED, office.accountant, mandate="MD-2026-12")
    office.decides(reference, Status.SENT, office.accountant)
    office.decides(reference, Status.PAID, office.payer, payment="VIR-1")
    dossier = office.world.do(dossiers.for_person, office.supplier, Kind.INVOICE, reference)
    lines = {line.label: line.value for line in recap_lines(dossier)}
    assert (lines["Mandat"], lines["Référence du paiement"]) == ("MD-2026-12", "VIR-1")


def _sheet(office: Office, number: int) -> tuple[list[str], list[str]]:
    sheet: Any = office.world.do(exporting.sheet, office.payer, number)
    head, line = sheet.removeprefix("\ufeff").splitlines()
    return head.split(";"), line.split(";")
