"""What is handed to the browser comes back unchanged, in time and for its purpose, or not at all."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.fernet import InvalidToken

from espace_factures.app.sealed import Use, decrypt, encrypt, seal, traces, unseal

KEY, ANOTHER = (b"k" * 32,), (b"K" * 32,)
USE = Use.TOTP
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LIFETIME = timedelta(minutes=10)
VALUES = {"account": 42, "courriel": "andré@mail.nc", "liste": ["a", 1, None]}
SECRET = "JBSWY3DPEHPK3PXP"


def a_token(**values: Any) -> str:
    return seal(KEY, "lien", values or VALUES, NOW, LIFETIME)


def opened(token: str, at: datetime = NOW) -> dict[str, Any] | None:
    return unseal(KEY, "lien", token, at)


def encoded(content: object) -> str:
    """A part of a token; bytes as they are, the rest in JSON."""
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(part: str) -> dict[str, Any]:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


@pytest.mark.parametrize("later", [timedelta(0), LIFETIME - timedelta(seconds=1)])
def test_values_come_back_within_their_lifetime(later: timedelta) -> None:
    values = opened(a_token(), NOW + later)
    assert values is not None
    assert values.items() >= VALUES.items()


@pytest.mark.parametrize("later", [LIFETIME, LIFETIME + timedelta(seconds=1), timedelta(days=3650)])
def test_values_do_not_come_back_after_their_lifetime(later: timedelta) -> None:
    assert opened(a_token(), NOW + later) is None


def test_values_cannot_lengthen_their_own_lifetime() -> None:
    assert opened(a_token(exp=2**40), NOW + LIFETIME) is None


def test_values_do_not_come_back_for_another_purpose() -> None:
    assert unseal(KEY, "autre", a_token(), NOW) is None


def test_values_cannot_choose_their_own_purpose() -> None:
    assert unseal(KEY, "autre", a_token(aud="autre"), NOW) is None


def test_values_do_not_come_back_with_another_key() -> None:
    assert unseal(ANOTHER, "lien", a_token(), NOW) is None


def test_sealing_leaves_the_values_as_they_were() -> None:
    values = {"account": 42}
    seal(KEY, "lien", values, NOW, LIFETIME)
    assert values == {"account": 42}


def test_values_changed_on_their_way_do_not_come_back() -> None:
    head, body, signature = a_token().split(".")
    assert opened(f"{head}.{encoded(decoded(body) | {'account': 43})}.{signature}") is None


@pytest.mark.parametrize("part", [0, 1, 2], ids=["header", "values", "signature"])
def test_a_token_of_which_one_letter_changed_does_not_come_back(part: int) -> None:
    parts = a_token().split(".")
    middle = len(parts[part]) // 2
    letter = "B" if parts[part][middle] == "A" else "A"
    parts[part] = f"{parts[part][:middle]}{letter}{parts[part][middle + 1 :]}"
    assert opened(".".join(parts)) is None


@pytest.mark.parametrize("signature", ["", "AAAA", None], ids=["none", "any", "the right one"])
@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "", None])
def test_nobody_chooses_to_go_unsigned(algorithm: str | None, signature: str | None) -> None:
    _, body, right = a_token().split(".")
    token = f"{encoded({'alg': algorithm, 'typ': 'JWT'})}.{body}.{right if signature is None else signature}"
    assert opened(token) is None


@pytest.mark.parametrize(
    "token", ["", ".", "..", "...", "a.b.c", "é.é.é", "\ud800", "\x00", "{}", "a" * 10_000, "." * 10_000]
)
def test_what_is_no_token_does_not_come_back(token: str) -> None:
    assert opened(token) is None


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"\xff",
        b"[" * 5000,
        b"9" * 5000,
        None,
        1,
        "x",
        [],
        {},
        {"alg": 1},
        {"alg": []},
        {"alg": "RS256"},
        {"alg": "dir", "enc": "A256GCM"},
        {"alg": "HS256", "crit": 1},
        {"alg": "HS256", "crit": ["b64"], "b64": False},
        {"alg": "HS256", "crit": ["b64", []], "b64": 5},
        {"alg": "HS256", "kid": 1, "jwk": 1},
    ],
    ids=lambda header: str(header)[:40],
)
def test_a_header_made_to_hurt_does_not_come_back(header: object) -> None:
    _, body, signature = a_token().split(".")
    assert opened(f"{encoded(header)}.{body}.{signature}") is None


@pytest.mark.parametrize("text", [SECRET, "", "clé d’André 🌴\n", "a" * 10_000], ids=["secret", "empty", "é", "long"])
def test_a_text_encrypted_is_the_same_once_decrypted(text: str) -> None:
    assert decrypt(KEY, USE, encrypt(KEY, USE, text)) == text


def test_a_text_encrypted_with_another_key_is_not_read() -> None:
    with pytest.raises(InvalidToken):
        decrypt(ANOTHER, USE, encrypt(KEY, USE, SECRET))


def test_a_text_changed_at_rest_is_not_read() -> None:
    at_rest = encrypt(KEY, USE, SECRET)
    letter = "B" if at_rest[40] == "A" else "A"
    with pytest.raises(InvalidToken):
        decrypt(KEY, USE, f"{at_rest[:40]}{letter}{at_rest[41:]}")


@pytest.mark.parametrize("text", ["", "é", SECRET])
def test_a_text_that_was_never_encrypted_is_not_read(text: str) -> None:
    with pytest.raises(InvalidToken):
        decrypt(KEY, USE, text)


def test_a_text_encrypted_does_not_show() -> None:
    at_rest = encrypt(KEY, USE, SECRET)
    assert SECRET.encode() not in at_rest.encode() + base64.urlsafe_b64decode(at_rest)


def test_the_same_text_is_never_encrypted_alike() -> None:
    assert encrypt(KEY, USE, SECRET) != encrypt(KEY, USE, SECRET)


def test_what_a_former_key_sealed_or_encrypted_is_still_read() -> None:
    assert unseal(ANOTHER + KEY, "lien", a_token(), NOW)
    assert decrypt(ANOTHER + KEY, USE, encrypt(KEY, USE, SECRET)) == SECRET


def test_the_first_key_is_the_one_that_seals_and_encrypts() -> None:
    assert unseal(ANOTHER, "lien", seal(ANOTHER + KEY, "lien", VALUES, NOW, LIFETIME), NOW)
    assert decrypt(ANOTHER, USE, encrypt(ANOTHER + KEY, USE, SECRET)) == SECRET


def test_what_is_encrypted_for_one_place_is_not_read_in_another() -> None:
    with pytest.raises(InvalidToken):
        decrypt(KEY, Use.IBAN, encrypt(KEY, Use.BIRTH_DATE, SECRET))


def test_a_trace_finds_a_text_whatever_the_key_it_was_made_with() -> None:
    assert traces(KEY, USE, SECRET)[0] in traces(ANOTHER + KEY, USE, SECRET)
    assert not set(traces(KEY, USE, SECRET)) & set(traces(ANOTHER, USE, SECRET))
