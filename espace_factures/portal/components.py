"""How a page of words and a card of the portal look."""

import reflex as rx

from espace_factures.portal.content import Article, Section
from espace_factures.ui import button, card
from espace_factures.ui.stack import actions, stack


def article_body(article: Article) -> rx.Component:
    """The sections of an article, then what one may do."""
    sections = [_section(section) for section in article.sections]
    if article.action is None:
        return stack(*sections)
    label, route = article.action
    return stack(*sections, actions(button.link_button(label, route)))


def service_card(title: str, sentence: str, label: str, route: str, kind: str = "primary") -> rx.Component:
    """A service and the way in."""
    link = button.link_button(label, route, kind="primary" if kind == "primary" else "secondary")
    return card.card(rx.el.p(sentence), rx.el.div(link, class_name="mt-5"), title=title)


def grid(*cards: rx.Component) -> rx.Component:
    """Cards side by side where there is room."""
    return rx.el.div(*cards, class_name="ef-cards")


def _section(section: Section) -> rx.Component:
    sentences = [rx.el.p(sentence, class_name="mb-3") for sentence in section.sentences]
    steps = [rx.el.ol(*[rx.el.li(step) for step in section.steps], class_name="ef-steps")] if section.steps else []
    return card.card(*sentences, *steps, title=section.title)
