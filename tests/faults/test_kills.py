"""kill -9 at any moment of a deposit: the invoice is there whole, or the draft is, and both if acknowledged."""

import os
import random
import threading
import time
from collections import Counter
from typing import Any

from sqlalchemy import text

from tests.faults.conftest import Site, Supplier, a_supplier
from tests.faults.deposits import (
    Deposit,
    a_deposit,
    broken_rows,
    has_draft,
    invoices_of,
    numbers_of_references,
    open_draft,
    run,
    submit,
)

KILLS = int(os.environ.get("FAULTS_KILLS", "50"))
SEED = int(os.environ.get("FAULTS_SEED", str(time.time_ns() % 10**6)))
HANG_SECONDS = 90
LONGEST_SUBMISSION = 0.06


def test_a_server_killed_during_deposits_loses_nothing_and_mails_once(
    site: Site, record_property: Any, capsys: Any
) -> None:
    supplier = a_supplier(site)
    starts, outcomes = killed_during_deposits(site, supplier, KILLS)
    assert broken_rows(site) == []
    assert numbers_of_references(site) == list(range(1, len(numbers_of_references(site)) + 1))
    each_mail_left_once(site, supplier)
    report = f"{KILLS} kills, seed {SEED}: {dict(outcomes)}; served again in {min(starts):.1f} to {max(starts):.1f} s"
    record_property("kills", report)
    with capsys.disabled():
        print(f"\n{report}, libraries loaded beforehand")


def each_mail_left_once(site: Site, supplier: Supplier) -> None:
    """Every mail queued before the kills leaves, and no mail twice; one for each invoice."""
    limit = time.monotonic() + HANG_SECONDS
    while waiting := site.rows("SELECT id FROM mails WHERE sent_at IS NULL"):
        assert time.monotonic() < limit, f"{len(waiting)} mails never left"
        time.sleep(0.2)
    written = [number for (number,) in site.rows("SELECT id FROM mails WHERE recipient = :to", to=supplier.actor.email)]
    invoices = site.rows("SELECT count(*) FROM invoices WHERE account_id = :id", id=supplier.actor.account_id)
    assert len(written) == invoices[0][0] > 0
    received = Counter(str(mail["Message-ID"]) for mail in site.mail.to(supplier.actor.email))
    expected = {number: [one for one in received if one.startswith(f"<mail-{number}@")] for number in written}
    assert all(len(identifiers) == 1 for identifiers in expected.values())
    assert len(received) == len(written)


def killed_during_deposits(site: Site, supplier: Supplier, kills: int) -> tuple[list[float], Counter[str]]:
    """So many deposits, each killed, then finished; returns the seconds to serve again, and how far each had gone."""
    chance, starts, outcomes = random.Random(SEED), [], Counter()
    longest = duration_of(site, supplier)
    for number in range(kills):
        deposit, is_sent = a_deposit(), number % 2 == 1
        after = chance.uniform(0, LONGEST_SUBMISSION) if is_sent else chance.uniform(0, longest)
        starts.append(kill_during(site, supplier, deposit, after, is_sent=is_sent))
        outcomes[outcome_of(site, deposit)] += 1
        resume(site, supplier, deposit)
    return starts, outcomes


def kill_during(site: Site, supplier: Supplier, deposit: Deposit, after: float, *, is_sent: bool) -> float:
    """Kill the server so long after the file left, or « Envoyer »; returns the seconds it takes to serve again."""
    depositing = threading.Thread(target=run, args=(site, supplier, deposit))
    depositing.start()
    if is_sent:
        assert deposit.under_way.wait(HANG_SECONDS), "« Envoyer » was never pressed"
    time.sleep(after)
    site.server.kill()
    depositing.join(HANG_SECONDS)
    assert not depositing.is_alive()
    free_places(site)
    return site.server.start()


def free_places(site: Site) -> None:
    """The two minutes after which a place that the kill left taken is free again, without waiting for them."""
    with site.engine.begin() as connection:
        connection.execute(text("UPDATE document_places SET ends_at = now()"))


def outcome_of(site: Site, deposit: Deposit) -> str:
    """How far it went; fails when something acknowledged is gone, or half there."""
    kept = invoices_of(site, deposit)
    assert len(kept) <= 1
    if deposit.reference:
        assert kept == [deposit.reference], "an acknowledged invoice was lost"
        return "acknowledged"
    if kept:
        return "deposited, not acknowledged"
    assert not deposit.draft or has_draft(site, deposit), "an acknowledged draft was lost"
    return "draft" if deposit.draft else "nothing yet"


def resume(site: Site, supplier: Supplier, deposit: Deposit) -> None:
    """The person comes back and finishes: one invoice."""
    if deposit.reference or not deposit.draft:
        return
    if not invoices_of(site, deposit):
        submit(site, supplier, deposit, open_draft(site, supplier, deposit))
    assert len(invoices_of(site, deposit)) == 1


def duration_of(site: Site, supplier: Supplier) -> float:
    """How long a deposit takes when nothing happens."""
    deposit, began = a_deposit(), time.monotonic()
    run(site, supplier, deposit)
    assert deposit.reference, deposit.answers[-1:]
    return time.monotonic() - began
