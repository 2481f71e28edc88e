"""Files sent to hurt: each gets one French sentence, and nothing is left behind."""

import io
import zipfile
from typing import Any

import httpx
import pikepdf
import pytest

from espace_factures import routes
from espace_factures.core.access import Actor
from tests import factories
from tests.hostile.planting import House

MIB = 1024 * 1024
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BILLION_LAUGHS = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><Invoice>&l11;</Invoice>'.encode()
EXTERNAL = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>&e;</ID></Invoice>"""
ROUTES = (routes.POST_DRAFT_FILE, routes.POST_DOCUMENT)


def an_encrypted_pdf() -> bytes:
    """A PDF that asks for a password."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(factories.a_pdf("secret"))) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="a", user="b"))
    return buffer.getvalue()


def a_zip() -> bytes:
    """An archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("facture.pdf", b"0" * MIB)
    return buffer.getvalue()


HOSTILE = {
    "empty": ("facture.pdf", b""),
    "25 MB and one byte": ("facture.pdf", b"%PDF-1.7\n" + b"0" * (25 * MIB - 8)),
    "beyond the door's limit": ("facture.pdf", b"%PDF-1.7\n" + b"0" * (27 * MIB)),
    "a renamed program": ("facture.pdf", b"MZ\x90\x00" + b"\x00" * 4000),
    "a renamed ELF": ("facture.pdf", b"\x7fELF" + b"\x00" * 4000),
    "an encrypted PDF": ("facture.pdf", an_encrypted_pdf()),
    "a billion laughs": ("facture.xml", BILLION_LAUGHS),
    "an external entity": ("facture.xml", EXTERNAL),
    "an archive": ("facture.pdf", a_zip()),
    "a page": ("facture.pdf", b"<html><script>alert(1)</script></html>"),
    "a drawing with a script": ("facture.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
    "a truncated PDF": ("facture.pdf", b"%PDF-1.7\n1 0 obj"),
    "noise": ("facture.pdf", bytes(range(256)) * 100),
}


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_sentence_and_leaves_nothing(
    house: House, neighbour: Actor, route: str, name: str
) -> None:
    before, rows = house.files(), count_rows(house)
    answer = send(house, neighbour, route, *HOSTILE[name])
    sentence = said(answer)
    assert answer.status_code in {413, 422}
    assert sentence.strip().endswith(".")
    assert "root:" not in answer.text
    assert house.files() == before
    assert count_rows(house) == rows


NAMES = ["../../../../etc/cron.d/x.pdf", "..\\..\\x.pdf", "/etc/passwd.pdf", "a\r\nX-Mal: 1.pdf", "<b>x</b>.pdf"]
NAMES += [
    '"; filename="y.exe',
    "\u202efdp.exe.pdf",
    "x" * 5000 + ".pdf",
    ".",
    "",
    "CON.pdf",
    "\u0000.pdf",
    "é" * 200 + ".pdf",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_name_leads_nowhere(house: House, neighbour: Actor, name: str) -> None:
    before = house.files()
    answer = send(house, neighbour, routes.POST_DOCUMENT, name, factories.a_pdf(f"Pièce {name!r:.40}"))
    fresh = house.files() - before
    if answer.status_code != 200:
        assert said(answer).endswith(".")
        assert not fresh
        return
    assert len(fresh) == 1
    assert all(path.is_relative_to(house.folder / "files" / "documents") for path in fresh)
    kept = answer.json()["name"]
    assert len(kept) <= 120
    assert not set(kept) & set('/\\<>":|?*;\r\n\x00')
    served = house.client(neighbour).get(f"/documents/{answer.json()['id']}")
    assert served.status_code == 200
    assert "x-mal" not in served.headers


BATCH = b"@echo off\r\ncalc.exe\r\nexit /b\r\n"


@pytest.mark.parametrize("name", ["facture.cmd", "facture.hta", "facture.pdf.js", "\u202efdp.cmd"])
def test_a_script_before_a_pdf_reaches_nobody(house: House, neighbour: Actor, name: str) -> None:
    pdf = factories.a_pdf("Facture")
    sent = send(house, neighbour, routes.POST_DOCUMENT, name, BATCH + pdf).json()
    served = house.client(neighbour).get(f"/documents/{sent['id']}?telecharger")
    assert served.content == pdf
    assert served.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert served.headers["content-disposition"].endswith(".pdf")
    assert sent["name"].count(".") == 1


BROKEN: dict[str, dict[str, Any]] = {
    "no file": {"data": {"autre": "x"}},
    "a field instead of a file": {"data": {"fichier": "x"}},
    "two files": {"files": [("fichier", ("a.pdf", b"%PDF")), ("fichier", ("b.pdf", b"%PDF"))]},
    "fifty fields": {"data": {f"f{n}": "x" for n in range(50)}, "files": {"fichier": ("a.pdf", b"%PDF")}},
    "no boundary": {"content": b"x" * 100, "headers": {"Content-Type": "multipart/form-data"}},
    "a broken body": {"content": b"--x\r\nfoo", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
    "JSON": {"json": {"fichier": "x"}},
    "nothing": {},
}


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_upload_gets_one_sentence(house: House, neighbour: Actor, route: str, name: str) -> None:
    answer = house.client(neighbour).post(route, **BROKEN[name])
    assert answer.status_code in {400, 411, 413, 422}
    assert said(answer).endswith(".")


def test_a_visitor_stores_nothing(house: House) -> None:
    before = house.files()
    for route in ROUTES:
        answer = httpx.post(
            house.url + route, files={"fichier": ("a.pdf", factories.a_pdf())}, headers={"Origin": house.url}
        )
        assert answer.status_code == 401
        assert said(answer)
    assert house.files() == before


def test_a_body_without_its_size_is_refused(house: House, neighbour: Actor) -> None:
    answer = house.client(neighbour).post(routes.POST_DOCUMENT, content=(b"x" for _ in range(10)))
    assert answer.status_code == 411


def send(house: House, actor: Actor, route: str, name: str, content: bytes) -> httpx.Response:
    """Post a file as the page would."""
    return house.client(actor).post(route, files={"fichier": (name, content, "application/pdf")})


def said(answer: httpx.Response) -> str:
    """The one sentence of an answer."""
    body = answer.json()
    assert set(body) == {"phrase"}
    return body["phrase"]


def count_rows(house: House) -> list[Any]:
    """How many documents and drafts there are."""
    return house.rows("SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM invoice_drafts)")
