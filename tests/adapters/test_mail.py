"""Mail reaches a real SMTP server whole, goes to nobody else, and each refusal is told for what it is."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from espace_factures.adapters.mail import SmtpMailer
from espace_factures.core.ports import Attachment, MailMessage, MailRefusedError, MailUnavailableError
from tests.adapters.conftest import PostOffice, open_office
from tests.loops import finished
from tests.servers import free_port

SENDER = "Espace Factures <ne-pas-repondre@espace-factures.example>"
TO = "marie.dupont@mail.nc"


def a_message(**changed: str) -> MailMessage:
    values = {
        "message_id": "<42@espace-factures.example>",
        "to": TO,
        "subject": "Votre facture est payée",
        "text": "Bonjour, votre facture de 161\u202f500\u00a0F est payée.",
        "html": "<p>Bonjour, votre facture de 161\u202f500\u00a0F est payée.</p>",
    }
    return MailMessage(**(values | changed))


def send(port: int, message: MailMessage, scheme: str = "smtp", account: str = "") -> None:
    finished(SmtpMailer(f"{scheme}://{account}127.0.0.1:{port}", SENDER).send(message))


def test_the_headers_are_those_of_a_machine_that_says_who_it_is(office: PostOffice) -> None:
    send(office.port, a_message())
    wanted = {
        "From": SENDER,
        "To": TO,
        "Message-ID": "<42@espace-factures.example>",
        "Auto-Submitted": "auto-generated",
    }
    assert {name: str(office.received()[name]) for name in wanted} == wanted


def test_the_subject_keeps_its_accents(office: PostOffice) -> None:
    send(office.port, a_message())
    assert office.received()["Subject"] == "Votre facture est payée"


def test_the_mail_is_dated_now(office: PostOffice) -> None:
    send(office.port, a_message())
    assert datetime.now(UTC) - parsedate_to_datetime(office.received()["Date"]).astimezone(UTC) < timedelta(minutes=1)


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_the_text_and_the_html_arrive_as_written(office: PostOffice, kind: str) -> None:
    send(office.port, a_message())
    body = office.received().get_body((kind,))
    assert body is not None
    assert "161\u202f500\u00a0F est payée" in body.get_content()


def test_a_file_arrives_byte_for_byte_beside_the_text(office: PostOffice) -> None:
    send(office.port, replace(a_message(), attachments=(Attachment("certificat.pdf", "application/pdf", b"%PDF\x00"),)))
    (file,) = office.received().iter_attachments()
    found = file.get_filename(), file.get_content_type(), file.get_content()
    assert found == ("certificat.pdf", "application/pdf", b"%PDF\x00")
    assert office.received().get_body(("plain",)) is not None


def test_an_address_with_an_accent_is_written_to(office: PostOffice) -> None:
    send(office.port, a_message(to="andré@mail.nc"))
    assert office.envelopes[0].rcpt_tos == ["andré@mail.nc"]


def test_a_domain_with_an_accent_is_written_as_any_relay_takes_it() -> None:
    office = PostOffice()
    controller = open_office(office, enable_SMTPUTF8=False)
    send(office.port, a_message(to="jean@société.nc"))
    controller.stop()
    assert office.envelopes[0].rcpt_tos == [str(office.received()["To"])] == ["jean@xn--socit-esab.nc"]


def test_a_relay_that_takes_no_accent_before_the_at_sign_is_not_asked_twenty_times() -> None:
    office = PostOffice()
    controller = open_office(office, enable_SMTPUTF8=False)
    with pytest.raises(MailRefusedError):
        send(office.port, a_message(to="rené@mail.nc"))
    controller.stop()


def test_the_envelope_holds_the_bare_addresses(office: PostOffice) -> None:
    send(office.port, a_message())
    (envelope,) = office.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("ne-pas-repondre@espace-factures.example", [TO])


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x85"])
def test_a_subject_cannot_add_a_header(office: PostOffice, newline: str) -> None:
    send(office.port, a_message(subject=f"Facture{newline}Bcc: autre@mail.nc"))
    assert "Bcc" not in office.received()


@pytest.mark.parametrize(
    "address",
    [
        f"{TO}, autre@mail.nc",
        f"{TO}\r\nBcc: autre@mail.nc",
        f"{TO}\nCc: autre@mail.nc",
        f"{TO}> RCPT TO:<autre@mail.nc",
        f"autre@mail.nc <{TO}>",
        "groupe: autre@mail.nc, un@mail.nc;",
        "",
        "marie",
        "@mail.nc",
        "marie@",
        "marie@é\x00.nc",
    ],
)
def test_what_is_not_one_address_is_refused_for_good(office: PostOffice, address: str) -> None:
    with pytest.raises(MailRefusedError):
        send(office.port, a_message(to=address))
    assert office.envelopes == []


def test_a_message_id_cannot_add_a_header(office: PostOffice) -> None:
    with pytest.raises(MailRefusedError):
        send(office.port, a_message(message_id="<42@x.example>\r\nBcc: autre@mail.nc"))


@pytest.mark.parametrize("verdict", ["550 5.1.1 No such user", "553 5.1.3 Bad address", "521 No mail here"])
def test_a_recipient_refused_for_good_is_a_mail_refused(office: PostOffice, verdict: str) -> None:
    office.verdicts["RCPT"] = verdict
    with pytest.raises(MailRefusedError):
        send(office.port, a_message())


def test_a_message_refused_for_good_once_read_is_a_mail_refused(office: PostOffice) -> None:
    office.verdicts["DATA"] = "554 5.7.1 Rejected"
    with pytest.raises(MailRefusedError):
        send(office.port, a_message())


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        ("RCPT", "450 4.2.1 Greylisted"),
        ("RCPT", "452 4.2.2 Mailbox full"),
        ("DATA", "451 4.3.0 Try again"),
        ("MAIL", "451 4.3.0 Try again"),
        ("MAIL", "550 5.7.1 Sender not allowed"),
        ("MAIL", "530 5.7.0 Authentication required"),
    ],
)
def test_a_refusal_that_may_pass_is_the_mail_unavailable(office: PostOffice, step: str, verdict: str) -> None:
    office.verdicts[step] = verdict
    with pytest.raises(MailUnavailableError):
        send(office.port, a_message())


def test_a_server_that_is_down_is_the_mail_unavailable() -> None:
    with pytest.raises(MailUnavailableError):
        send(free_port(), a_message())


@contextmanager
def a_line_that_says(greeting: bytes) -> Iterator[int]:
    """A port that accepts, says its greeting and nothing more."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        client = None

        def answer() -> None:
            nonlocal client
            client, _ = server.accept()
            client.sendall(greeting)

        Thread(target=answer, daemon=True).start()
        yield server.getsockname()[1]
        if client is not None:
            client.close()


