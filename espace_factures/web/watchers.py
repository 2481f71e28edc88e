"""Which tabs follow which topics, by topic; and what moved lately, for a page that is still being read."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from espace_factures.app.topics import Topic

MOST_REMEMBERED: Final = 10_000
"""Topics whose last notification is kept; a read lasts less than it takes to notify as many."""


class Watch(NamedTuple):
    """An event to replay in a tab."""

    tab: str
    event: str


class Scope(NamedTuple):
    """The page that asked, and what it follows."""

    page: str
    topics: frozenset[Topic]


@dataclass(slots=True)
class Watchers:
    """The index; each of its questions costs what it finds, whatever the number of open pages."""

    moment: int = 0
    """How many notifications have been heard."""
    _by_tab: dict[str, dict[str, Scope]] = field(default_factory=dict)
    _by_topic: defaultdict[Topic, set[Watch]] = field(default_factory=lambda: defaultdict(set))
    _moved: OrderedDict[Topic, int] = field(default_factory=OrderedDict)
    _forgotten: int = 0

    def follow(self, watch: Watch, page: str, topics: Iterable[Topic]) -> Set[Topic]:
        """Follow these topics and no other; returns those that were not followed yet."""
        wanted, before = frozenset(topics), self._topics(watch)
        self.leave(watch)
        if wanted:
            self._by_tab.setdefault(watch.tab, {})[watch.event] = Scope(page, wanted)
        for topic in wanted:
            self._by_topic[topic].add(watch)
        return wanted - before

    def turn_to(self, tab: str, page: str) -> None:
        """The tab shows this page: what it followed for another one is left."""
        for event, scope in list(self._by_tab.get(tab, {}).items()):
            if scope.page != page:
                self.leave(Watch(tab, event))

    def leave(self, watch: Watch) -> None:
        """Follow nothing more for this event."""
        for topic in self._topics(watch):
            self._by_topic[topic].discard(watch)
            if not self._by_topic[topic]:
                del self._by_topic[topic]
        events = self._by_tab.get(watch.tab, {})
        events.pop(watch.event, None)
        if not events:
            self._by_tab.pop(watch.tab, None)

    def forget(self, tab: str) -> None:
        """Follow nothing more for this tab."""
        for event in list(self._by_tab.get(tab, {})):
            self.leave(Watch(tab, event))

    def hear(self, topic: Topic) -> Set[Watch]:
        """A notification came: who follows its topic."""
        self.moment += 1
        self._moved[topic] = self.moment
        self._moved.move_to_end(topic)
        if len(self._moved) > MOST_REMEMBERED:
            self._forgotten = self._moved.popitem(last=False)[1]
        return self._by_topic.get(topic, frozenset())

    def has_moved(self, topics: Iterable[Topic], since: int) -> bool:
        """Whether one of the topics was notified after that moment, or may have been."""
        return any(self._moved.get(topic, self._forgotten) > since for topic in topics)

    def follows(self, tab: str, event: str) -> bool:
        """Whether the tab replays this event by itself."""
        return event in self._by_tab.get(tab, {})

    def tabs(self) -> list[str]:
        """The tabs that follow something."""
        return list(self._by_tab)

    def __len__(self) -> int:
        """How many topics are followed."""
        return len(self._by_topic)

    def _topics(self, watch: Watch) -> frozenset[Topic]:
        scope = self._by_tab.get(watch.tab, {}).get(watch.event)
        return scope.topics if scope else frozenset()
