"""An SMS reaches a real gateway whole and once, and each refusal is told for what it is."""

from collections.abc import Iterator

import pytest

from espace_factures.adapters.sms import TIMEOUT_SECONDS, HttpTexter
from espace_factures.core.ports import TextMessage, TextRefusedError, TextUnavailableError
from tests.adapters.gateway import TOKEN, SmsGateway
from tests.loops import finished

TO = "+687751234"
TEXT = "Province Sud : votre code est 1234. Valable 10 minutes."
IMPATIENT = 0.3


@pytest.fixture
def gateway() -> Iterator[SmsGateway]:
    gateway = SmsGateway().start()
    yield gateway
    gateway.stop()


def a_message(**changed: str) -> TextMessage:
    return TextMessage(**({"key": "sms-42", "to": TO, "text": TEXT} | changed))


def send(gateway: SmsGateway, message: TextMessage | None = None, timeout: float = TIMEOUT_SECONDS) -> None:
    finished(HttpTexter(gateway.url, timeout).send(message or a_message()))


def test_the_message_is_posted_to_the_path_of_the_setting(gateway: SmsGateway) -> None:
    send(gateway)
    assert [(request.method, request.path) for request in gateway.requests] == [("POST", "/messages")]


def test_the_message_is_json_of_three_fields(gateway: SmsGateway) -> None:
    send(gateway)
    assert gateway.requests[0].body == {"key": "sms-42", "to": TO, "text": TEXT}


def test_the_token_leaves_as_a_bearer(gateway: SmsGateway) -> None:
    send(gateway)
    assert gateway.requests[0].headers["authorization"] == f"Bearer {TOKEN}"


def test_the_token_is_never_in_the_address(gateway: SmsGateway) -> None:
    assert TOKEN not in HttpTexter(gateway.url).address


def test_a_token_of_any_characters_is_told_as_it_is(gateway: SmsGateway) -> None:
    url = gateway.url.replace(TOKEN, "un%2Fjeton%40%3A")
    with pytest.raises(TextUnavailableError):
        finished(HttpTexter(url).send(a_message()))
    assert gateway.requests[0].headers["authorization"] == "Bearer un/jeton@:"


def test_without_a_token_nothing_is_said_of_who_asks(gateway: SmsGateway) -> None:
    with pytest.raises(TextUnavailableError):
        finished(HttpTexter(gateway.url.replace(f":{TOKEN}@", "")).send(a_message()))
    assert "authorization" not in gateway.requests[0].headers


def test_the_query_of_the_setting_is_kept() -> None:
    assert HttpTexter("https://:t@sms.example:8443/v1?sender=PS#x").address == "https://sms.example:8443/v1?sender=PS"


def test_a_gateway_may_be_named_by_an_ipv6_address() -> None:
    assert HttpTexter("http://:t@[::1]:8080/messages").address == "http://[::1]:8080/messages"


@pytest.mark.parametrize("text", ["Votre facture est payée : 161\u202f500\u00a0F", "« Œuvre » n’est pas lue", "🌴\n#1"])
def test_accents_survive(gateway: SmsGateway, text: str) -> None:
    send(gateway, a_message(text=text))
    assert gateway.messages == [(TO, text)]


def test_the_key_is_the_same_at_each_try(gateway: SmsGateway) -> None:
    gateway.status = 503
    with pytest.raises(TextUnavailableError):
        send(gateway)
    gateway.status = 202
    send(gateway)
    assert [request.headers["idempotency-key"] for request in gateway.requests] == ["sms-42", "sms-42"]


def test_the_key_of_the_body_is_the_one_of_the_header(gateway: SmsGateway) -> None:
    send(gateway)
    assert gateway.requests[0].body["key"] == gateway.requests[0].headers["idempotency-key"]


def test_a_message_whose_answer_was_lost_is_received_once(gateway: SmsGateway) -> None:
    gateway.is_hanging_up = True
    with pytest.raises(TextUnavailableError):
        send(gateway)
    gateway.is_hanging_up = False
    send(gateway)
    assert gateway.messages == [(TO, TEXT)]


def test_two_messages_of_the_same_words_are_both_received(gateway: SmsGateway) -> None:
    send(gateway, a_message(key="sms-1"))
    send(gateway, a_message(key="sms-2"))
    assert gateway.messages == [(TO, TEXT)] * 2


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_a_success_of_any_kind_took_the_message(gateway: SmsGateway, status: int) -> None:
    gateway.status, gateway.body = status, b""
    send(gateway)
    assert gateway.messages == [(TO, TEXT)]


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff", b'{"error": "?"}'])
def test_what_a_success_says_is_not_read(gateway: SmsGateway, body: bytes) -> None:
    gateway.body = body
    send(gateway)
    assert gateway.messages == [(TO, TEXT)]


