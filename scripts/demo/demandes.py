"""RIBs and habilitations in every state, made and decided by the real use cases in time's order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from sqlmodel import select

from espace_factures.app.forms import parse
from espace_factures.core.access import Actor
from espace_factures.demandes.forms import Decision
from espace_factures.demandes.rules import Kind
from espace_factures.demandes.service import deciding
from espace_factures.documents import service as documents_service
from espace_factures.documents.rules import DocumentRole
from espace_factures.establishments.models import Establishment
from espace_factures.habilitations.forms import Application, HabilitationDecision
from espace_factures.habilitations.models import Habilitation
from espace_factures.habilitations.rules import Status as Answer
from espace_factures.habilitations.service import applications
from espace_factures.ribs.forms import NewRib
from espace_factures.ribs.models import Rib
from espace_factures.ribs.rules import Status
from espace_factures.ribs.service import keeping
from scripts.demo import papers
from scripts.demo.places import MANAGED
from scripts.demo.stage import Stage
from scripts.demo.suppliers import NEWCOMERS, SUPPLIERS, iban

CHECKS: Final = (("habilitations", Status.CHECKED), ("habilitations2", Status.VALIDATED))
FORMER: Final = iban("17499", "00010", "00004455667")


@dataclass(frozen=True, slots=True)
class PlannedRib:
    """A RIB, how many days ago it was added, how many agents vouched for it, why it was refused, what it replaces."""

    place: int
    iban: str
    days: float
    checks: int = 2
    refusal: tuple[str, str] = ("", "")
    holder: str = ""
    replaces: str = ""

    @property
    def key(self) -> str:
        """What makes it one."""
        return f"demo-rib-{self.place}-{self.iban[-8:]}"


RIBS: Final = (
    PlannedRib(0, FORMER, 1106),
    *(PlannedRib(place, SUPPLIERS[place].iban, 1106 - place) for place in range(1, len(SUPPLIERS))),
    PlannedRib(0, SUPPLIERS[0].iban, 220, replaces=FORMER),
    PlannedRib(
        3,
        iban("17499", "00060", "00077889900"),
        150,
        checks=0,
        refusal=("CREANCIER_ERR", "Le titulaire est une personne, pas l’établissement."),
        holder="Patrice Lavelua",
    ),
    PlannedRib(
        5,
        iban("18319", "00020", "00055443322"),
        20,
        checks=1,
        refusal=("JUSTIF_ABS", "Le relevé est coupé : on n’y lit pas la clé."),
    ),
    PlannedRib(4, iban("14158", "01022", "0004567M038"), 3, checks=1),
    PlannedRib(0, iban("14158", "01022", "0009876M038"), 2, checks=0),
)


@dataclass(frozen=True, slots=True)
class PlannedAccess:
    """A habilitation asked for: by whom, for what, how many days ago, and the answer."""

    name: str
    place: tuple[str, str, str, str]
    days: float
    answer: Answer = Answer.DEPOSITED
    reason: str = ""
    comment: str = ""

    @property
    def key(self) -> str:
        """What makes it one."""
        return f"demo-habilitation-{self.name}-{self.place[0]}"


def _known(place: int) -> tuple[str, str, str, str]:
    one = SUPPLIERS[place]
    return one.ridet, one.name, one.address, one.activity


ACCESSES: Final = (
    PlannedAccess("prestataire", _known(MANAGED), 1108, Answer.ACCEPTED),
    PlannedAccess(
        "usager",
        _known(4),
        130,
        Answer.REFUSED,
        "NON_REPRESENTANT",
        "Le mandat joint est au nom d’une autre personne.",
    ),
    PlannedAccess(
        "fournisseur", NEWCOMERS[1][:4], 24, Answer.INCOMPLETE, comment="Joignez un avis RIDET de moins de trois mois."
    ),
    PlannedAccess("nouvelle", NEWCOMERS[2][:4], 4.6),
    PlannedAccess("usager", NEWCOMERS[0][:4], 1.2),
)


def write(stage: Stage, actors: dict[str, Actor], places: list[Establishment]) -> None:
    """Each in its turn, the oldest first."""
    for days, act in sorted(_acts(stage, actors, places), key=lambda act: -act[0]):
        stage.clock.days_ago(days)
        act()


def _acts(
    stage: Stage, actors: dict[str, Actor], places: list[Establishment]
) -> Iterator[tuple[float, Callable[[], object]]]:
    for rib in RIBS:
        if not stage.first(select(Rib).where(Rib.submission_key == rib.key)):
            yield rib.days, partial(_add_rib, stage, actors, rib, places[rib.place])
    for access in ACCESSES:
        if not stage.first(select(Habilitation).where(Habilitation.submission_key == access.key)):
            yield access.days, partial(_ask, stage, actors, access)


def _add_rib(stage: Stage, actors: dict[str, Actor], planned: PlannedRib, place: Establishment) -> None:
    manager, holder = actors[SUPPLIERS[planned.place].manager], planned.holder or place.name
    proof = _store(stage, manager, "rib.pdf", papers.statement(holder, "Banque du compte", planned.iban))
    form = parse(NewRib, {"establishment": str(place.id), "iban": planned.iban, "holder": holder})
    reference = stage.do(keeping.add, stage.signed_in(manager), planned.key, form, proof)
    for version, (agent, status) in enumerate(CHECKS[: planned.checks], start=1):
        stage.clock.days_ago(planned.days - 0.4 * version)
        stage.do(deciding.decide, actors[agent], Kind.RIB, reference, version, parse(Decision, {"status": status}))
    reason, comment = planned.refusal
    if reason:
        refusal = parse(Decision, {"status": Status.REFUSED, "reason": reason, "comment": comment})
        stage.do(deciding.decide, actors["habilitations2"], Kind.RIB, reference, planned.checks + 1, refusal)
    if planned.replaces:
        stage.clock.days_ago(planned.days - 4)
        former = stage.do(keeping.page_of, manager).rows
        replaced = next(demande.reference for rib, demande, _ in former if rib.iban == planned.replaces)
        stage.do(keeping.replace, stage.signed_in(manager), replaced, reference)


def _ask(stage: Stage, actors: dict[str, Actor], planned: PlannedAccess) -> None:
    ridet, name, address, activity = planned.place
    typed = {"ridet": ridet, "name": name, "address": address, "activity": activity}
    form = parse(Application, typed | {"position": "Gérant", "department": "Direction"})
    actor = actors[planned.name]
    paper = papers.letter("Registre", "AVIS DE SITUATION AU RIDET", [name, address, activity, f"RIDET : {ridet}"])
    proof = _store(stage, actor, "avis-ridet.pdf", paper)
    reference = stage.do(applications.apply, actor, planned.key, form, proof, known=True)
    if planned.answer is not Answer.DEPOSITED:
        stage.clock.days_ago(planned.days - 1)
        decision = {"status": planned.answer, "reason": planned.reason, "comment": planned.comment}
        form = parse(HabilitationDecision, decision)
        stage.do(deciding.decide, actors["habilitations"], Kind.HABILITATION, reference, 1, form)


def _store(stage: Stage, actor: Actor, name: str, content: bytes) -> str:
    return stage.play(documents_service.receive, actor, DocumentRole.PROOF, name, content).document.public_id
