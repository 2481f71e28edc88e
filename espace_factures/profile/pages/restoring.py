"""« Point d'accueil »: an account is given back to somebody who was seen, by two agents."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.profile.pages.desk import seen, to_confirm
from espace_factures.profile.state.restoring import RestoringState
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, error_summary
from espace_factures.ui.empty import skeleton
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack

STATE: Any = RestoringState  # on a page its attributes are Vars
ERRORS = STATE.errors


def restoring() -> rx.Component:
    """The page."""
    return layout.admin_page(
        stack(
            alert.focused(STATE.notice, "accueil-fait"),
            error_summary.error_summary(ERRORS, STATE.alert, STATE.refusals),
            rx.cond(
                STATE.is_loaded,
                stack(to_confirm(STATE, _about, lambda _row: "Confirmer le retrait", data_testid="retraits"), _seen()),
                skeleton(5),
            ),
            narrow=True,
        ),
        title="Point d’accueil",
        lead="Rendre son compte à une personne qui a perdu son second facteur : un agent l’a vue, un autre confirme.",
        breadcrumb=[("Administration", routes.ADMIN), ("Point d’accueil", routes.ADMIN_DESK)],
        current=routes.ADMIN_DESK,
    )


def _about(row: Any) -> list[rx.Component]:
    person = rx.el.span(row.email, class_name="ef-address")
    return [rx.el.p(rx.el.strong(row.person), rx.el.br(), person, " · ", row.paper)]


def _seen() -> rx.Component:
    words = (
        "La personne est devant vous avec une pièce d’identité. Après la confirmation d’un autre agent, ses clés "
        "d’accès, son application de codes et ses codes de secours sont retirés, ses sessions fermées ; elle en est "
        "avertie à tous ses contacts des 90 derniers jours."
    )
    form = page_form(
        stack(
            *seen(ERRORS, value=STATE.email),
            actions(button.primary("Demander le retrait", type="submit")),
        ),
        on_submit=STATE.ask,
        id="accueil",
        key="accueil" + STATE.times.to_string(),
    )
    other = button.text_link("Elle vient pour un établissement ou une habilitation", routes.ADMIN_RECEPTION)
    return card.card(
        stack(rx.el.p(words), form, rx.el.p(other)), title="Une personne a perdu son second facteur, ou est bloquée"
    )
