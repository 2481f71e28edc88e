"""The queue of one kind of demande: its filters, then its rows."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.core.typed import LONGEST_SEARCH
from espace_factures.shell import layout
from espace_factures.ui import fields
from espace_factures.ui.empty import skeleton
from espace_factures.ui.filters import filter_bar
from espace_factures.ui.slot import slot
from espace_factures.ui.stack import stack


def queue_page(state: Any, queue: tuple[str, str], title: str, lead: Any, *pieces: rx.Component) -> rx.Component:
    """The page, for a state made of `QueuePage`; `queue` is its name and address in the breadcrumb."""
    return layout.admin_page(
        slot("corps", state.is_loaded, stack(*pieces), skeleton(8)),
        title=title,
        lead=lead,
        breadcrumb=[("Administration", routes.ADMIN), queue],
        current=queue[1],
    )


def filters(state: Any, action: str, placeholder: str, *others: rx.Component, **options: Any) -> rx.Component:
    """The search of the queue at `action`, then the other filters of the kind."""
    search = fields.text_field(
        "q",
        "Rechercher",
        type="search",
        value=state.search,
        key="q" + state.search,
        placeholder=placeholder,
        max_length=LONGEST_SEARCH,
    )
    return filter_bar(search, *others, on_submit=state.narrow, action=action, **options)
