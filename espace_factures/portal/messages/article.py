"""What a page of words is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its sentences, then its steps in order."""

    title: str
    sentences: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen of this application, taken by `make screenshots` into assets/aide."""

    name: str
    caption: str


@dataclass(frozen=True, slots=True)
class Article:
    """A page of words; `action` is (label, address)."""

    route: str
    title: str
    lead: str
    sections: tuple[Section, ...]
    action: tuple[str, str] | None = None
    icon: str = "file-text"
    pictures: tuple[Picture, ...] = ()
    in_brief: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """A démarche of the catalogue, and where it begins."""

    title: str
    sentence: str
    route: str
    icon: str
