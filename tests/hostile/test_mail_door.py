"""Strangers at the door of the drop-boxes: nobody without a right leaves anything, and nothing holds the portal."""

import smtplib
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from email import policy

import pytest

from espace_factures.adapters import smtp_door
from espace_factures.app import limits
from espace_factures.app.limits import Limit
from espace_factures.core import mail_files
from espace_factures.establishments.rules import MemberRole
from tests import factories
from tests.invoices.conftest import Office, office
from tests.invoices.letterbox import DOMAIN, Letterbox, open_door

PEOPLE = (office,)
INVOICE = ("facture.pdf", factories.a_pdf("Facture"))
RELAY = "mx.province-sud.nc"
UNREAD = [
    pytest.param(b"\r\n".join([b"--b", b"", b"x"] * 10_000), "trop de parties", id="ten thousand parts"),
    pytest.param(b"\r\n" * 200_000, "trop de parties", id="two hundred thousand lines"),
]


@pytest.fixture
def letterbox(office: Office) -> Iterator[Letterbox]:
    """The door, open."""
    with open_door(office) as letterbox:
        yield letterbox


@pytest.fixture
def vouching(office: Office) -> Iterator[Letterbox]:
    """A door that asks the relay who the sender is."""
    with open_door(office, vouched_by=RELAY) as letterbox:
        yield letterbox


def leaves_nothing(letterbox: Letterbox) -> bool:
    """Whether nobody was heard: no mail kept, none to open, none written."""
    return not any(map(letterbox.count, ("received_mails", "procrastinate_jobs", "mails", "invoice_drafts")))


def test_a_stranger_a_follower_and_a_colleague_of_another_place_are_told_the_same(letterbox: Letterbox) -> None:
    world, place = letterbox.office.world, letterbox.office.place
    others = [
        factories.a_member(world, place, role=MemberRole.FOLLOWER).email,
        factories.a_member(world, factories.an_establishment(world)).email,
        factories.an_account(world, active=False, email="jamais-prouve@exemple.nc").email,
        "mailer-daemon@exemple.nc",
    ]
    said = {letterbox.sends(letterbox.mail(INVOICE, From=sender)) for sender in others}
    assert said == {(550, "5.7.1 Cette adresse ne recoit rien de vous.")}
    assert leaves_nothing(letterbox)


@pytest.mark.parametrize(
    "to", [f"depot-000000000000@{DOMAIN}", f"postmaster@{DOMAIN}", "voisin@mail.nc", f"depot-é@{DOMAIN}", "\x00@nc"]
)
def test_an_address_that_is_no_drop_box_receives_nothing_and_nothing_is_relayed(letterbox: Letterbox, to: str) -> None:
    with letterbox.connection() as client:
        client.ehlo()
        client.mail(letterbox.office.supplier.email)
        client.command_encoding = "utf-8"
        assert client.docmd(f"RCPT TO:<{to}>")[0] in {550, 553}


def test_a_second_recipient_waits_for_a_mail_of_its_own(letterbox: Letterbox) -> None:
    with letterbox.connection() as client:
        client.ehlo()
        client.mail("compta@exemple.nc")
        assert [client.rcpt(letterbox.address)[0] for _ in range(2)] == [250, 452]


@pytest.mark.parametrize("command", ["VRFY compta", "EXPN compta", "AUTH PLAIN AGEAYg==", "STARTTLS"])
def test_what_would_tell_who_is_here_or_give_rights_is_absent(letterbox: Letterbox, command: str) -> None:
    with letterbox.connection() as client:
        client.ehlo()
        assert client.docmd(command)[0] == 502
        assert not client.has_extn("auth")


def test_two_senders_are_nobody(letterbox: Letterbox) -> None:
    supplier = letterbox.office.supplier.email
    both = letterbox.mail(INVOICE, From=f"{supplier}, voleur@exemple.nc")
    twice = b"From: voleur@exemple.nc\r\n" + letterbox.mail(INVOICE).as_bytes(policy=policy.SMTP)
    assert [letterbox.sends(mail)[0] for mail in (both, twice, b"Subject: rien\r\n\r\nrien")] == [550, 550, 550]
    assert leaves_nothing(letterbox)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", 550),
        (f"{RELAY}; dmarc=fail header.from=exemple.nc", 550),
        (f"{RELAY}; spf=pass (dmarc=pass)", 550),
        (f"{RELAY}; dmarc=pass header.from=voleur.nc", 550),
        ("mx.voleur.nc; dmarc=pass header.from=exemple.nc", 550),
        (f"{RELAY}; spf=fail; dmarc=pass (p=reject) header.from=exemple.nc", 250),
    ],
)
def test_the_relay_alone_says_that_a_sender_is_true(vouching: Letterbox, words: str, code: int) -> None:
    heads = {"Authentication_Results": words} if words else {}
    assert vouching.sends(vouching.mail(INVOICE, **heads))[0] == code


