"""RIBs vouched for by two agents, one still to check, and a habilitation that waits."""

from typing import Final

from sqlmodel import select

from espace_factures.core import rib
from espace_factures.core.access import Actor
from espace_factures.establishments.models import Establishment
from espace_factures.habilitations import service as habilitations
from espace_factures.habilitations.forms import Application
from espace_factures.habilitations.models import Habilitation
from espace_factures.requests import service as requests
from espace_factures.requests.rules import DocumentRole
from espace_factures.ribs import service as ribs
from espace_factures.ribs.forms import NewRib
from espace_factures.ribs.models import Rib
from espace_factures.web.forms import parse
from scripts.demo.stage import Stage, pdf

RIBS: Final = (
    (0, "FR7617499000101234567890102", 160, True),
    (1, rib.iban_of(rib.Rib("18319", "00020", "00012345678", rib.key_of("18319", "00020", "00012345678"))), 150, True),
    (0, rib.iban_of(rib.Rib("14158", "01022", "0004567M038", rib.key_of("14158", "01022", "0004567M038"))), 2, False),
)


def write_ribs(stage: Stage, actors: dict[str, Actor], places: list[Establishment]) -> None:
    """Each RIB goes the way a manager's does."""
    for position, iban, days, is_validated in RIBS:
        place = places[position]
        if stage.first(select(Rib).where(Rib.iban == iban)):
            continue
        stage.clock.days_ago(days)
        manager = actors["gestionnaire"]
        proof = _store(stage, manager, "rib.pdf", pdf("Relevé d’identité bancaire", [place.name, rib.display(iban)]))
        form = parse(NewRib, {"establishment": str(place.id), "iban": iban, "holder": place.name})
        reference = stage.do(ribs.add, manager, f"demo-{iban}", form, proof)
        if is_validated:
            for version, agent in enumerate(("habilitations", "habilitations2"), start=1):
                stage.do(ribs.validate, actors[agent], reference, version)


def write_habilitation(stage: Stage, actors: dict[str, Actor]) -> None:
    """Jean Dupond asks to act for a third établissement."""
    key = "demo-habilitation"
    if stage.first(select(Habilitation).where(Habilitation.submission_key == key)):
        return
    stage.clock.days_ago(1.2)
    form = parse(
        Application,
        {
            "ridet": "0112233001",
            "name": "ATELIER DU LAGON",
            "address": "3 rue de l’Alma, 98800 Nouméa",
            "activity": "Travaux de menuiserie",
            "position": "Gérant",
            "department": "Direction",
        },
    )
    proof = _store(stage, actors["usager"], "avis-ridet.pdf", pdf("Avis de situation au RIDET", ["ATELIER DU LAGON"]))
    stage.do(habilitations.apply, actors["usager"], key, form, proof, known=True)


def _store(stage: Stage, actor: Actor, name: str, content: bytes) -> str:
    return stage.do(requests.store_document, actor, DocumentRole.PROOF, name, content).document.public_id
