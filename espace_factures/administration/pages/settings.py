"""« Paramètres »: a value, since when, by whom, « Changer »; the coming value under it with its date."""

from typing import Any

import reflex as rx

from espace_factures import routes
from espace_factures.administration.components import line, lines
from espace_factures.administration.state.settings import SettingsState
from espace_factures.shell import layout
from espace_factures.ui import alert, button, card, error_summary, fields
from espace_factures.ui.empty import skeleton
from espace_factures.ui.native import page_form
from espace_factures.ui.stack import actions, stack

STATE: Any = SettingsState  # on a page its attributes are Vars
ERRORS = STATE.errors
TODAY = "Vide : aujourd’hui."


def settings() -> rx.Component:
    """The page."""
    return layout.admin_page(
        alert.focused(STATE.notice, "parametre-fait"),
        error_summary.error_summary(ERRORS, STATE.alert, STATE.refusals),
        rx.cond(STATE.is_loaded, stack(rx.foreach(STATE.groups, _group), _rates(), _banks(), _reasons()), skeleton(10)),
        title="Paramètres",
        lead="Chaque changement est daté, signé, inscrit au journal, et agit partout à partir de son jour.",
        breadcrumb=[("Administration", routes.ADMIN), ("Paramètres", routes.ADMIN_PARAMETERS)],
        current=routes.ADMIN_PARAMETERS,
    )


def _group(group: Any) -> rx.Component:
    return card.card(lines(rx.foreach(group.settings, _setting)), title=group.title)


def _setting(one: Any) -> rx.Component:
    is_open = STATE.asked == one.name
    changes = button.secondary("Changer", on_click=STATE.ask(one.name), aria_label="Changer : " + one.title)
    told = rx.el.div(
        rx.el.span(one.title, class_name="ef-setting-title"),
        rx.el.span(one.value, class_name="ef-setting-value"),
        rx.el.span(one.trace, class_name="ef-under"),
        rx.foreach(one.coming, lambda words: rx.el.span("Ensuite : ", words, class_name="ef-setting-coming")),
        class_name="ef-line-words",
    )
    return rx.fragment(
        rx.el.li(told, rx.cond(is_open, rx.fragment(), rx.el.div(changes, class_name="ef-line-actions"))),
        rx.cond(is_open, rx.el.li(_changing(one), class_name="ef-line-asked")),
    )


def _changing(one: Any) -> rx.Component:
    return page_form(
        rx.el.p(one.hint),
        fields.text_field(
            "value",
            "Nouvelle valeur",
            value=one.bare,
            hint=one.unit,
            error=ERRORS["value"],
            inputmode="numeric",
            required=True,
            auto_focus=True,
        ),
        _day("day", "À partir du", TODAY),
        rx.cond(
            one.has_rule,
            fields.text_field(
                "text", "Texte qui le dit", hint="Vide : le texte ne change pas.", error=ERRORS["text"], max_length=300
            ),
        ),
        _ends("Enregistrer"),
        on_submit=STATE.change,
        class_name="ef-asked",
        aria_label="Changement du paramètre",
    )


def _rates() -> rx.Component:
    form = page_form(
        fields.text_field(
            "rate", "Taux, en pour cent", hint="Comme 8 ou 5,5.", error=ERRORS["rate"], required=True, auto_focus=True
        ),
        _day("rate_day", "Premier jour", TODAY + " Une facture est tenue aux taux de sa date."),
        _ends("Ajouter le taux"),
        on_submit=STATE.add_rate,
        class_name="ef-asked",
        aria_label="Un nouveau taux",
    )
    adds = button.secondary("Ajouter un taux", icon="plus", on_click=STATE.ask("taux"))
    return card.card(
        rx.cond(STATE.asked == "taux", form),
        lines(rx.foreach(STATE.rates, _rate), data_testid="taux"),
        title="TGC",
        action=rx.cond(STATE.asked != "taux", adds),
    )


def _rate(row: Any) -> rx.Component:
    key = "fin:" + row.percent
    ends = button.secondary("Arrêter", on_click=STATE.ask(key), aria_label="Arrêter " + row.label)
    form = page_form(
        _day("end_day", "Dernier jour", TODAY + " Un taux qui n’a pas commencé est retiré.", auto_focus=True),
        error_of_rate(),
        _ends("Arrêter le taux"),
        on_submit=STATE.end_rate,
        class_name="ef-asked",
        aria_label="Fin du taux",
    )
    under = rx.fragment(row.trace, rx.cond(row.coming, rx.fragment(" · ", row.coming)))
    gesture = rx.cond(row.can_end & (STATE.asked != key), ends)
    return rx.fragment(
        line(row.label, under, gesture), rx.cond(STATE.asked == key, rx.el.li(form, class_name="ef-line-asked"))
    )


def error_of_rate() -> rx.Component:
    """A refusal of the rate itself, which is not typed here."""
    return rx.cond(ERRORS["rate"], rx.el.p(ERRORS["rate"], class_name="ef-field-error"))


def _banks() -> rx.Component:
    adds = button.secondary("Ajouter une banque", icon="plus", on_click=STATE.ask("banque"))
    return card.card(
        rx.el.p("Une banque inconnue ne bloque rien : l’usager voit un avertissement.", class_name="ef-field-hint"),
        rx.cond((STATE.asked == "banque") | (STATE.bank.digits != ""), _bank_form()),
        lines(rx.foreach(STATE.banks, _bank), data_testid="banques"),
        title="Banques",
        action=rx.cond(STATE.asked != "banque", adds),
    )


def _bank(row: Any) -> rx.Component:
    key = "banque:" + row.digits
    gestures = rx.fragment(
        button.secondary("Changer", on_click=STATE.ask(key), aria_label="Changer " + row.name),
        button.secondary("Retirer", on_click=STATE.remove_bank(row.digits), aria_label="Retirer " + row.name),
    )
    under = rx.fragment("Code banque ", row.digits, rx.cond(row.bic, rx.fragment(" · BIC ", row.bic)), " · ", row.trace)
    return line(row.name, under, rx.cond(STATE.asked != key, gestures))


def _bank_form() -> rx.Component:
    code = fields.text_field(
        "bank", "Code banque", hint="Cinq chiffres.", error=ERRORS["bank"], inputmode="numeric", required=True
    )
    return page_form(
        rx.cond(STATE.bank.digits, rx.el.p("Code banque ", STATE.bank.digits), code),
        fields.text_field(
            "bank_name",
            "Nom de la banque",
            value=STATE.bank.name,
            error=ERRORS["bank_name"],
            required=True,
            max_length=80,
        ),
        fields.text_field("bic", "BIC", value=STATE.bank.bic, hint="Facultatif.", error=ERRORS["bic"]),
        _ends("Enregistrer la banque"),
        on_submit=STATE.keep_bank,
        key=STATE.asked,
        class_name="ef-asked",
        aria_label="Une banque",
    )


def _reasons() -> rx.Component:
    return card.card(
        rx.el.p("Les motifs codés d’une suspension, d’un rejet ou d’un refus, et les phrases qui les expliquent."),
        actions(button.link_button("Ouvrir les motifs et phrases", routes.ADMIN_REASONS, kind="secondary")),
        title="Motifs et phrases usuelles",
    )


def _day(name: str, label: str, hint: str, **options: Any) -> rx.Component:
    return fields.text_field(name, label, type="date", hint=hint, error=ERRORS[name], **options)


def _ends(label: str) -> rx.Component:
    return actions(button.primary(label, type="submit"), button.secondary("Annuler", on_click=STATE.ask("")))
