"""The drop-box of an établissement: a member's mail becomes drafts, once, and is answered."""

from collections.abc import Iterator
from datetime import timedelta
from email import policy

import pytest

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.documents.models import DocumentPlace
from espace_factures.documents.rules import BUSY
from espace_factures.establishments.rules import MemberRole
from espace_factures.establishments.service import boxes, members
from espace_factures.invoices.deposit import repository as deposit_repository
from espace_factures.invoices.deposit.service import deposits, drafts
from espace_factures.invoices.inbox.service import opening
from espace_factures.invoices.models import InvoiceDraft
from tests import factories
from tests.invoices.conftest import Office
from tests.invoices.letterbox import DOMAIN, Letterbox, open_door

ONE = ("facture 1.pdf", factories.a_pdf("Facture 1"))
TWO = ("facture 2.pdf", factories.a_pdf("Facture 2"))


def found(uow: Reading, _ports: Inside, actor: Actor, public_id: str) -> InvoiceDraft | None:
    """The person's draft."""
    return deposit_repository.own_draft(uow.session, actor, public_id)


@pytest.fixture
def letterbox(office: Office) -> Iterator[Letterbox]:
    """The door, open."""
    with open_door(office) as letterbox:
        yield letterbox


def test_each_file_of_a_member_s_mail_is_a_draft_and_the_answer_leads_to_them(letterbox: Letterbox) -> None:
    assert letterbox.sends(letterbox.mail(ONE, TWO, ("notes.docx", b"PK\x03\x04 rien"))) == (250, "2.0.0 Recu.")
    assert letterbox.count("invoice_drafts") == 0
    letterbox.opens()
    drafts = letterbox.office.world.rows("SELECT public_id, account_id FROM invoice_drafts ORDER BY id")
    assert [row.account_id for row in drafts] == [letterbox.office.supplier.account_id] * 2
    (answer,) = letterbox.answers()
    assert answer.recipient == letterbox.office.supplier.email
    assert answer.subject == f"2\u00a0factures à vérifier pour {letterbox.office.place.name}"
    for name, row in zip((ONE[0], TWO[0]), drafts, strict=True):
        link = f"http://localhost:3000/factures/deposer?brouillon={row.public_id}"
        assert f"{name}\u202f: lu, à vérifier. {link}" in answer.text
    assert "notes.docx\u202f: refusé. " in answer.text


def test_a_draft_is_for_the_etablissement_of_the_drop_box(letterbox: Letterbox) -> None:
    world, supplier = letterbox.office.world, letterbox.office.supplier
    factories.a_member(world, factories.an_establishment(world), supplier)
    letterbox.sends(letterbox.mail(ONE))
    letterbox.opens()
    (row,) = world.rows("SELECT public_id FROM invoice_drafts")
    draft = world.do(found, supplier, row.public_id)
    assert draft.values["establishment"] == str(letterbox.office.place.id)


def test_a_mail_that_is_repeated_has_one_effect(letterbox: Letterbox) -> None:
    mail = letterbox.mail(ONE)
    again = b"Received: from relais by depot; Wed, 18 Nov 2026 12:00:00 +1100\r\n" + mail.as_bytes(policy=policy.SMTP)
    for content in (mail, again):
        assert letterbox.sends(content)[0] == 250
    letterbox.opens()
    assert letterbox.sends(mail)[0] == 250
    letterbox.opens()
    assert [letterbox.count(table) for table in ("received_mails", "invoice_drafts", "mails")] == [1, 1, 1]


def test_the_same_file_in_two_mails_is_one_draft_and_deposited_it_is_said_so(letterbox: Letterbox) -> None:
    office = letterbox.office
    for number in range(2):
        letterbox.sends(letterbox.mail(ONE, Message_ID=f"<{number}@nc>"))
        letterbox.opens()
    assert letterbox.count("invoice_drafts") == 1
    (row,) = office.world.rows("SELECT public_id FROM invoice_drafts")
    reference = office.world.do(deposits.deposit_invoice, office.supplier, row.public_id, office.form())
    letterbox.sends(letterbox.mail(ONE, Message_ID="<3@nc>"))
    letterbox.opens()
    assert letterbox.count("invoice_drafts") == 1
    assert f"déjà déposé. http://localhost:3000/factures/detail?ref={reference}" in letterbox.answers()[-1].text


