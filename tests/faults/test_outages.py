"""What stands around falls: the journey goes on, and what waited happens afterwards."""

import time
from typing import Any

import pytest

from espace_factures import routes
from espace_factures.invoices.answering.state import InvoiceState
from tests.faults.conftest import Site, Supplier
from tests.faults.deposits import a_deposit, invoices_of, run
from tests.sockets import Tab, cookie_of, event_name

HANG_SECONDS = 90


def test_without_a_mail_server_the_journey_goes_on_and_the_mail_leaves_later(site: Site, supplier: Supplier) -> None:
    site.mail.stop()
    deposit = a_deposit()
    run(site, supplier, deposit)
    assert invoices_of(site, deposit) == [deposit.reference]
    time.sleep(1)
    site.mail.start()
    assert deposit.number in mail_of(site, supplier, deposit.reference)


@pytest.mark.parametrize(("mode", "seconds"), [("fast", 0), ("immediate", 0), ("fast", 8)])
def test_a_restart_of_the_database_is_not_noticed(site: Site, supplier: Supplier, mode: str, seconds: int) -> None:
    warm_every_connection(supplier)
    site.stop_database(mode)
    time.sleep(seconds)
    site.start_database()
    assert supplier.client.get(routes.INVOICES_HOME, follow_redirects=True).status_code == 200
    deposit = a_deposit()
    run(site, supplier, deposit)
    assert invoices_of(site, deposit) == [deposit.reference]
    assert deposit.number in mail_of(site, supplier, deposit.reference), "the worker came back"


def test_while_the_database_is_down_people_are_told_and_nothing_is_shown(site: Site, supplier: Supplier) -> None:
    deposit = a_deposit()
    run(site, supplier, deposit)
    tab = open_invoice(site, supplier, deposit.reference)
    site.stop_database()
    try:
        page = supplier.client.get(routes.INVOICES_HOME)
        ready, live = supplier.client.get(routes.READY), supplier.client.get(routes.LIVE)
        upload = supplier.client.post(routes.POST_DOCUMENT, files={"fichier": ("a.pdf", deposit.content)})
        tab.says(event_name(InvoiceState.send_message), {"form": {"message": "Bonjour"}})
        assert "Un incident de notre côté" in tab.hears("alert")
    finally:
        site.start_database()
    assert (live.status_code, ready.status_code, ready.headers["retry-after"]) == (200, 503, "5")
    assert ready.json()["parts"] == {"storage": True} | dict.fromkeys(("database", "schema", "worker", "listen"), False)
    for answer in (page, upload):
        assert answer.status_code == 500
        assert answer.text.startswith("Un incident de notre côté")
        assert answer.headers["content-security-policy"]
    tab.says(event_name(InvoiceState.send_message), {"form": {"message": "Bonsoir"}})
    tab.reads_everything()
    assert site.rows("SELECT body FROM messages WHERE body LIKE 'Bon%'") == [("Bonsoir",)]
    tab.closes()


def test_open_pages_are_woken_after_a_restart_of_the_database(site: Site, supplier: Supplier) -> None:
    deposit = a_deposit()
    run(site, supplier, deposit)
    tab = open_invoice(site, supplier, deposit.reference)
    site.stop_database()
    site.start_database()
    limit = time.monotonic() + HANG_SECONDS
    woken = False
    while not woken and time.monotonic() < limit:
        tab.frames.clear()
        notify(site, f"demande:{deposit.reference}")
        tab.rests(0.5)
        woken = any("invoice_state.load" in frame for frame in tab.frames)
    assert woken
    tab.closes()


def test_a_restart_serves_again_within_seconds(
    site: Site, supplier: Supplier, record_property: Any, capsys: Any
) -> None:
    site.server.stop()
    seconds = site.server.start(is_cold=True)
    assert supplier.client.get(routes.INVOICES_HOME, follow_redirects=True).status_code == 200
    record_property("restart", f"{seconds:.2f} s")
    with capsys.disabled():
        print(f"\nserved again {seconds:.2f} s after a stop")


def open_invoice(site: Site, supplier: Supplier, reference: str) -> Tab:
    """The page of an invoice."""
    tab = Tab(site.server.url, cookie_of(supplier.client))
    tab.goes_to(routes.with_query(routes.INVOICE, ref=reference))
    tab.says(event_name(InvoiceState.load))
    tab.reads_everything()
    return tab


def mail_of(site: Site, supplier: Supplier, reference: str) -> str:
    """The text of the mail that confirms a deposit."""
    limit = time.monotonic() + HANG_SECONDS
    while time.monotonic() < limit:
        for mail in site.mail.to(supplier.actor.email):
            body = mail.get_body(("plain",))
            text = body.get_content() if body else ""
            if reference in text:
                return text
        time.sleep(0.1)
    raise AssertionError(f"the mail of {reference} never came")


def warm_every_connection(supplier: Supplier) -> None:
    """Fill the pool, so that a restart leaves dead connections in it."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: supplier.client.get(routes.INVOICES_HOME, follow_redirects=True), range(24)))


def notify(site: Site, topic: str) -> None:
    """Say that something changed, as a use case does at commit."""
    with site.engine.begin() as connection:
        connection.exec_driver_sql("SELECT pg_notify('live', %s)", (topic,))
