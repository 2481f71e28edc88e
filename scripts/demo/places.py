"""Directions, établissements with their members, and a page of the registry; all are examples."""

from datetime import timedelta
from typing import Final
from uuid import uuid4

from sqlmodel import select

from espace_factures.core.access import Actor
from espace_factures.core.calendar import noumea_date
from espace_factures.establishments.models import Establishment, Membership, RegistryEntry
from espace_factures.establishments.rules import MemberRole
from espace_factures.organisation.models import Direction
from espace_factures.organisation.service import directions
from scripts.demo.stage import Stage
from scripts.demo.suppliers import NEWCOMERS, SUPPLIERS, Supplier

# The Province's list of directions is not public data: these only show how the portal works.
DIRECTIONS: Final = (
    ("EXEMPLE-NUM", "Direction du numérique (exemple)"),
    ("EXEMPLE-EDU", "Direction de l’éducation (exemple)"),
    ("EXEMPLE-EQU", "Direction de l’équipement (exemple)"),
)
MANAGED: Final = 6
"""Places whose manager is written here; that of the last one comes by a habilitation."""
# Who, where, as what, since and until how many days from today; none where it lasts.
MEMBERS: Final = (
    ("usager", 0, MemberRole.DEPOSITOR, "Comptable", 700, None),
    ("usager", 1, MemberRole.FOLLOWER, "Comptable", 90, 45),
    ("fournisseur", 0, MemberRole.FOLLOWER, "Expert-comptable", 800, -60),
    ("usager", 3, MemberRole.DEPOSITOR, "Intérimaire", 300, -120),
)


def write_directions(stage: Stage) -> list[Direction]:
    """The directions."""
    for code, name in DIRECTIONS:
        stage.do(directions.add, code, name)
    return [stage.first(select(Direction).where(Direction.code == code)) for code, _ in DIRECTIONS]


def write(stage: Stage, actors: dict[str, Actor]) -> list[Establishment]:
    """The établissements with their members, some of them for a time."""
    stage.clock.days_ago(1110)
    places = [_write_place(stage, supplier) for supplier in SUPPLIERS]
    for supplier, place in list(zip(SUPPLIERS, places, strict=True))[:MANAGED]:
        _write_member(stage, actors[supplier.manager], place, MemberRole.MANAGER, "Gérant", None)
    for name, place, role, position, since, until in MEMBERS:
        stage.clock.days_ago(since)
        _write_member(stage, actors[name], places[place], role, position, until)
    _write_registry(stage)
    return places


def _write_place(stage: Stage, supplier: Supplier) -> Establishment:
    known = stage.first(select(Establishment).where(Establishment.ridet == supplier.ridet))
    return known or stage.add(
        Establishment(
            ridet=supplier.ridet,
            name=supplier.name,
            address=supplier.address,
            activity=supplier.activity,
            created_at=stage.clock.now(),
            box=uuid4().hex[:12],
        )
    )


def _write_member(
    stage: Stage, actor: Actor, place: Establishment, role: MemberRole, position: str, until: int | None
) -> None:
    mine = Membership.account_id == actor.account_id, Membership.establishment_id == place.id
    if stage.first(select(Membership).where(*mine)):
        return
    ends = None if until is None else stage.present + timedelta(days=until)
    stage.add(
        Membership(
            establishment_id=place.id,
            account_id=actor.account_id,
            role=role,
            position=position,
            department="Administration",
            expires_on=noumea_date(ends) if ends and ends > stage.present else None,
            created_at=stage.clock.now(),
            ended_at=ends if ends and ends < stage.present else None,
        )
    )


def _write_registry(stage: Stage) -> None:
    known = [(one.ridet, one.name, one.address, one.activity, one.commune) for one in SUPPLIERS]
    for ridet, name, _, activity, commune in (*known, *NEWCOMERS):
        entry = RegistryEntry(ridet=ridet, name=name, activity=activity, commune=commune, imported_at=stage.clock.now())
        if not stage.first(select(RegistryEntry).where(RegistryEntry.ridet == ridet)):
            stage.add(entry)
