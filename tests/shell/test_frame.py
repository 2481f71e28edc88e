"""What every page has around it, and what the policy on scripts and styles allows."""

from pathlib import Path

import pytest
import reflex as rx

from espace_factures import routes
from espace_factures.shell import header, layout
from espace_factures.shell.tabs import SERVICE_TABS
from espace_factures.ui import alert, badge, button, card, dialog, disclosure, empty, filters, table

UI = Path(layout.__file__).parent
SAID = rx.Var("said", _var_type=str)
ROWS = rx.Var("rows", _var_type=list[str])

TRAIL = [("Mes services en ligne", routes.HOME), ("Mes factures", routes.TRACKING)]

FEATURES = ("adapters", "db", "accounts", "demandes", "establishments", "habilitations", "orders", "ribs", "invoices")
GUIDE = ("services", "Demandes", "Applications", "Abonnements", "Param", "Profil", "Confidentialit", "Administration")

PIECES = {
    "page": lambda: layout.page(title="Mes factures", tabs=True, current=routes.TRACKING, breadcrumb=TRAIL),
    "admin": lambda: layout.admin_page(title="Factures", current=routes.ADMIN_INVOICES),
    "alert": lambda: alert.alert("Il manque une pièce.", tone="waiting", title="Suspendue.", action=SAID),
    "live": lambda: alert.live_alert(SAID, "refused"),
    "badge": lambda: badge.badge(SAID, SAID),
    "button": lambda: button.primary("Envoyer", icon="plus"),
    "card": lambda: card.card(card.facts([("RIDET", SAID)]), card.totals([("Total", SAID)]), title="Facture"),
    "dialog": lambda: dialog.dialog("Sûr ?", id="retrait", title="Retirer", confirm=button.danger("Retirer")),
    "disclosure": lambda: disclosure.disclosure("Pourquoi ?", "Parce que."),
    "empty": lambda: empty.empty_state("Rien encore", "Vos factures seront ici."),
    "filters": lambda: filters.filter_bar(action=routes.TRACKING),
    "table": lambda: table.data_table(
        [table.Column("Facture", phone="title")], ROWS, lambda row: [row], "Vos factures", empty.skeleton()
    ),
}


def of(name: str) -> str:
    return str(PIECES[name]())


@pytest.mark.parametrize("name", PIECES)
def test_no_piece_carries_an_inline_style(name: str) -> None:
    drawn = of(name)
    assert "css:" not in drawn
    assert "style:" not in drawn


def test_a_page_starts_with_the_way_to_its_content() -> None:
    drawn = of("page")
    assert drawn.index("Aller au contenu") < drawn.index("PROVINCE SUD") < drawn.index('id:"contenu"')


def test_a_page_has_one_title_that_can_take_the_focus() -> None:
    drawn = of("page")
    assert drawn.count('jsx("h1"') == 1
    assert 'id:"titre"' in drawn
    assert "tabIndex:-1" in drawn


def test_the_tab_of_the_present_page_is_marked_and_no_other() -> None:
    nav = of("page")
    nav = nav[nav.index('"aria-label":"Espace Factures"') :]
    assert nav[: nav.index('"aria-label":"Fil')].count('"aria-current":"page"') == 1


def test_the_tabs_stand_in_the_order_of_the_guides() -> None:
    drawn = of("page")
    nav = drawn[drawn.index('"aria-label":"Espace Factures"') :]
    places = [nav.index(f'"data-label":"{_escaped(label)}"') for label, _ in SERVICE_TABS]
    assert places == sorted(places)


def test_the_account_menu_keeps_the_order_of_the_printed_guides() -> None:
    drawn = str(header.header())
    places = [drawn.rindex(_escaped(word)) for word in (*GUIDE, "Déconnexion")]
    assert places == sorted(places)


def test_sign_out_is_a_real_post() -> None:
    drawn = str(header.header())
    assert f'action:"{routes.POST_SIGN_OUT}"' in drawn
    assert 'method:"post"' in drawn


def test_a_table_keeps_its_roles_when_a_phone_lays_it_out_as_cards() -> None:
    drawn = of("table")
    for role in ("table", "row", "rowgroup", "columnheader", "cell"):
        assert f'role:"{role}"' in drawn


def test_the_look_knows_nothing_of_the_business() -> None:
    for source in UI.glob("*.py"):
        for feature in FEATURES:
            assert f"espace_factures.{feature}" not in source.read_text(encoding="utf-8"), source.name


def _escaped(word: str) -> str:
    return word.encode("unicode_escape").decode().replace("\\x", "\\u00")
