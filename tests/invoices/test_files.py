"""« Mes fichiers »: one draft per file, what is ready, what a picture says once it is read."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from espace_factures.core.access import Actor
from espace_factures.core.errors import NotFoundError
from espace_factures.invoices.deposit.presenter.files import FileList, file_list, refused_files
from espace_factures.invoices.deposit.service import deposits, drafting, drafts, recognition, sending
from tests import factories
from tests.adapters.documents_given import a_cii
from tests.invoices.conftest import Office

SAMPLE_IBAN = "FR7617499000101234567890102"


def an_invoice(office: Office, number: str = "F-10", order: str = "") -> bytes:
    """An XML of the office's établissement, which agrees with its order and its RIB."""
    number_of_order = order or factories.an_order(office.world, office.place, office.direction).number
    mine = ("0047688001", office.place.ridet), ("F2026-0001", number), ("BC-2026-000123", number_of_order)
    return a_cii(*mine, (SAMPLE_IBAN, office.rib.iban if office.rib else SAMPLE_IBAN))


def listed(office: Office, actor: Actor | None = None) -> FileList:
    """What « Mes fichiers » shows."""
    return file_list(office.world.do(drafting.files, actor or office.supplier), [])


def test_the_same_file_makes_one_draft_and_keeps_its_bytes_once(office: Office) -> None:
    content = factories.a_pdf("Une")
    assert office.drops(content) == office.drops(content)
    assert len(office.world.rows("SELECT 1 FROM documents")) == 1


def test_eight_drops_of_a_file_at_once_make_one_draft(office: Office) -> None:
    content = factories.a_pdf("Huit")
    with ThreadPoolExecutor(2) as crowd:
        made = {drop.result() for drop in [crowd.submit(office.drops, content) for _ in range(8)]}
    assert len(made) == 1
    assert len(office.world.rows("SELECT 1 FROM invoice_drafts")) == 1


def test_another_person_has_a_draft_of_their_own(office: Office) -> None:
    content = factories.a_pdf("Partagée")
    other = factories.a_member(office.world, office.place)
    assert office.drops(content) != office.drops(content, other)


def test_what_agrees_is_ready_and_leaves_at_once(office: Office) -> None:
    for number in ("F-10", "F-25"):
        office.drops(an_invoice(office, number))
    office.drops(factories.a_pdf("Muette"))
    assert [line.badge for line in listed(office).lines] == ["Lu", "Lu", "À vérifier"]
    assert (listed(office).send, listed(office).sum) == (
        "Envoyer les 2 conformes",
        "2\u00a0conformes\u202f: 323\u202f000\u00a0F",
    )
    assert len(office.world.do(sending.send_ready, office.supplier).references) == 2
    assert [line.badge for line in listed(office).lines] == ["À vérifier"]


def test_what_became_doubtful_since_it_was_read_stays(office: Office) -> None:
    order = factories.an_order(office.world, office.place, office.direction, amount=200_000).number
    office.drops(an_invoice(office, "F-10", order))
    office.drops(an_invoice(office, "F-25", order))
    sent = office.world.do(sending.send_ready, office.supplier)
    assert (len(sent.references), sent.kept) == (1, 1)
    assert [line.badge for line in listed(office).lines] == ["À vérifier"]


def test_nobody_sends_the_files_of_another(office: Office) -> None:
    draft = office.drops(an_invoice(office))
    other = factories.a_member(office.world, office.place)
    assert office.world.do(sending.send_ready, other).references == []
    with pytest.raises(NotFoundError):
        office.world.do(sending.send_one, other, draft)


def test_a_file_deposited_already_says_which_invoice_it_became(office: Office) -> None:
    content = an_invoice(office)
    office.drops(content)
    (reference,) = office.world.do(sending.send_ready, office.supplier).references
    office.drops(content)
    (line,) = listed(office).lines
    assert (line.badge, line.twin, listed(office).send) == ("Déjà déposé", reference, "")


def test_the_direction_of_the_last_deposits_is_proposed(office: Office) -> None:
    office.deposits()
    page = office.world.do(drafting.open_draft, office.supplier, office.drops()).now
    assert page.draft.values["direction"] == str(office.direction.id)
    assert page.draft.sources["direction"] == "habit"


def test_the_rib_of_the_etablissement_chosen_by_hand_is_its_default_one(office: Office) -> None:
    other = factories.an_establishment(office.world)
    rib = factories.a_rib(office.world, other, is_default=True)
    factories.a_member(office.world, other, office.supplier)
    draft = office.drops()
    page = office.world.do(drafting.choose_place, office.supplier, draft, {"establishment": str(other.id)})
    assert page.now.draft.values["rib"] == str(rib.id)


def test_a_scan_is_answered_at_once_and_read_afterwards(office: Office, samples: Path) -> None:
    draft = office.drops((samples / "lecture/1-001/scan.pdf").read_bytes())
    assert (listed(office).lines[0].badge, listed(office).lines[0].number) == ("En lecture", "")
    office.world.do(recognition.recognise, draft)
    assert (listed(office).lines[0].badge, listed(office).lines[0].number) == ("À vérifier", "FAC/2026/04/0072")
    office.world.do(recognition.recognise, draft)
    assert len(office.world.do(drafting.open_draft, office.supplier, draft).now.draft.findings) == 1


def test_a_picture_read_late_leaves_what_was_typed(office: Office, samples: Path) -> None:
    draft = office.drops((samples / "lecture/1-001/scan.pdf").read_bytes())
    office.world.do(drafting.save, office.supplier, draft, {"number": "SAISI-1"})
    office.world.do(recognition.recognise, draft)
    values = office.world.do(drafting.open_draft, office.supplier, draft).now.draft.values
    assert (values["number"], values["total_ttc"]) == ("SAISI-1", "101165")


def test_nobody_waits_for_a_picture_that_never_comes(office: Office, samples: Path) -> None:
    draft = office.drops((samples / "lecture/1-001/scan.pdf").read_bytes())
    office.world.clock.advance(minutes=3)
    assert listed(office).lines[0].badge == "À vérifier"
    office.world.do(drafts.stop_waiting, office.supplier, draft)
    assert office.world.do(recognition.unread, draft) is None


def test_letters_that_come_after_the_invoice_left_change_nothing(office: Office) -> None:
    draft = office.drops()
    office.world.do(deposits.deposit_invoice, office.supplier, draft, office.form(number="F-500"))
    assert office.world.do(drafting.save, office.supplier, draft, {"number": "TARD"}) is None
    with pytest.raises(NotFoundError):
        office.world.do(drafting.save, factories.an_account(office.world), draft, {"number": "AUTRE"})


def test_a_refused_file_keeps_its_name_and_its_sentence() -> None:
    (file,) = refused_files("2 1\ndevis.docx\u202f: Enregistrez-le en PDF.", 4)
    assert (file.id, file.name, file.words) == ("4", "devis.docx", "Enregistrez-le en PDF.")