def test_what_a_mail_says_of_itself_under_the_relay_s_name_does_not_count(vouching: Letterbox) -> None:
    mail = vouching.mail(INVOICE, Authentication_Results=f"{RELAY}; dmarc=pass")
    above = f"Authentication-Results: {RELAY}; dmarc=fail\r\n".encode()
    assert vouching.sends(above + mail.as_bytes(policy=policy.SMTP))[0] == 550


@pytest.mark.parametrize(("body", "words"), UNREAD)
def test_a_mail_made_to_burst_is_refused_before_it_is_opened(letterbox: Letterbox, body: bytes, words: str) -> None:
    head = f"From: {letterbox.office.supplier.email}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n".encode()
    began = time.monotonic()
    code, said = letterbox.sends(head + body)
    assert (code, words in said) == (550, True)
    assert time.monotonic() - began < 10


def test_mails_within_mails_without_end_are_answered_that_nobody_can_read_them(letterbox: Letterbox) -> None:
    head = f"From: {letterbox.office.supplier.email}\r\n".encode()
    assert letterbox.sends(head + b"Content-Type: message/rfc822\r\n\r\n" * 9_000)[0] == 250
    letterbox.opens()
    (answer,) = letterbox.answers()
    assert "n’a pas pu être lu" in answer.text


def test_a_mail_past_the_largest_is_refused_when_announced_and_when_sent(
    letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp_door, "LARGEST", 200_000)
    with letterbox.connection() as client:
        client.ehlo()
        assert client.esmtp_features["size"] == "200000"
        assert client.mail("compta@exemple.nc", ["SIZE=200001"])[0] == 552
    assert letterbox.sends(letterbox.mail(("facture.pdf", bytes(200_000))))[0] == 552
    with pytest.raises((OSError, smtplib.SMTPServerDisconnected), match=r"."):
        letterbox.sends(b"x" * 2_000_000)
    assert leaves_nothing(letterbox)


def test_a_slow_client_is_left_and_a_crowd_is_told_to_come_again(
    letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp_door, "COMMAND_SECONDS", 1)
    monkeypatch.setattr(smtp_door, "MOST_CONNECTIONS", 1)
    with closing(socket.create_connection(("127.0.0.1", letterbox.door.port), timeout=10)) as slow:
        assert slow.recv(100).startswith(b"220 ")
        with closing(socket.create_connection(("127.0.0.1", letterbox.door.port), timeout=10)) as late:
            assert late.recv(100).startswith(b"421 ")
        slow.sendall(b"EHLO")
        assert slow.recv(100) == b""
    assert letterbox.sends(letterbox.mail(INVOICE))[0] == 250


def test_a_database_or_a_store_that_is_away_leaves_the_mail_with_the_relay(
    letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_key: str, _content: bytes) -> None:
        raise OSError("no space left")

    world = letterbox.office.world
    files = world.outside.files
    with monkeypatch.context() as broken:
        broken.setattr(type(files), "put", lambda _self, key, content: away(key, content))
        assert letterbox.sends(letterbox.mail(INVOICE))[0] == 451
    assert leaves_nothing(letterbox)
    assert letterbox.sends(letterbox.mail(INVOICE))[0] == 250


def test_a_hundred_mails_a_day_and_no_more(letterbox: Letterbox) -> None:
    office = letterbox.office
    for _ in range(limits.most(Limit.MAILS_RECEIVED)):
        office.world.do(limits.count, Limit.MAILS_RECEIVED, office.supplier.account_id)
    code, said = letterbox.sends(letterbox.mail(INVOICE))
    assert (code, "beaucoup de courriels" in said) == (550, True)


def test_the_answer_goes_to_the_account_s_own_address_whoever_the_mail_names(letterbox: Letterbox) -> None:
    letterbox.sends(letterbox.mail(INVOICE, Reply_To="voleur@exemple.nc"), sender="voleur@exemple.nc")
    letterbox.opens()
    assert [answer.recipient for answer in letterbox.answers()] == [letterbox.office.supplier.email]


def test_a_head_too_long_is_no_mail(letterbox: Letterbox) -> None:
    long = b"X-Long: " + b"x" * 900 + b"\r\n"
    mail = letterbox.mail(INVOICE).as_bytes(policy=policy.SMTP)
    assert letterbox.sends(long * 200 + mail)[0] == 550
    assert mail_files.is_bearable(mail)
