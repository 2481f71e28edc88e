"""How a page of words, a card of the portal and its main service look."""

from collections.abc import Sequence
from typing import Any, Final

import reflex as rx

from espace_factures import routes
from espace_factures.portal.messages import Article, Picture, Section
from espace_factures.ui import button, card
from espace_factures.ui.icon import icon

SIZE: Final = {"width": "390", "height": "844"}
WAVES: Final = (
    "M0 60c90-40 180-40 270 0s180 40 270 0 180-40 270 0",
    "M0 100c90-40 180-40 270 0s180 40 270 0 180-40 270 0",
    "M0 140c90-40 180-40 270 0s180 40 270 0 180-40 270 0",
)
SHORTCUTS: Final = (
    ("Déposer une facture", routes.DEPOSIT, "file-up"),
    ("Mes factures", routes.TRACKING, "receipt-text"),
    ("Mes RIB", routes.RIBS, "landmark"),
)


def article_body(article: Article) -> rx.Component:
    """The sections of an article, on one sheet."""
    return rx.el.article(*(_section(section) for section in article.sections), class_name="ef-sheet ef-article")


def pictures(article: Article) -> list[rx.Component]:
    """The screens of the page, in order."""
    return (
        [rx.el.div(*(_figure(one) for one in article.pictures), class_name="ef-figures-row")]
        if article.pictures
        else []
    )


def _figure(one: Picture) -> rx.Component:
    """One screen, as a phone shows it; the steps beside it say all that it shows."""
    shown = rx.el.img(
        src=f"/aide/{one.name}.webp",
        alt=f"Écran d’un téléphone : {one.caption}",
        loading="lazy",
        decoding="async",
        class_name="ef-picture",
        custom_attrs=SIZE,
    )
    return rx.el.figure(shown, rx.el.figcaption(one.caption, class_name="ef-field-hint"), class_name="ef-figure")


def neighbours(title: str, articles: Sequence[Article]) -> rx.Component:
    """The way to the other pages of the same kind."""
    return rx.el.nav(
        rx.el.h2(title, class_name="ef-card-title"), _links(articles), aria_label=title, class_name="ef-sheet"
    )


def link_list(articles: Sequence[Article]) -> rx.Component:
    """The titles of pages, side by side where there is room."""
    return rx.el.div(_links(articles, "ef-near-columns"), class_name="ef-sheet")


def service_card(title: str, sentence: str, label: str, route: str, kind: button.Kind = "primary") -> rx.Component:
    """A service and the way in."""
    link = button.link_button(label, route, kind=kind)
    return card.card(rx.el.p(sentence), rx.el.div(link), title=title)


def link_card(title: str, sentence: str, route: str, mark: str, *, in_part: bool = False) -> rx.Component:
    """A card that is one link, named by its title; `in_part` when a heading of the page stands above."""
    heading = rx.el.h3 if in_part else rx.el.h2
    return rx.el.div(
        rx.el.div(icon(mark), class_name="ef-door-mark"),
        heading(rx.el.a(title, href=route, class_name="ef-door-link"), class_name="ef-door-title"),
        rx.el.p(sentence, class_name="ef-door-text"),
        class_name="ef-sheet ef-door",
    )


def grid(*cards: rx.Component) -> rx.Component:
    """Cards side by side where there is room."""
    return rx.el.div(*cards, class_name="ef-cards")


def part(title: str, *children: Any) -> rx.Component:
    """A part of a page, under its heading."""
    return rx.el.section(rx.el.h2(title, class_name="ef-part-title"), *children)


def main_service() -> rx.Component:
    """Espace Factures, where most people go."""
    shortcuts = [
        rx.el.li(rx.el.a(icon(mark), label, href=route, class_name="ef-lagoon-link"))
        for label, route, mark in SHORTCUTS
    ]
    return rx.el.section(
        _waves(),
        rx.el.div(
            rx.el.h2("Espace Factures", class_name="ef-lagoon-title"),
            rx.el.p("Déposez vos factures à la province Sud, suivez-les jusqu’au paiement, tenez vos RIB à jour."),
            rx.el.a("Espace Factures", icon("arrow-right"), href=routes.INVOICES_HOME, class_name="btn ef-lagoon-door"),
            class_name="ef-lagoon-words",
        ),
        rx.el.ul(*shortcuts, class_name="ef-lagoon-list"),
        class_name="ef-lagoon",
    )


def _links(articles: Sequence[Article], class_name: str = "") -> rx.Component:
    links = [rx.el.li(rx.el.a(item.title, href=item.route, class_name="ef-near-link")) for item in articles]
    return rx.el.ul(*links, class_name=class_name)


def _waves() -> rx.Component:
    return rx.el.svg(
        *(rx.el.path(d=line) for line in WAVES),
        view_box="0 0 810 180",
        class_name="ef-lagoon-waves",
        aria_hidden="true",
        custom_attrs={"focusable": "false", "preserveAspectRatio": "xMaxYMax slice"},
    )


def _section(section: Section) -> rx.Component:
    sentences = [rx.el.p(sentence) for sentence in section.sentences]
    steps = [rx.el.ol(*[rx.el.li(step) for step in section.steps], class_name="ef-steps")] if section.steps else []
    return rx.el.section(rx.el.h2(section.title, class_name="ef-card-title"), *sentences, *steps)
