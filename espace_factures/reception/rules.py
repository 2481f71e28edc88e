"""What may be asked for a person who was seen, and why not."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from espace_factures.core.errors import Refusal


class Purpose(StrEnum):
    """Why the person came."""

    MANAGER = "gestionnaire"
    CHECK = "habilitation"


PURPOSES: Final[Mapping[Purpose, str]] = {
    Purpose.MANAGER: "Un établissement n’a plus de gestionnaire",
    Purpose.CHECK: "Faire vérifier ses papiers pour une demande d’habilitation",
}
GESTURES: Final[Mapping[Purpose, str]] = {
    Purpose.MANAGER: "Nommer gestionnaire",
    Purpose.CHECK: "Noter la vérification",
}
UNKNOWN_PLACE: Final = "Aucun établissement du portail n’a ce RIDET : relisez-le avec la personne."
UNKNOWN_CASE: Final = "Aucune demande d’habilitation en cours de cette personne n’a cette référence."
ASKED: Final = "Ce geste est déjà demandé pour cette personne : il attend plus haut."
GONE: Final = Refusal(
    "reception-account-gone", "Cette personne a supprimé son compte : il n’y a plus rien à confirmer."
)
HAS_MANAGER: Final = Refusal(
    "reception-has-manager",
    "Cet établissement a un gestionnaire : c’est à lui d’inviter la personne sur « Gérer mes établissements ».",
)
SAME_AGENT: Final = Refusal(
    "reception-same-agent", "Vous avez reçu cette personne : un autre agent doit confirmer, ou refuser."
)
NEAR: Final = Refusal(
    "reception-near",
    "Vous êtes, ou étiez il y a moins d’un an, membre de cette entreprise : un autre agent s’en charge.",
)
DECIDED: Final = Refusal("reception-decided", "Cette demande d’habilitation n’est plus en cours : rien à noter.")
