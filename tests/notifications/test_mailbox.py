"""The development mailbox shows every mail: it is open in development alone, and only while mails have no way out."""

from dataclasses import replace
from typing import Any

from starlette.requests import Request

from espace_factures import wiring
from espace_factures.notifications import http as notifications_http
from espace_factures.notifications.service import outbox
from espace_factures.settings import AppEnv, Settings
from tests.conftest import World
from tests.loops import finished

WAYS_OUT = {"smtp_url": "smtp://mail.exemple.nc", "sms_url": "https://sms.exemple.nc"}


def is_open(**values: Any) -> bool:
    """Whether settings open the mailbox."""
    return wiring.make_inside(Settings.model_construct(**values)).settings.shows_mailbox


def test_it_opens_in_development_until_mails_and_sms_have_a_way_out() -> None:
    assert is_open(app_env=AppEnv.DEV)
    assert is_open(app_env=AppEnv.DEV, smtp_url=WAYS_OUT["smtp_url"])
    assert not is_open(app_env=AppEnv.DEV, **WAYS_OUT)
    assert not is_open(app_env=AppEnv.PROD)


def test_where_it_is_closed_it_does_not_exist_whoever_asks(world: World) -> None:
    world.use(settings=replace(world.ports.settings, shows_mailbox=False))
    assert finished(notifications_http.mailbox(Request({"type": "http"}))).status_code == 404
    assert world.do(outbox.mailbox) == outbox.Mailbox([], [])
