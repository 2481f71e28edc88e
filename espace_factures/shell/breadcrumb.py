"""« Fil d’Ariane »: the way back, the present page last and without a link."""

from collections.abc import Sequence

import reflex as rx


def breadcrumb(trail: Sequence[tuple[str | rx.Var, str]]) -> rx.Component:
    """The pages above this one, then this one."""
    *parents, last = trail
    links = [rx.el.a(label, href=route, class_name="ef-crumb-link") for label, route in parents]
    items = [rx.el.li(link, class_name="ef-crumb") for link in links]
    here = rx.el.li(rx.el.span(last[0], aria_current="page"), class_name="ef-crumb")
    return rx.el.nav(rx.el.ol(*items, here, class_name="ef-crumbs"), aria_label="Fil d’Ariane", class_name="ef-trail")
