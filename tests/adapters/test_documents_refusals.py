"""What cannot be accepted is refused with a sentence of its own, in good French."""

import re
from pathlib import Path

import pikepdf
import pytest

from espace_factures.adapters.documents.reader import MAX_DOCUMENT_BYTES, SubprocessReader
from espace_factures.adapters.documents.refusals import SENTENCES, Refusal, say
from espace_factures.core.documents import LARGEST_MEGABYTES
from espace_factures.core.errors import FormError
from tests.adapters.documents_given import a_pdf, a_ubl, saved

UBL = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"


def refusal(content: bytes, name: str = "facture.pdf") -> str:
    with pytest.raises(FormError) as caught:
        SubprocessReader().read(content, name)
    assert list(caught.value.fields) == ["document"]
    return caught.value.fields["document"]


def test_a_pdf_that_is_really_an_executable_is_refused_with_a_sentence() -> None:
    assert "est en réalité un programme" in refusal(b"MZ\x90\x00" + bytes(200))


def test_an_executable_that_also_carries_a_pdf_header_is_still_a_program() -> None:
    assert "est en réalité un programme" in refusal(b"\x7fELF" + bytes(60) + a_pdf("Facture"))


def test_an_empty_file_is_refused() -> None:
    assert "est vide" in refusal(b"")


def test_one_byte_too_many_is_refused() -> None:
    assert f"dépasse {LARGEST_MEGABYTES}\u00a0Mo" in refusal(a_pdf().ljust(MAX_DOCUMENT_BYTES + 1))


def test_a_pdf_of_exactly_the_maximum_is_accepted() -> None:
    assert SubprocessReader().read(a_pdf().ljust(MAX_DOCUMENT_BYTES), "facture.pdf").pages == 1


def test_a_word_document_is_refused() -> None:
    assert "document bureautique" in refusal(b"PK\x03\x04" + bytes(100), "facture.docx")


def test_a_saved_web_page_is_refused() -> None:
    assert "page web" in refusal(b"\xef\xbb\xbf\n<!DOCTYPE html><html></html>", "facture.xml")


def test_a_photo_in_a_telephone_format_is_refused() -> None:
    assert "image d’un format non accepté" in refusal(b"\x00\x00\x00\x18ftypheic" + bytes(100), "photo.jpg")


def test_a_photo_cut_short_is_refused() -> None:
    assert "image incomplète" in refusal(b"\xff\xd8\xff\xe0" + bytes(100), "photo.jpg")


def test_unknown_content_is_refused_whatever_its_name() -> None:
    assert "format reconnu" in refusal(b"Bonjour", "facture.pdf")


def test_a_pdf_under_a_password_is_refused() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        content = saved(pdf, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    assert "protégé par un mot de passe" in refusal(content)


def test_a_broken_pdf_is_refused() -> None:
    assert "PDF abîmé" in refusal(b"%PDF-1.7\nrien de plus")


def test_a_malformed_xml_is_refused() -> None:
    assert "mal formé" in refusal(a_ubl()[:-20], "facture.xml")


def test_an_xml_that_is_no_invoice_is_refused() -> None:
    assert "n’est pas une facture UBL ou CII" in refusal(b"<commande/>", "facture.xml")


def test_an_order_in_ubl_is_no_invoice() -> None:
    order = a_ubl().replace(b"Invoice", b"Order")
    assert "n’est pas une facture UBL ou CII" in refusal(order, "facture.xml")


def test_a_billion_laughs_are_refused() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><Invoice xmlns="{UBL}">&l9;</Invoice>'
    assert "DOCTYPE" in refusal(laughs.encode(), "facture.xml")


def test_an_external_entity_is_refused_and_its_secret_stays_home(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mot-de-passe-du-serveur")
    entity = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]><Invoice xmlns="{UBL}"><ID>&s;</ID></Invoice>'
    sentence = refusal(entity.encode(), "facture.xml")
    assert "DOCTYPE" in sentence
    assert "mot-de-passe" not in sentence


def test_an_external_entity_inside_a_facturx_brings_nothing_back(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mot-de-passe-du-serveur")
    entity = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]><Invoice xmlns="{UBL}"><ID>&s;</ID></Invoice>'
    invoice = SubprocessReader().read(a_pdf(attached={"factur-x.xml": entity.encode()}), "facture.pdf")
    assert "mot-de-passe" not in repr(invoice)


def test_a_thousand_levels_are_refused() -> None:
    assert "trop profond" in refusal(b"<a>" * 1000 + b"</a>" * 1000, "facture.xml")


def test_a_name_never_breaks_the_sentence() -> None:
    sentence = refusal(b"", "{limit}\n" + "a" * 300)
    assert sentence.startswith("Le fichier «\u202f{limit}aaa")
    assert len(sentence) < 200


def test_a_file_without_a_name_is_called_this_file() -> None:
    assert refusal(b"", "").startswith("Ce fichier est vide")


@pytest.mark.parametrize("reason", list(Refusal))
def test_every_refusal_is_one_sentence_in_good_typography(reason: Refusal) -> None:
    sentence = say(reason, "facture.pdf", 25)
    assert sentence.endswith(".")
    assert "'" not in sentence
    assert not re.search(r"[^\u202f][:;!?»]|«[^\u202f]", sentence)


def test_no_two_refusals_say_the_same() -> None:
    assert len(set(SENTENCES.values())) == len(Refusal)
