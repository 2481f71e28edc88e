"""« Mes RIB »: those of the person's établissements, and the form that adds one."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.app import words
from espace_factures.app.origin import native
from espace_factures.ribs.forms import LONGEST_HOLDER
from espace_factures.ribs.state.ribs import RibState
from espace_factures.shell import layout
from espace_factures.ui import alert, badge, button, card, fields
from espace_factures.ui.empty import empty_state, skeleton
from espace_factures.ui.field_group import group
from espace_factures.ui.native import in_browser, page_form
from espace_factures.ui.stack import actions, split, stack
from espace_factures.ui.upload import upload_field
from espace_factures.web.me import Me

STATE: Any = RibState  # on a page its attributes are Vars
ME: Any = Me
ERRORS = STATE.errors
TO_FORM = in_browser("ui/focus", "focusOn", "establishment")
LAST = "C’est votre seul RIB : vos factures attendront que vous en ajoutiez un autre."
PARTS = (("bank", "Code banque"), ("branch", "Code guichet"), ("account", "Numéro de compte"), ("key", "Clé RIB"))


def ribs() -> rx.Component:
    """The page of RIBs."""
    return layout.page(
        alert.focused(STATE.done, "fait"),
        fields.error_summary(ERRORS, STATE.alert, STATE.refusals),
        rx.cond(STATE.is_loaded, _body(), skeleton(6)),
        title="Mes RIB",
        lead=f"Deux agents vérifient votre RIB. Vous pourrez l’utiliser {ME.terms.cooling_off} plus tard.",
        breadcrumb=[
            ("Mes services en ligne", routes.HOME),
            ("Espace Factures", routes.INVOICES_HOME),
            ("Mes RIB", routes.RIBS),
        ],
        # On a phone the form is under the RIBs: a way to it from the top.
        action=rx.cond(
            STATE.can_add & (STATE.rows.length() > 0),
            button.primary("Ajouter un RIB", on_click=TO_FORM, class_name="lg:hidden"),
        ),
        tabs=True,
        current=routes.RIBS,
    )


def _body() -> rx.Component:
    listed = rx.cond(
        STATE.rows.length() > 0,
        rx.el.ul(rx.foreach(STATE.rows, _rib), class_name="ef-stack", aria_label="RIB"),
        _nothing_yet(),
    )
    return split(stack(listed, _who_may_add()), rx.cond(STATE.can_add, _form()), share="wide")


def _nothing_yet() -> rx.Component:
    return rx.cond(
        STATE.has_place,
        empty_state("Aucun RIB pour l’instant", "Ajoutez le RIB de votre établissement pour être payé."),
        empty_state(
            "Aucun établissement pour l’instant",
            "Demandez d’abord une habilitation pour votre établissement.",
            button.link_button("Ajouter un établissement", routes.HABILITATION),
        ),
    )


def _who_may_add() -> rx.Component:
    words = "Seul un gestionnaire de l’établissement peut ajouter un RIB ou en choisir un par défaut."
    return rx.cond(STATE.has_place & ~STATE.can_add, rx.el.p(words, class_name="ef-field-hint"))


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
            rx.cond(STATE.retiring == row.reference, _retirement(row), _gestures(row)),
            title=row.place,
        )
    )


def _gestures(row: Any) -> rx.Component:
    return rx.el.div(
        rx.cond(
            row.is_shown,
            _gesture("Masquer le numéro", " du RIB ", row, STATE.load),
            _gesture("Afficher le numéro", " du RIB ", row, STATE.reveal(row.reference)),
        ),
        rx.cond(row.can_choose, _gesture("Choisir par défaut", " le RIB ", row, STATE.choose(row.reference))),
        rx.cond(row.can_retire, _gesture("Remplacer", " le RIB ", row, STATE.ask_retirement(row.reference))),
        class_name="flex flex-wrap gap-3 mt-4",
    )


def _gesture(label: str, of: str, row: Any, on_click: Any) -> rx.Component:
    """Several RIBs have the same buttons: each says which it is about."""
    return button.secondary(label, on_click=on_click, aria_label=label + of + row.number + ", " + row.bank)


def _retirement(row: Any) -> rx.Component:
    following = fields.select_field(
        "following", "RIB qui prend sa place", STATE.followings, error=ERRORS["following"], required=True
    )
    return page_form(
        stack(
            alert.alert(
                "Plus rien ne sera payé sur ce RIB. Les factures pas encore mandatées passent sur celui qui prend sa "
                "place ; les autres en attendent un. Pour s’en servir de nouveau, il faudra l’ajouter et le valider.",
                tone="waiting",
                role="status",
            ),
            rx.cond(STATE.followings.length() > 0, following, rx.el.p(LAST, class_name="ef-field-hint")),
            actions(
                button.danger("Confirmer le remplacement", type="submit"),
                button.secondary("Annuler", type="button", on_click=STATE.ask_retirement("")),
            ),
        ),
        on_submit=STATE.retire,
        class_name="mt-4",
        key=row.reference,
    )


def _form() -> rx.Component:
    form = page_form(
        stack(
            rx.el.input(type="hidden", name="submission", value=STATE.key, read_only=True),
            fields.select_field(
                "establishment", "Établissement", STATE.places, error=ERRORS["establishment"], required=True
            ),
            _number("iban", "IBAN", "27 caractères, il commence par FR."),
            group(
                "Ou les quatre parties du RIB",
                rx.el.div(*(_number(name, label) for name, label in PARTS), class_name="ef-amounts"),
                hint="L’application calcule l’IBAN. L’un des deux est obligatoire.",
            ),
            rx.el.p(STATE.derived, role="status", class_name="ef-field-hint tabular-nums"),
            fields.text_field("bic", "BIC", hint="Facultatif : il est déduit de la banque.", error=ERRORS["bic"]),
            fields.text_field(
                "holder",
                "Titulaire du compte",
                hint="Comme sur le relevé.",
                error=ERRORS["holder"],
                required=True,
                max_length=LONGEST_HOLDER,
            ),
            upload_field(
                "proof",
                "Relevé d’identité bancaire",
                hint="Le document de votre banque ; PDF ou photo.",
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
        words=words.RIB,
        key=STATE.key,
    )
    return card.card(form, title="Ajouter un RIB")


def _number(name: str, label: str, hint: str | None = None) -> rx.Component:
    return fields.text_field(
        name,
        label,
        hint=hint,
        error=ERRORS[name],
        autocomplete="off",
        on_blur=lambda value: STATE.derive(name, value),
    )
