"""Directions, établissements, bons de commande and a page of the registry; the names are examples."""

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlmodel import select

from espace_factures.core.access import Actor
from espace_factures.establishments.models import Establishment, Membership, RegistryEntry
from espace_factures.establishments.rules import MemberRole
from espace_factures.orders.service import importing
from espace_factures.organisation.models import Direction
from espace_factures.organisation.service import directions
from scripts.demo.stage import Stage

# The Province's list of directions is not public data: these only show how the portal works.
DIRECTIONS: Final = (
    ("EXEMPLE-NUM", "Direction du numérique (exemple)"),
    ("EXEMPLE-EDU", "Direction de l’éducation (exemple)"),
    ("EXEMPLE-EQU", "Direction de l’équipement (exemple)"),
)
PLACES: Final = (
    ("0047688001", "EXEMPLE SARL", "10 rue de Sébastopol, 98800 Nouméa", "Nettoyage courant des bâtiments"),
    ("0047688002", "EXEMPLE DUMBÉA", "4 avenue d’Auteuil, 98835 Dumbéa", "Nettoyage courant des bâtiments"),
    ("0112233001", "ATELIER DU LAGON", "3 rue de l’Alma, 98800 Nouméa", "Travaux de menuiserie"),
)
REGISTRY: Final = (
    ("0047688001", "EXEMPLE SARL", "Nettoyage courant des bâtiments", "Nouméa"),
    ("0047688003", "EXEMPLE PAÏTA", "Nettoyage courant des bâtiments", "Païta"),
    ("0112233001", "ATELIER DU LAGON", "Travaux de menuiserie", "Nouméa"),
    ("0998877001", "TRANSPORTS DE LA FOA", "Transports routiers", "La Foa"),
)
ORDER_COLUMNS: Final = ("numero", "ridet", "direction", "libelle", "montant", "date", "ligne", "prix_unitaire", "tgc")
ORDERS: Final = (
    ("BC-2026-000123", 0, 0, "Entretien des locaux", 161_500),
    ("BC-2026-000140", 0, 1, "Entretien des écoles, 2e semestre", 2_400_000),
    ("BC-2026-000187", 0, 2, "Remise en état de vitrages", 860_000),
    ("BC-2026-000201", 1, 1, "Nettoyage du collège", 1_284_900),
    ("BC-2026-000230", 1, 0, "Nettoyage des salles techniques", 742_000),
)


def write_directions(stage: Stage) -> list[Direction]:
    """The directions."""
    for code, name in DIRECTIONS:
        stage.do(directions.add, code, name)
    return [stage.first(select(Direction).where(Direction.code == code)) for code, _ in DIRECTIONS]


def write(stage: Stage, actors: dict[str, Actor]) -> list[Establishment]:
    """The établissements with their members and their orders."""
    places = [_write_place(stage, *row) for row in PLACES]
    members = (
        ("gestionnaire", places[0], MemberRole.MANAGER, "Gérante"),
        ("gestionnaire", places[1], MemberRole.MANAGER, "Gérante"),
        ("usager", places[0], MemberRole.DEPOSITOR, "Comptable"),
    )
    for name, place, role, position in members:
        _write_member(stage, actors[name], place, role, position)
    stage.do(importing.import_orders, orders_file())
    _write_references(stage)
    return places


def _write_place(stage: Stage, ridet: str, name: str, address: str, activity: str) -> Establishment:
    known = stage.first(select(Establishment).where(Establishment.ridet == ridet))
    return known or stage.add(Establishment(ridet=ridet, name=name, address=address, activity=activity))


def _write_member(stage: Stage, actor: Actor, place: Establishment, role: MemberRole, position: str) -> None:
    mine = Membership.account_id == actor.account_id, Membership.establishment_id == place.id
    if stage.first(select(Membership).where(*mine)):
        return
    stage.add(
        Membership(
            establishment_id=place.id,
            account_id=actor.account_id,
            role=role,
            position=position,
            department="Administration",
            created_at=stage.clock.now(),
        )
    )


def orders_file() -> bytes:
    """The bons de commande as the Province's finances would send them, each with one line at 6 %."""
    day = (datetime.now(UTC) - timedelta(days=150)).strftime("%d/%m/%Y")
    rows = [
        (number, PLACES[place][0], DIRECTIONS[direction][0], label, amount, day, label, amount * 100 // 106, 6)
        for number, place, direction, label, amount in ORDERS
    ]
    return "\n".join(";".join(map(str, row)) for row in (ORDER_COLUMNS, *rows)).encode()


def _write_references(stage: Stage) -> None:
    for ridet, name, activity, commune in REGISTRY:
        entry = RegistryEntry(ridet=ridet, name=name, activity=activity, commune=commune, imported_at=stage.clock.now())
        if not stage.first(select(RegistryEntry).where(RegistryEntry.ridet == ridet)):
            stage.add(entry)
