"""What a page of words is made of; {payment}, {rates} and their like stand for what the parameters in force say."""

from dataclasses import dataclass, fields, replace
from typing import Any

from espace_factures.core.terms import Terms


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


def told(article: Article, terms: Any) -> Article:
    """The article with what the parameters say: `terms` are Terms, or on a page the Vars of them."""
    said = {field.name: getattr(terms, field.name) for field in fields(Terms)}
    return replace(
        article,
        sections=tuple(
            Section(section.title, _told(section.sentences, said), _told(section.steps, said))
            for section in article.sections
        ),
        in_brief=tuple((label, fact.format(**said)) for label, fact in article.in_brief),
    )


def _told(sentences: tuple[str, ...], said: dict[str, Any]) -> tuple[str, ...]:
    return tuple(sentence.format(**said) for sentence in sentences)


@dataclass(frozen=True, slots=True)
class Service:
    """A démarche of the catalogue, and where it begins."""

    title: str
    sentence: str
    route: str
    icon: str
