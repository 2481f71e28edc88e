"""The three steps to a first payment, in French: what is done, what is under way, the next thing to do now."""

from dataclasses import dataclass, replace
from typing import Final

from espace_factures import routes
from espace_factures.core.calendar import moment
from espace_factures.core.words import counted
from espace_factures.habilitations.rules import TO_DECIDE as TO_ANSWER
from espace_factures.habilitations.rules import Status as Asked
from espace_factures.invoices.expecting.rules import FEWEST
from espace_factures.invoices.following.service.beginning import Beginning
from espace_factures.ribs.rules import TO_DECIDE
from espace_factures.ribs.rules import Status as RibStatus

DONE: Final = "faite"
HERE: Final = "en-cours"
LATER: Final = "a-venir"
SAID: Final = {DONE: "étape faite", HERE: "étape en cours", LATER: "étape à venir"}


@dataclass(frozen=True, slots=True)
class Step:
    """One of the three: its state, what to know of it, how long it takes, and what one may do of it."""

    number: str
    title: str
    words: str
    lasts: str = ""
    sent: str = ""
    """What the person did already, while the Province has not answered."""
    awaited: str = ""
    """What the Province does now; the page shows its answer by itself."""
    action: str = ""
    href: str = ""
    state: str = LATER
    said: str = ""
    """The state, for readers."""
    is_next: bool = False
    """Whether its action is the next thing to do now."""


def steps(beginning: Beginning) -> list[Step]:
    """Établissement, RIB, facture; the first that is not done is where the person is."""
    made = [_establishment(beginning), _rib(beginning), _invoice(beginning)]
    reached = next((rank for rank, step in enumerate(made) if step.state != DONE), len(made))
    to_do = next((rank for rank, step in enumerate(made) if step.is_next), len(made))
    placed = [
        replace(step, state=HERE if rank == reached else step.state, is_next=rank == to_do)
        for rank, step in enumerate(made)
    ]
    return [replace(step, said=SAID[step.state]) for step in placed]


def _establishment(beginning: Beginning) -> Step:
    step = Step("1", "Établissement", "", href=routes.HABILITATION)
    if beginning.places:
        return replace(step, words=", ".join(place.name for place in beginning.places), state=DONE, href="")
    if beginning.asked is None:
        words = "Demandez à agir pour lui, avec son RIDET et un justificatif. Un agent de la Province vérifie."
        return replace(
            step, words=words, lasts=_answer_words(beginning), action="Ajouter un établissement", is_next=True
        )
    habilitation, demande = beginning.asked
    name, href = habilitation.name, routes.with_query(routes.HABILITATION_FOLLOW, ref=demande.reference)
    if habilitation.status is Asked.INCOMPLETE:
        words = f"Un agent vous demande un complément pour {name}."
        return replace(step, words=words, href=href, action="Compléter ma demande", is_next=True)
    if habilitation.status is Asked.REFUSED:
        words = f"Votre demande pour {name} a été refusée. Le motif dit ce qu’il faut pour une autre."
        return replace(step, words=words, href=href, action="Lire le motif", is_next=True)
    return replace(
        step,
        words=f"Votre demande pour {name} est chez un agent.",
        sent=f"Demande envoyée le {moment(habilitation.created_at)}",
        awaited="Vérification par un agent",
        lasts=_usual_words(beginning),
        href=href,
        action="Voir ma demande",
    )


def _usual_words(beginning: Beginning) -> str:
    """In how many days half of the demandes are answered; nothing of too few."""
    count, days = beginning.answered
    if count < FEWEST:
        return ""
    return f"Réponse en {counted(days, 'jour')} pour la moitié des demandes" if days else "Réponse souvent le jour même"


def _answer_words(beginning: Beginning) -> str:
    usual = _usual_words(beginning)
    return f"5 minutes. {usual}." if usual else "5 minutes, puis la réponse d’un agent"


def _rib(beginning: Beginning) -> Step:
    hours = round(beginning.parameters.cooling_off.total_seconds() / 3600)
    step = Step("2", "RIB", "Le compte où la Province vous paiera, avec son relevé.", href=routes.RIBS)
    lasts = f"2 minutes ; deux agents le vérifient, puis {counted(hours, 'heure')} passent"
    statuses = {rib.status for rib in beginning.ribs}
    if RibStatus.VALIDATED in statuses:
        return replace(step, words=_validated_words(beginning), state=DONE, href="")
    if statuses & TO_DECIDE:
        words = "Votre RIB est chez les agents. Vous pouvez déjà déposer une facture."
        return replace(step, words=words, awaited="Vérification par deux agents", action="Voir mon RIB")
    if RibStatus.FROZEN in statuses:
        return replace(step, words="Votre RIB est gelé : un agent l’examine.", action="Voir mon RIB")
    if beginning.places and not beginning.is_manager:
        return replace(step, words="Un gestionnaire de votre établissement l’ajoute.", lasts=lasts, href="")
    if RibStatus.REFUSED in statuses:
        words = "Votre RIB a été refusé. Le motif est dans « Mes RIB »."
        return replace(step, words=words, lasts=lasts, action="Corriger le RIB", is_next=True)
    can_add = beginning.is_manager
    return replace(
        step,
        lasts=lasts,
        action="Ajouter un RIB" if can_add else "",
        href=step.href if can_add else "",
        is_next=can_add,
    )


def _validated_words(beginning: Beginning) -> str:
    starts = [rib.usable_from for rib in beginning.ribs if rib.status is RibStatus.VALIDATED and rib.usable_from]
    start = min(starts, default=None)
    return f"Validé, utilisable à partir du {moment(start)}." if start and start > beginning.now else "Validé."


def _invoice(beginning: Beginning) -> Step:
    period = counted(beginning.parameters.payment_period.days, "jour")
    step = Step(
        "3",
        "Facture",
        "Déposez le fichier ou sa photo : l’application remplit ce qu’elle y lit.",
        lasts=f"5 minutes, puis {period} au plus jusqu’à l’ordre de payer",
    )
    if beginning.asked and beginning.asked[0].status in TO_ANSWER:
        words = "Préparez-la dès maintenant : elle reste en brouillon jusqu’à la réponse de l’agent."
        return replace(step, words=words, action="Préparer une facture", href=routes.DEPOSIT, is_next=True)
    if not beginning.may_deposit:
        return step
    return replace(step, action="Déposer une facture", href=routes.DEPOSIT, is_next=True)
