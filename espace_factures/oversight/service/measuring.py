"""What the database says of the work of all the processes together, as Prometheus is told it."""

from collections.abc import Iterator
from typing import Final

from prometheus_client.core import CollectorRegistry, GaugeMetricFamily
from prometheus_client.exposition import generate_latest

from espace_factures.app.reading import Reading
from espace_factures.core.ports import Inside
from espace_factures.notifications.service import outbox
from espace_factures.oversight.repository import measuring

LABELS: Final = ("queue", "task")


class Counted:
    """One answer of the database, in families of figures."""

    def __init__(self, jobs: list[measuring.Waiting], deposits: int, workers: int) -> None:
        self.jobs, self.deposits, self.workers = jobs, deposits, workers

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Each family; Prometheus computes rates and ages from them."""
        yield self._by_task("ef_jobs_waiting", "Jobs that should have begun.", "waiting")
        yield self._by_task("ef_jobs_doing", "Jobs under way.", "doing")
        yield self._by_task("ef_jobs_dead", "Jobs tried too often: nobody does them any more.", "failed")
        yield self._by_task("ef_jobs_oldest_seconds", "Age of the oldest job that waits.", "oldest")
        yield GaugeMetricFamily("ef_mails_waiting", "Mails that wait.", value=self._waiting(outbox.SEND_MAIL.name))
        yield GaugeMetricFamily("ef_texts_waiting", "SMS that wait.", value=self._waiting(outbox.SEND_TEXT.name))
        yield GaugeMetricFamily("ef_workers", "Lines of work that somebody works on.", value=self.workers)
        yield GaugeMetricFamily("ef_deposits_ever", "Invoices deposited since the beginning.", value=self.deposits)

    def _by_task(self, name: str, words: str, column: str) -> GaugeMetricFamily:
        family = GaugeMetricFamily(name, words, labels=LABELS)
        for row in self.jobs:
            family.add_metric([row.line, row.task], getattr(row, column))
        return family

    def _waiting(self, task: str) -> int:
        return sum(row.waiting for row in self.jobs if row.task == task)


def counted(uow: Reading, _ports: Inside) -> bytes:
    """The figures, in the text form of Prometheus."""
    registry = CollectorRegistry()
    registry.register(Counted(measuring.jobs(uow.session), *measuring.numbers(uow.session)))
    return generate_latest(registry)
