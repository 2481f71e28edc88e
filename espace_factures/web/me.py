"""Who is looking at the page: what the header shows, never what a right depends on."""

import reflex as rx


class Me(rx.State):
    """The signed-in person as the header names him; empty for a visitor."""

    signed_in: bool = False
    display_name: str = ""
    email: str = ""
    is_agent: bool = False
    unread: int = 0
