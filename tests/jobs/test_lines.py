"""Who waits for a code does not wait behind the work of others: each line has workers of its own."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

from espace_factures import catalogue, logs, postgres
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.ports import Inside, MailMessage
from espace_factures.identity.forms import Address
from espace_factures.identity.service import codes, recovery
from espace_factures.invoices.deposit.service import deposits, drafts, verification
from espace_factures.jobs.queue import TWO_TRIES, WORKERS, Line, queue, running_worker
from espace_factures.notifications.messages import Letter
from espace_factures.notifications.service import outbox
from tests import factories
from tests.adapters.documents_given import a_long_ubl, a_sample
from tests.conftest import World
from tests.fakes import KeptMail
from tests.identity.given import ADDRESS
from tests.invoices.conftest import Office, office
from tests.loops import finished

assert catalogue.JOBS
PEOPLE = (office,)
MONSTERS = 4
PATIENCE = 8.0
"""Seconds; a code takes less than one on an idle machine, and a monstrous verification fifteen."""


def test_each_task_stands_in_a_line_that_somebody_works_on() -> None:
    ours = {task.name: task.queue for task in queue.tasks.values() if not task.name.startswith("builtin:")}
    assert set(ours.values()) == set(WORKERS) == set(Line)
    assert queue.tasks[verification.VERIFY.name].retry_strategy is TWO_TRIES


def test_a_secret_mail_does_not_stand_behind_the_others(world: World) -> None:
    world.do(writes, is_secret=False)
    world.do(writes, is_secret=True)
    lines = world.rows("SELECT queue_name FROM procrastinate_jobs ORDER BY id")
    assert [row.queue_name for row in lines] == [Line.MAILS, Line.CODES]


def test_a_code_leaves_while_four_monstrous_verifications_run(office: Office) -> None:
    world = office.world
    email = factories.an_account(world).email
    for _ in range(MONSTERS):
        deposits_a_monster(office)

    async def story() -> float:
        async with running_worker(postgres.libpq_url(world.engine.url.render_as_string(hide_password=False))):
            await until(lambda: bool(doing(world, verification.VERIFY.name)))
            asked = time.monotonic()
            await recovery.start(Address(email=email), "", ADDRESS)
            await until(lambda: any(mail.to == email for mail in world.mailer.sent))
            took = time.monotonic() - asked
            assert doing(world, verification.VERIFY.name) == 1
            return took

    assert finished(story()) < PATIENCE
    assert world.rows("SELECT 1 FROM procrastinate_jobs WHERE task_name = :name", name=codes.SEND_CODE.name) == []


class NumberedMail(KeptMail):
    """Keeps, of each mail, the request that led to it."""

    async def send(self, message: MailMessage) -> None:
        """Note its number."""
        await super().send(replace(message, text=logs.present_request()))


def test_a_job_bears_the_number_of_the_request_that_asked_for_it(world: World) -> None:
    mailer = NumberedMail()
    world.use(mailer=mailer)
    with logs.of_request("mandataire-0001"):
        world.do(writes, is_secret=False)

    async def story() -> None:
        async with running_worker(postgres.libpq_url(world.engine.url.render_as_string(hide_password=False))):
            await until(lambda: bool(mailer.sent))

    finished(story())
    assert [mail.text for mail in mailer.sent] == ["mandataire-0001"]


def deposits_a_monster(office: Office) -> None:
    """A small invoice deposited, whose file then holds the most lines that are verified, and too many taxes."""
    content = a_sample("nc_facturx.xml")
    draft = office.world.do(drafts.start_draft, office.supplier, "facture.xml", content)
    office.world.do(deposits.deposit_invoice, office.supplier, draft, office.form())
    for row in office.world.rows("SELECT storage_key FROM documents"):
        office.world.outside.files.put(row.storage_key, a_long_ubl(1_000, 2_000))


def writes(uow: UnitOfWork, ports: Inside, *, is_secret: bool) -> None:
    """A mail."""
    outbox.mail(uow, ports, "elodie@exemple.nc", Letter("Sujet", ("Texte",)), is_secret=is_secret)


def doing(world: World, task: str) -> int:
    """How many such jobs are under way."""
    rows = world.rows("SELECT 1 FROM procrastinate_jobs WHERE task_name = :task AND status = 'doing'", task=task)
    return len(rows)


async def until(is_so: Callable[[], bool]) -> None:
    """Wait for it, not for ever."""
    async with asyncio.timeout(PATIENCE * 2):
        while not is_so():
            await asyncio.sleep(0.05)
