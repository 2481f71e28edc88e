"""An answer to « Je ne suis pas un robot » passes when it is right, and nothing else does."""

import base64
import contextlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from altcha import v2

from espace_factures.adapters import captcha
from espace_factures.adapters.captcha import LONGEST_ANSWER, TIMEOUT_SECONDS, Altcha, NoCaptcha, Recaptcha
from espace_factures.core.ports import CaptchaUnavailableError
from tests.servers import free_port

KEY = (b"k" * 32,)
ADDRESS = "203.0.113.7"
YES = b'{"success": true, "hostname": "espace-factures.example"}'


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Challenges that take no time to solve."""
    monkeypatch.setattr(captcha, "EASIEST", 1)
    monkeypatch.setattr(captcha, "HARDEST", 9)
    monkeypatch.setattr(captcha, "ITERATIONS", 10)


def a_solution(challenge: dict[str, Any]) -> dict[str, Any]:
    """What a patient browser finds."""
    solution = v2.solve_challenge(v2.Challenge.from_dict(challenge))
    assert solution is not None
    return {"challenge": challenge, "solution": solution.to_dict()}


def solved_by_browser(altcha: Altcha) -> dict[str, Any]:
    """A challenge as it travels, and its solution."""
    return a_solution(json.loads(json.dumps(altcha.challenge())))


def encoded(content: object, room: int = 0) -> str:
    """What the form carries; `room` is as many spaces more."""
    return base64.b64encode(json.dumps(content).encode() + b" " * room).decode()


def proof(content: object, altcha: Altcha | None = None) -> str:
    return (altcha or Altcha(KEY)).solved(encoded(content), ADDRESS)


def test_a_challenge_solved_passes() -> None:
    assert proof(solved_by_browser(Altcha(KEY)))


def test_a_challenge_is_recognised_by_another_process_of_the_same_key() -> None:
    answer = solved_by_browser(Altcha(KEY))
    assert proof(answer, Altcha(KEY)) == proof(answer, Altcha(KEY))


def test_no_two_challenges_are_the_same() -> None:
    altcha = Altcha(KEY)
    assert proof(solved_by_browser(altcha)) != proof(solved_by_browser(altcha))


@pytest.mark.parametrize(
    "changed",
    [{"counter": 0}, {"counter": "?"}, {"time": 12}, {"derivedKey": str.upper}],
    ids=["counter", "no counter", "time", "capitals"],
)
def test_a_challenge_answered_otherwise_keeps_its_proof(changed: dict[str, Any]) -> None:
    answer = solved_by_browser(Altcha(KEY))
    before = proof(answer)
    new = {name: way(answer["solution"][name]) if callable(way) else way for name, way in changed.items()}
    again = answer | {"solution": answer["solution"] | new}
    assert proof(again) == before


def test_an_answer_written_otherwise_keeps_its_proof() -> None:
    answer = solved_by_browser(Altcha(KEY))
    assert Altcha(KEY).solved(encoded(answer, room=50), ADDRESS) == proof(answer)


def test_a_challenge_of_another_key_is_not_ours() -> None:
    assert proof(solved_by_browser(Altcha((b"another" * 5,)))) == ""


def test_a_challenge_that_nobody_signed_is_not_ours() -> None:
    answer = solved_by_browser(Altcha(KEY))
    del answer["challenge"]["signature"]
    assert proof(answer) == ""


def test_an_expired_challenge_is_too_late() -> None:
    assert proof(solved_by_browser(Altcha(KEY, lifetime=-1))) == ""


@pytest.mark.parametrize("expires", [10**12, 0, -1, None, True, "jamais", 1e308, 10**400])
def test_an_expiry_cannot_be_put_off(expires: object) -> None:
    answer = solved_by_browser(Altcha(KEY, lifetime=-1))
    answer["challenge"]["parameters"]["expiresAt"] = expires
    assert proof(answer) == ""


@pytest.mark.parametrize(
    "easier", [{"keyPrefix": "0"}, {"keyPrefix": ""}, {"cost": 1}, {"algorithm": "SHA-256"}], ids=str
)
def test_a_challenge_cannot_be_made_easier(easier: dict[str, Any]) -> None:
    challenge = Altcha(KEY).challenge()
    # Without the signature of the key, what is easier would be enough if nobody signed the whole.
    parameters = v2.Challenge.from_dict(challenge).parameters.to_dict() | {"keySignature": None, "keyPrefix": ""}
    assert proof(a_solution(challenge | {"parameters": parameters | easier})) == ""


@pytest.mark.parametrize("key", ["00" * 32, "", "zz", None, 1, [], {}, "\ud800"])
def test_a_wrong_solution_does_not_pass(key: object) -> None:
    answer = solved_by_browser(Altcha(KEY))
    answer["solution"]["derivedKey"] = key
    assert proof(answer) == ""


def test_the_beginning_that_the_challenge_tells_is_not_the_solution() -> None:
    answer = solved_by_browser(Altcha(KEY))
    answer["solution"]["derivedKey"] = answer["challenge"]["parameters"]["keyPrefix"].ljust(64, "0")
    assert proof(answer) == ""


def test_the_solution_of_another_challenge_does_not_pass() -> None:
    first, second = solved_by_browser(Altcha(KEY)), solved_by_browser(Altcha(KEY))
    assert proof(first | {"solution": second["solution"]}) == ""


@pytest.mark.parametrize("answer", ["", "x", "é", "\ud800", "\x00", "====", "null", "e30=", "a" * LONGEST_ANSWER])
def test_garbage_does_not_pass(answer: str) -> None:
    assert Altcha(KEY).solved(answer, ADDRESS) == ""


@pytest.mark.parametrize(
    "content",
    [None, 1, "x", [], {}, {"challenge": 1, "solution": 1}, {"challenge": {"parameters": []}, "solution": {}}],
)
def test_json_of_another_shape_does_not_pass(content: object) -> None:
    assert proof(content) == ""


@pytest.mark.parametrize("text", ["[" * 5900, "9" * 5900, '{"challenge":' * 450, "{"])
def test_json_made_to_hurt_does_not_pass(text: str) -> None:
    assert Altcha(KEY).solved(base64.b64encode(text.encode()).decode(), ADDRESS) == ""


def test_a_right_answer_in_a_huge_one_is_not_read() -> None:
    assert Altcha(KEY).solved(encoded(solved_by_browser(Altcha(KEY)), room=LONGEST_ANSWER), ADDRESS) == ""


def test_without_a_captcha_there_is_nothing_to_solve() -> None:
    assert NoCaptcha().challenge() == {}


def test_without_a_captcha_each_proof_is_new() -> None:
    assert len({NoCaptcha().solved("", ADDRESS) for _ in range(20)}) == 20


@dataclass(slots=True)
class Verifier:
    """A siteverify that answers what the test says."""

    url: str = ""
    status: int = 200
    body: bytes = YES
    delay: float = 0.0
    asked: list[dict[str, list[str]]] = field(default_factory=list)


@pytest.fixture
def verifier() -> Iterator[Verifier]:
    verifier = Verifier()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            verifier.asked.append(parse_qs(form, keep_blank_values=True))
            time.sleep(verifier.delay)
            with contextlib.suppress(OSError):
                self.send_response(verifier.status)
                self.send_header("Content-Length", str(len(verifier.body)))
                self.end_headers()
                self.wfile.write(verifier.body)

        def log_message(self, *args: Any) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    verifier.url = f"http://127.0.0.1:{server.server_address[1]}/siteverify"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield verifier
    server.shutdown()
    server.server_close()


def asked(verifier: Verifier, answer: str = "réponse+&=", timeout: float = TIMEOUT_SECONDS) -> str:
    return Recaptcha("le secret", verifier.url, timeout).solved(answer, ADDRESS)


def test_an_answer_google_vouches_for_is_its_own_proof(verifier: Verifier) -> None:
    assert asked(verifier, "03AGdBq2") == "03AGdBq2"


def test_google_is_told_the_secret_the_answer_and_the_address(verifier: Verifier) -> None:
    asked(verifier)
    assert verifier.asked == [{"secret": ["le secret"], "response": ["réponse+&="], "remoteip": [ADDRESS]}]


def test_an_answer_google_does_not_vouch_for_does_not_pass(verifier: Verifier) -> None:
    verifier.body = b'{"success": false, "error-codes": ["timeout-or-duplicate"]}'
    assert asked(verifier) == ""


@pytest.mark.parametrize(
    "body",
    [b"{}", b"[]", b"null", b'"true"', b"true", b'{"success": "true"}', b'{"success": 1}', b'{"success": null}'],
)
def test_whatever_is_not_a_plain_yes_is_a_no(verifier: Verifier, body: bytes) -> None:
    verifier.body = body
    assert asked(verifier) == ""


@pytest.mark.parametrize("status", [302, 400, 403, 404, 429, 500, 503])
def test_an_http_failure_is_the_captcha_unavailable_even_when_it_says_yes(verifier: Verifier, status: int) -> None:
    verifier.status = status
    with pytest.raises(CaptchaUnavailableError):
        asked(verifier)


@pytest.mark.parametrize("body", [b"", b"<html>", b"{", b"\xff", b'{"success": true'])
def test_an_answer_that_makes_no_sense_is_the_captcha_unavailable(verifier: Verifier, body: bytes) -> None:
    verifier.body = body
    with pytest.raises(CaptchaUnavailableError):
        asked(verifier)


def test_silence_is_the_captcha_unavailable(verifier: Verifier) -> None:
    verifier.delay = 0.6
    with pytest.raises(CaptchaUnavailableError):
        asked(verifier, timeout=0.3)


def test_a_server_nobody_answers_for_is_the_captcha_unavailable() -> None:
    with pytest.raises(CaptchaUnavailableError):
        asked(Verifier(f"http://127.0.0.1:{free_port()}"))


@pytest.mark.parametrize("answer", ["", "a" * (LONGEST_ANSWER + 1)], ids=["empty", "huge"])
def test_an_answer_that_cannot_be_right_asks_nobody(verifier: Verifier, answer: str) -> None:
    asked(verifier, answer)
    assert verifier.asked == []


@pytest.mark.parametrize("answer", ["", "a" * (LONGEST_ANSWER + 1)], ids=["empty", "huge"])
def test_an_answer_that_cannot_be_right_does_not_pass(verifier: Verifier, answer: str) -> None:
    assert asked(verifier, answer) == ""


def test_google_asks_its_own_questions() -> None:
    assert Recaptcha("le secret").challenge() == {}
