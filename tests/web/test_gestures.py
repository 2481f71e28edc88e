"""A page hears that what a press asked for is done, with all that followed, and of nothing else."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from reflex_base.event import Event
from reflex_base.event.processor.future import EventFuture

from espace_factures.web.gestures import DONE, Gestures
from tests.loops import finished


@dataclass
class Processor:
    """The framework's queue, whose events end when the test says so."""

    futures: list[Any] = field(default_factory=list)

    async def enqueue(self, _token: str, event: Event, _ev_ctx: Any = None) -> Any:
        """Take one."""
        self.futures.append(EventFuture(txid=str(len(self.futures)), parent=None))
        return self.futures[-1]


@dataclass
class Namespace:
    """The framework's socket."""

    processor: Processor
    said: list[tuple[str, int, str]] = field(default_factory=list)

    async def on_event(self, _sid: str, data: Any) -> None:
        """As the framework reads one: its place stays the object that came."""
        if data["name"] == "inconnu":
            raise ValueError(data["name"])
        await self.processor.enqueue("onglet", Event(name=data["name"], router_data=data.get("router_data", {})))

    async def emit(self, name: str, number: int, to: str) -> None:
        """Say."""
        self.said.append((name, number, to))


def a_site() -> tuple[Namespace, Processor]:
    """Both, with what stands between."""
    processor = Processor()
    namespace = Namespace(processor)
    Gestures(namespace, processor).stand()
    return namespace, processor


async def turns() -> None:
    """Let what waits run."""
    for _ in range(5):
        await asyncio.sleep(0)


def test_a_press_is_told_once_all_that_it_brought_is_done() -> None:
    async def story() -> None:
        namespace, processor = a_site()
        await namespace.on_event("prise", {"name": "envoie", "geste": 7, "router_data": {"pathname": "/"}})
        first = processor.futures[0]
        await processor.enqueue("onglet", Event(name="suite", router_data={"pathname": "/"}))
        first.add_child(processor.futures[1])
        first.set_result(None)
        await turns()
        assert namespace.said == []
        processor.futures[1].set_result(None)
        await turns()
        assert namespace.said == [(DONE, 7, "prise")]

    finished(story())


@pytest.mark.parametrize("fails", [lambda one: one.set_exception(ValueError()), lambda one: one.cancel()])
def test_a_press_that_fails_or_is_overtaken_is_told_too(fails: Any) -> None:
    async def story() -> None:
        namespace, processor = a_site()
        await namespace.on_event("prise", {"name": "envoie", "geste": 1, "router_data": {"pathname": "/"}})
        fails(processor.futures[0])
        await turns()
        assert namespace.said == [(DONE, 1, "prise")]

    finished(story())


@pytest.mark.parametrize(
    "said",
    [
        {"name": "seul", "router_data": {"pathname": "/"}},
        {"name": "mots", "geste": "sept", "router_data": {"pathname": "/"}},
        {"name": "vrai", "geste": 7},
    ],
)
def test_what_no_press_asked_for_is_not_told(said: dict[str, Any]) -> None:
    async def story() -> None:
        namespace, processor = a_site()
        await namespace.on_event("prise", said)
        processor.futures[0].set_result(None)
        await turns()
        assert namespace.said == []

    finished(story())


def test_a_press_that_the_framework_does_not_take_is_free_at_once() -> None:
    async def story() -> None:
        namespace, processor = a_site()
        with pytest.raises(ValueError, match="inconnu"):
            await namespace.on_event("prise", {"name": "inconnu", "geste": 1, "router_data": {"pathname": "/"}})
        assert (namespace.said, processor.futures) == ([(DONE, 1, "prise")], [])

    finished(story())