def test_a_server_that_turns_everybody_away_is_the_mail_unavailable() -> None:
    with a_line_that_says(b"554 5.3.2 Closed\r\n") as port, pytest.raises(MailUnavailableError):
        send(port, a_message())


def test_what_is_no_smtp_server_is_the_mail_unavailable() -> None:
    with a_line_that_says(b"HTTP/1.1 400 Bad Demande\r\n\r\n") as port, pytest.raises(MailUnavailableError):
        send(port, a_message())


def test_a_silent_server_is_given_up_on() -> None:
    with a_line_that_says(b"") as port, pytest.raises(MailUnavailableError):
        finished(SmtpMailer(f"smtp://127.0.0.1:{port}", SENDER, timeout=0.3).send(a_message()))


def a_context(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


def only_the_tests(_server: object, _session: object, _envelope: object, _mechanism: str, data: object) -> AuthResult:
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (b"t@ests", b"p:ss/word")
    return AuthResult(success=known, handled=False)


@pytest.fixture(params=["smtps", "smtp+starttls"])
def guarded(request: pytest.FixtureRequest, certificate: tuple[Path, Path]) -> Iterator[tuple[PostOffice, str]]:
    """A server that wants TLS then a password, and the scheme that reaches it."""
    office = PostOffice()
    options: dict[str, Any] = {"authenticator": only_the_tests, "auth_required": True}
    if request.param == "smtps":
        options |= {"ssl_context": a_context(certificate), "auth_require_tls": False}
    else:
        options |= {"tls_context": a_context(certificate), "require_starttls": True}
    controller = open_office(office, **options)
    yield office, request.param
    controller.stop()


@pytest.fixture
def trusted(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' certificate is one that the machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))


@pytest.mark.usefixtures("trusted")
def test_mail_leaves_under_tls_with_a_password(guarded: tuple[PostOffice, str]) -> None:
    office, scheme = guarded
    send(office.port, a_message(), scheme, "t%40ests:p%3Ass%2Fword@")
    assert office.received()["To"] == TO


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_is_the_mail_unavailable_so_that_no_mail_is_lost(guarded: tuple[PostOffice, str]) -> None:
    office, scheme = guarded
    with pytest.raises(MailUnavailableError):
        send(office.port, a_message(), scheme, "t%40ests:wrong@")


def test_a_certificate_nobody_trusts_gets_no_mail(guarded: tuple[PostOffice, str]) -> None:
    office, scheme = guarded
    with pytest.raises(MailUnavailableError):
        send(office.port, a_message(), scheme, "t%40ests:p%3Ass%2Fword@")


def test_a_server_without_starttls_gets_no_password_in_clear(office: PostOffice) -> None:
    with pytest.raises(MailUnavailableError):
        send(office.port, a_message(), "smtp+starttls", "t%40ests:p%3Ass%2Fword@")


@pytest.mark.parametrize("url", ["", "mail.example", "http://mail.example", "smtp://", "smtp:///path"])
def test_a_setting_that_cannot_work_stops_the_start(url: str) -> None:
    with pytest.raises(ValueError, match="SMTP_URL"):
        SmtpMailer(url, SENDER)