def test_a_worker_that_dies_between_two_files_goes_on_from_there(
    letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = drafts.start_draft

    async def dies_at_the_second(actor, name, content):
        draft = await begun(actor, name, content)
        if name == TWO[0]:
            raise KeyboardInterrupt
        return draft

    letterbox.sends(letterbox.mail(ONE, TWO))
    (row,) = letterbox.office.world.rows("SELECT id, key FROM received_mails")
    monkeypatch.setattr(drafts, "start_draft", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        letterbox.office.world.do(opening.open_mail, row.id)
    assert letterbox.count("mails") == 0
    monkeypatch.setattr(drafts, "start_draft", begun)
    letterbox.opens()
    letterbox.office.world.do(opening.open_mail, row.id)
    assert [letterbox.count(table) for table in ("invoice_drafts", "documents", "mails")] == [2, 2, 1]
    with pytest.raises(KeyError):
        letterbox.office.world.outside.files.read(f"mails/{row.key[:2]}/{row.key}")


def test_who_sends_files_by_the_page_meanwhile_loses_none(
    letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = letterbox.office
    letterbox.sends(letterbox.mail(ONE))
    account, until = office.supplier.account_id, office.world.clock.now() + timedelta(minutes=1)
    taken = [DocumentPlace(account_id=account, place=place, ends_at=until) for place in (1, 2)]
    factories.save_all(office.world, taken)
    with pytest.raises(opening.BusyError):
        letterbox.opens()
    assert BUSY not in "".join(answer.text for answer in letterbox.answers())


def test_a_mail_without_a_file_is_told_so_and_a_machine_is_told_nothing(letterbox: Letterbox) -> None:
    letterbox.sends(letterbox.mail())
    letterbox.sends(letterbox.mail(Message_ID="<2@nc>", Auto_Submitted="auto-replied"))
    letterbox.sends(letterbox.mail(Message_ID="<3@nc>"), sender="<>")
    letterbox.opens()
    (answer,) = letterbox.answers()
    assert "Aucune facture n’y était jointe." in answer.text
    assert letterbox.count("notices") == 2


def test_logos_are_left_and_more_than_twenty_files_are_said(letterbox: Letterbox) -> None:
    mail = letterbox.mail(*[ONE] * 22)
    mail.get_payload(0).add_related(b"\x89PNG", maintype="image", subtype="png", cid="<logo>")
    letterbox.sends(mail)
    letterbox.opens()
    (answer,) = letterbox.answers()
    assert "2\u00a0autres fichiers n’ont pas été lus" in answer.text
    assert "image" not in answer.text
    assert letterbox.count("invoice_drafts") == 1


def test_who_left_meanwhile_is_answered_nothing(letterbox: Letterbox) -> None:
    office = letterbox.office
    letterbox.sends(letterbox.mail(ONE))
    factories.a_member(office.world, office.place)
    office.world.do(members.leave, office.supplier, office.place.id)
    told = letterbox.count("mails")
    letterbox.opens()
    assert (letterbox.count("invoice_drafts"), letterbox.count("mails")) == (0, told)


def test_a_manager_changes_the_address_and_the_former_one_is_nobody_s(letterbox: Letterbox) -> None:
    office, former = letterbox.office, letterbox.address
    clerk = factories.a_member(office.world, office.place, role=MemberRole.DEPOSITOR)
    with pytest.raises(NotFoundError):
        office.world.do(boxes.renew, clerk, office.place.id)
    office.world.do(boxes.renew, office.supplier, office.place.id)
    assert letterbox.address != former
    assert letterbox.sends(letterbox.mail(ONE), to=former)[0] == 550
    assert office.world.rows("SELECT 1 FROM audit_entries WHERE action = 'box.changed'")


def test_who_may_not_deposit_is_not_shown_the_address(letterbox: Letterbox) -> None:
    office = letterbox.office
    follower = factories.a_member(office.world, office.place, role=MemberRole.FOLLOWER)
    shown = [office.world.do(members.board, who).sheets[0].box for who in (office.supplier, follower)]
    assert shown == [letterbox.address, ""]
    assert shown[0].endswith(f"@{DOMAIN}")


def test_what_was_answered_is_forgotten_after_a_month(letterbox: Letterbox) -> None:
    letterbox.sends(letterbox.mail(ONE))
    letterbox.opens()
    letterbox.office.world.clock.advance(days=31)
    letterbox.office.world.do(opening.purge)
    assert letterbox.count("received_mails") == 0