@pytest.mark.parametrize("status", [400, 404, 410, 413, 422])
def test_a_message_that_the_gateway_cannot_take_is_refused_for_good(gateway: SmsGateway, status: int) -> None:
    gateway.status = status
    with pytest.raises(TextRefusedError, match=str(status)):
        send(gateway)


@pytest.mark.parametrize("status", [401, 403, 408, 425, 429, 500, 502, 503, 504, 599])
def test_a_setting_or_a_moment_at_fault_is_the_gateway_unavailable(gateway: SmsGateway, status: int) -> None:
    gateway.status = status
    with pytest.raises(TextUnavailableError, match=str(status)):
        send(gateway)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_the_gateway_unavailable(gateway: SmsGateway, status: int) -> None:
    gateway.status, gateway.location = status, "/ailleurs"
    with pytest.raises(TextUnavailableError, match=str(status)):
        send(gateway)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(gateway: SmsGateway, status: int) -> None:
    gateway.status, gateway.location = status, "/ailleurs"
    with pytest.raises(TextUnavailableError):
        send(gateway)
    assert [request.path for request in gateway.requests] == ["/messages"]


def test_a_redirect_to_nowhere_is_the_gateway_unavailable(gateway: SmsGateway) -> None:
    gateway.status, gateway.location = 302, "http://[:x"
    with pytest.raises(TextUnavailableError):
        send(gateway)


def test_a_gateway_slower_than_its_time_is_unavailable(gateway: SmsGateway) -> None:
    gateway.delay = 2 * IMPATIENT
    with pytest.raises(TextUnavailableError):
        send(gateway, timeout=IMPATIENT)


def test_an_answer_that_drips_is_given_up_on(gateway: SmsGateway) -> None:
    gateway.pause, gateway.body = IMPATIENT / 3, b" " * 30
    with pytest.raises(TextUnavailableError):
        send(gateway, timeout=IMPATIENT)


def test_a_gateway_that_hangs_up_is_unavailable(gateway: SmsGateway) -> None:
    gateway.is_hanging_up = True
    with pytest.raises(TextUnavailableError):
        send(gateway)


def test_a_gateway_nobody_answers_for_is_unavailable() -> None:
    with pytest.raises(TextUnavailableError):
        send(SmsGateway())


def test_a_gateway_that_is_back_is_sent_what_waited(gateway: SmsGateway) -> None:
    gateway.stop()
    with pytest.raises(TextUnavailableError):
        send(gateway)
    gateway.start()
    send(gateway)
    assert gateway.messages == [(TO, TEXT)]


def test_the_token_is_not_told_by_a_failure(gateway: SmsGateway) -> None:
    gateway.stop()
    with pytest.raises(TextUnavailableError) as failure:
        send(gateway)
    assert TOKEN not in f"{failure.value!r}{failure.value.__cause__!r}"


@pytest.mark.parametrize(
    "url",
    ["", "sms.example", "ftp://sms.example", "https://", "https:///v1", "https://:jeton@", "smtp://:jeton@sms.example"],
)
def test_a_setting_that_cannot_work_stops_the_start(url: str) -> None:
    with pytest.raises(ValueError, match="SMS_URL"):
        HttpTexter(url)


@pytest.mark.parametrize("url", ["https://[", "https://sms.example:port", "https://sms.example:99999"])
def test_a_mistyped_address_stops_the_start(url: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - urllib's own words
        HttpTexter(url)


@pytest.mark.parametrize("token", ["jet%C3%B6n", "jetön", "un%0Ajeton", "un%20jeton"])
def test_a_token_that_no_header_can_carry_stops_the_start(token: str) -> None:
    with pytest.raises(ValueError, match="SMS_URL"):
        HttpTexter(f"https://:{token}@sms.example/v1")


def test_the_code_last_sent_to_a_mobile_is_read_however_it_is_written(gateway: SmsGateway) -> None:
    for key, code in (("sms-1", "1111"), ("sms-2", "2222")):
        send(gateway, a_message(key=key, text=f"Province Sud : votre code est {code}. Valable 10 minutes."))
    send(gateway, a_message(key="sms-3", to="+687769999"))
    assert gateway.code_for("75 12 34") == "2222"
