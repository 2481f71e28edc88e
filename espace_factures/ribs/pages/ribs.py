"""« Mes RIB »: those of the person's établissements, and the form that adds one."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.ribs.state import RibState
from espace_factures.ui import alert, badge, button, card, fields, layout
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.stack import actions, split, stack
from espace_factures.ui.upload import upload_field
from espace_factures.web.origin import native

STATE: Any = RibState  # on a page its attributes are Vars
ERRORS = STATE.errors


def ribs() -> rx.Component:
    """The page of RIBs."""
    return layout.page(
        alert.live_alert(STATE.done, "done"),
        fields.error_summary(ERRORS, STATE.alert),
        rx.cond(STATE.is_loaded, _body(), skeleton(6)),
        title="Mes RIB",
        lead="Un RIB sert aux paiements une fois validé par deux agents, puis après 48 heures.",
        breadcrumb=[
            ("Mes services en ligne", routes.HOME),
            ("Espace Factures", routes.INVOICES_HOME),
            ("Mes RIB", routes.RIBS),
        ],
        tabs=True,
        current=routes.RIBS,
    )


def _body() -> rx.Component:
    listed = rx.cond(
        STATE.rows.length() > 0,
        rx.el.ul(rx.foreach(STATE.rows, _rib), class_name="ef-stack", aria_label="RIB"),
        empty_state(
            "Aucun RIB pour l’instant",
            "Ajoutez le RIB de votre établissement pour être payé.",
            rx.cond(STATE.can_add, rx.fragment(), button.link_button("Ajouter un établissement", routes.HABILITATION)),
        ),
    )
    return split(listed, rx.cond(STATE.can_add, _form()), share="wide")


def _rib(row: Any) -> rx.Component:
    return rx.el.li(
        card.card(
            rx.el.div(
                badge.badge(row.status, row.tone),
                rx.cond(row.is_default, badge.badge("RIB par défaut", "done")),
                class_name="flex flex-wrap gap-2 mb-4",
            ),
            card.facts(
                [
                    ("Banque", row.bank),
                    ("Titulaire", row.holder),
                    ("IBAN", rx.el.span(row.number, class_name="tabular-nums")),
                ]
            ),
            rx.el.p(row.note, class_name="ef-field-hint mt-3"),
            rx.el.div(
                button.secondary("Afficher le numéro", on_click=STATE.reveal(row.reference)),
                rx.cond(row.can_choose, button.secondary("Choisir par défaut", on_click=STATE.choose(row.reference))),
                rx.cond(row.can_retire, button.secondary("Remplacer", on_click=STATE.retire(row.reference))),
                class_name="flex flex-wrap gap-3 mt-4",
            ),
            title=row.place,
        )
    )


def _form() -> rx.Component:
    form = rx.el.form(
        stack(
            fields.select_field("establishment", "Établissement", STATE.places, error=ERRORS["establishment"]),
            fields.text_field("iban", "IBAN", hint="27 caractères, il commence par FR.", error=ERRORS["iban"]),
            rx.el.p("Ou les quatre parties du RIB :", class_name="ef-field-hint"),
            rx.el.div(*_parts(), class_name="ef-amounts"),
            fields.text_field("bic", "BIC", hint="Facultatif.", error=ERRORS["bic"]),
            fields.text_field("holder", "Titulaire du compte", error=ERRORS["holder"], required=True),
            upload_field(
                "proof",
                "Relevé d’identité bancaire",
                hint="Le document de votre banque ; PDF ou photo.",
                accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png",
                action=native(routes.POST_DOCUMENT),
                on_done=STATE.receive,
                done_name=STATE.proof_name,
                error=ERRORS["proof"],
                required=True,
            ),
            actions(button.primary("Ajouter le RIB", type="submit")),
        ),
        on_submit=STATE.submit,
        no_validate=True,
        key=STATE.added.to_string(),
    )
    return card.card(form, title="Ajouter un RIB")


def _parts() -> list[rx.Component]:
    labels = (("bank", "Code banque"), ("branch", "Code guichet"), ("account", "Numéro de compte"), ("key", "Clé RIB"))
    return [fields.text_field(name, label, error=ERRORS[name]) for name, label in labels]
