"""RIBs vouched for by two agents, one still to check, and a habilitation that waits."""

from typing import Final

from sqlmodel import select

from espace_factures.app.forms import parse
from espace_factures.core import rib as bank_details
from espace_factures.core.access import Actor
from espace_factures.demandes.forms import Decision
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding
from espace_factures.documents import service as documents_service
from espace_factures.documents.rules import DocumentRole
from espace_factures.establishments.models import Establishment
from espace_factures.habilitations.forms import Application
from espace_factures.habilitations.models import Habilitation
from espace_factures.habilitations.service import applications
from espace_factures.ribs.forms import NewRib
from espace_factures.ribs.models import Rib
from espace_factures.ribs.rules import Status
from espace_factures.ribs.service import keeping
from scripts.demo.stage import Stage, pdf

RIBS: Final = (
    (0, "FR7617499000101234567890102", 160, True),
    (
        1,
        bank_details.iban_of(
            bank_details.Rib("18319", "00020", "00012345678", bank_details.key_of("18319", "00020", "00012345678"))
        ),
        150,
        True,
    ),
    (
        0,
        bank_details.iban_of(
            bank_details.Rib("14158", "01022", "0004567M038", bank_details.key_of("14158", "01022", "0004567M038"))
        ),
        2,
        False,
    ),
)


def write_ribs(stage: Stage, actors: dict[str, Actor], places: list[Establishment]) -> None:
    """Each RIB goes the way a manager's does."""
    for position, iban, days, is_validated in RIBS:
        place = places[position]
        key = f"demo-rib-{position}-{days}"
        if stage.first(select(Rib).where(Rib.submission_key == key)):
            continue
        stage.clock.days_ago(days)
        manager = actors["gestionnaire"]
        proof = _store(
            stage, manager, "rib.pdf", pdf("Relevé d’identité bancaire", [place.name, bank_details.display(iban)])
        )
        form = parse(NewRib, {"establishment": str(place.id), "iban": iban, "holder": place.name})
        reference = stage.do(keeping.add, stage.signed_in(manager), key, form, proof)
        if is_validated:
            steps = (("habilitations", Status.CHECKED), ("habilitations2", Status.VALIDATED))
            for version, (agent, status) in enumerate(steps, start=1):
                decision = parse(Decision, {"status": status})
                stage.do(deciding.decide, actors[agent], Kind.RIB, reference, version, decision)


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
    stage.do(applications.apply, actors["usager"], key, form, proof, known=True)


def _store(stage: Stage, actor: Actor, name: str, content: bytes) -> str:
    return stage.play(documents_service.receive, actor, DocumentRole.PROOF, name, content).document.public_id
