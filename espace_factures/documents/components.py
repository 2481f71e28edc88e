"""Documents on the screen: page by page, or as a list."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.documents.presenter import WHOLE
from espace_factures.ui import card
from espace_factures.ui.disclosure import disclosure
from espace_factures.ui.icon import icon
from espace_factures.ui.native import script
from espace_factures.ui.words import note


def viewer(pictures: Any, address: Any, unseen: Any) -> rx.Component:
    """The document in the page, as pictures that every phone shows, and a way to keep it."""
    return card.card(
        _pages(pictures, "du document", rx.el.p(unseen)), title="Document", action=_keep(address, "le document")
    )


class Framed(rx.Component):
    """The pages, in a window of their own; the frame of the field that one is in is brought to the eye."""

    library = script("documents/components")
    tag = "Framed"

    label: rx.Var[str]


def framed_viewer(pages: Any, address: Any, unseen: Any, has_frames: Any) -> rx.Component:
    """The same as `viewer`, from pages with frames around what was read in them."""
    shown = Framed.create(
        rx.foreach(pages, lambda page, index: _framed_page(page, index, "du document")), label="Pages du document"
    )
    legend = rx.el.p(
        _key("lu sur le document"),
        _key("à relire : touchez un cadre pour aller au champ", data_douteux=""),
        class_name="ef-frame-legend",
    )
    return card.card(
        rx.cond(pages.length() > 0, rx.el.div(shown, rx.cond(has_frames, legend), id="document-lu"), rx.el.p(unseen)),
        title="Document",
        action=_keep(address, "le document"),
    )


def _key(words: str, **marks: Any) -> rx.Component:
    return rx.el.span(rx.el.span(class_name="ef-frame-key", aria_hidden="true", **marks), words)


def reread(field: str, is_framed: Any) -> rx.Component:
    """« relire sur le document »: brings the frame of a field to the eye, where it has one."""
    button = rx.el.button(
        icon("eye"),
        "relire sur le document",
        type="button",
        class_name="ef-reread",
        custom_attrs={"data-relire": field},
    )
    return rx.cond(is_framed, button)


def _framed_page(page: Any, index: Any, of: Any) -> rx.Component:
    frames = rx.el.svg(
        rx.foreach(page.frames, _frame),
        view_box=f"0 0 {WHOLE} {WHOLE}",
        preserve_aspect_ratio="none",
        aria_hidden="true",
        class_name="ef-frames",
    )
    return rx.el.div(_page(page.address, index, of), frames, class_name="ef-framed", key=page.address)


def _frame(frame: Any) -> rx.Component:
    return rx.el.svg.rect(
        x=frame.x,
        y=frame.y,
        width=frame.width,
        height=frame.height,
        class_name="ef-frame",
        custom_attrs={"data-cadre": frame.field, "data-douteux": rx.cond(frame.is_doubtful, "", None)},
    )


def paper(row: Any) -> rx.Component:
    """One file of a demande, its pages in view, and its trace."""
    return card.card(
        _pages(row.pictures, "de " + row.name, rx.el.p(row.unseen)),
        rx.el.div(note(row.trace), class_name="break-all mt-2"),
        title=row.name,
        action=rx.cond(row.held, rx.fragment(), _keep(row.href, row.name)),
    )


def _pages(pictures: Any, of: Any, unseen: rx.Component) -> rx.Component:
    shown = rx.el.div(
        rx.foreach(pictures, lambda address, index: _page(address, index, of)),
        class_name="ef-viewer",
        tab_index=0,
        role="group",
        aria_label="Pages " + of,
    )
    return rx.fragment(rx.cond(pictures.length() > 0, shown, unseen))


def _keep(address: Any, what: Any) -> rx.Component:
    return rx.el.a(
        "Télécharger",
        href=address + routes.TO_KEEP,
        aria_label="Télécharger " + what,
        reload_document=True,
        class_name="ef-text-link",
    )


def _page(address: Any, index: Any, of: Any) -> rx.Component:
    number = (index + 1).to_string()
    return rx.el.img(
        src=address,
        alt="Page " + number + " " + of,
        loading="lazy",
        decoding="async",
        class_name="ef-viewer-page",
        # Another document is another picture: the former one's is not left there meanwhile.
        key=address,
    )


def document_link(row: Any) -> rx.Component:
    """What opens a file; one that the antivirus holds is named, with why it does not open."""
    link = rx.el.a(row.name, href=row.href, reload_document=True, class_name="ef-text-link break-all")
    held = rx.fragment(rx.el.span(row.name, class_name="break-all"), rx.el.p(row.held, class_name="ef-field-hint"))
    return rx.cond(row.held, held, link)


def documents(rows: rx.Var) -> rx.Component:
    """Every file of the dossier, with its trace."""
    listed = rx.el.ul(
        rx.foreach(
            rows,
            lambda row: rx.el.li(
                document_link(row),
                class_name="py-2",
            ),
        )
    )
    traces = rx.el.ul(
        rx.foreach(rows, lambda row: rx.el.li(row.name, rx.el.p(row.trace, class_name="ef-field-hint break-all")))
    )
    return card.card(listed, disclosure("Preuve du dépôt", traces), title="Documents")
