"""The life of an invoice: what may follow what, who decides it, how long it may take."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from espace_factures.core.access import Permission
from espace_factures.core.typed import NUMBERING, narrow
from espace_factures.demandes.rules import OTHER, Joined, Life, Stage, Tone, Turn
from espace_factures.organisation.rules.parameters import Settled


class Status(StrEnum):
    """Where a deposited invoice stands; a draft is not an invoice yet."""

    DEPOSITED = "deposee"
    TAKEN = "prise-en-charge"
    REDIRECTED = "reorientee"
    SUSPENDED = "suspendue"
    COMPLETED = "completee"
    SERVICE_DONE = "service-fait"
    CLEARED = "liquidee"
    ORDERED = "mandatee"
    SENT = "transmise"
    PAID = "payee"
    REJECTED = "rejetee"
    WITHDRAWN = "retiree"


class Nature(StrEnum):
    """What a document claims: a sale, a part paid before, what is left of it; or what it gives back."""

    INVOICE = "facture"
    ADVANCE = "acompte"
    BALANCE = "solde"
    CREDIT = "avoir"


NATURES: Final[Mapping[Nature, str]] = {
    Nature.INVOICE: "Facture",
    Nature.ADVANCE: "Facture d’acompte",
    Nature.BALANCE: "Facture de solde",
    Nature.CREDIT: "Avoir",
}


TRANSITIONS: Final[Mapping[Status, frozenset[Status]]] = {
    Status.DEPOSITED: frozenset({Status.TAKEN, Status.REDIRECTED, Status.REJECTED, Status.WITHDRAWN}),
    Status.TAKEN: frozenset({Status.SUSPENDED, Status.SERVICE_DONE, Status.REDIRECTED, Status.REJECTED}),
    Status.REDIRECTED: frozenset({Status.TAKEN, Status.REDIRECTED, Status.REJECTED}),
    Status.SUSPENDED: frozenset({Status.COMPLETED, Status.REJECTED, Status.WITHDRAWN}),
    Status.COMPLETED: frozenset({Status.TAKEN, Status.SUSPENDED, Status.SERVICE_DONE, Status.REJECTED}),
    Status.SERVICE_DONE: frozenset({Status.CLEARED, Status.SUSPENDED, Status.REJECTED}),
    Status.CLEARED: frozenset({Status.ORDERED, Status.SUSPENDED}),
    Status.ORDERED: frozenset({Status.SENT, Status.SUSPENDED}),
    Status.SENT: frozenset({Status.PAID, Status.SUSPENDED}),
    Status.PAID: frozenset(),
    Status.REJECTED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}

DECIDED_BY: Final[Mapping[Status, Permission]] = {
    Status.TAKEN: Permission.INVOICE_PROCESS,
    Status.REDIRECTED: Permission.INVOICE_PROCESS,
    Status.SUSPENDED: Permission.INVOICE_PROCESS,
    Status.SERVICE_DONE: Permission.INVOICE_PROCESS,
    Status.CLEARED: Permission.INVOICE_PROCESS,
    Status.REJECTED: Permission.INVOICE_PROCESS,
    Status.ORDERED: Permission.INVOICE_PAY,
    Status.SENT: Permission.INVOICE_PAY,
    Status.PAID: Permission.INVOICE_PAY,
    Status.COMPLETED: Permission.INVOICE_DEPOSIT,
    Status.WITHDRAWN: Permission.INVOICE_DEPOSIT,
}

STAGES: Final[Mapping[Status, Stage]] = {
    Status.DEPOSITED: Stage("Déposée", Tone.PROGRESS, 0),
    Status.TAKEN: Stage("Prise en charge", Tone.PROGRESS, 2),
    Status.REDIRECTED: Stage("Réorientée", Tone.PROGRESS, 1),
    Status.SUSPENDED: Stage("Suspendue", Tone.WAITING, 2),
    Status.COMPLETED: Stage("Complétée", Tone.PROGRESS, 3),
    Status.SERVICE_DONE: Stage("Service fait", Tone.PROGRESS, 4),
    Status.CLEARED: Stage("Liquidée", Tone.PROGRESS, 5),
    Status.ORDERED: Stage("Mandatée", Tone.PROGRESS, 6),
    Status.SENT: Stage("Transmise au comptable", Tone.PROGRESS, 7),
    Status.PAID: Stage("Payée", Tone.DONE, 8),
    Status.REJECTED: Stage("Rejetée", Tone.REFUSED, 8),
    Status.WITHDRAWN: Stage("Retirée", Tone.NEUTRAL, 8),
}

EXPECTED: Final[Mapping[Status, Status]] = {
    Status.DEPOSITED: Status.TAKEN,
    Status.REDIRECTED: Status.TAKEN,
    Status.TAKEN: Status.SERVICE_DONE,
    Status.SUSPENDED: Status.COMPLETED,
    Status.COMPLETED: Status.SERVICE_DONE,
    Status.SERVICE_DONE: Status.CLEARED,
    Status.CLEARED: Status.ORDERED,
    Status.ORDERED: Status.SENT,
    Status.SENT: Status.PAID,
}

ENDED: Final = frozenset({Status.PAID, Status.REJECTED, Status.WITHDRAWN})
AWAITING_PAYMENT: Final = frozenset(Status) - ENDED
TO_PROCESS: Final = frozenset(
    {Status.DEPOSITED, Status.REDIRECTED, Status.TAKEN, Status.COMPLETED, Status.SERVICE_DONE}
)
PAID_ON_RIB: Final = frozenset({Status.CLEARED, Status.ORDERED, Status.SENT, Status.PAID})
"""The moves that need a RIB validated at that instant, and past its pause."""
AT_PAYMENT: Final = frozenset(status for status, following in TRANSITIONS.items() if following & PAID_ON_RIB)
"""Where one of these moves may come next."""
THREE_PERSONS: Final[Mapping[Status, str]] = {
    Status.SERVICE_DONE: "l’attestation du service fait",
    Status.ORDERED: "le mandatement",
    Status.PAID: "la déclaration du paiement",
}
RIB_OPEN: Final = AWAITING_PAYMENT - {Status.ORDERED, Status.SENT}
"""Where the RIB may still be chosen: the mandate names the one that is paid."""
TO_PAY: Final = frozenset({Status.CLEARED, Status.ORDERED, Status.SENT})

# The French reform's coded reasons (XP Z12-012), in the words a supplier understands.
REASONS: Final[Mapping[str, str]] = {
    "JUSTIF_ABS": "un justificatif est absent ou insuffisant",
    "COORD_BANC_ERR": "les coordonnées bancaires sont à corriger",
    "CREANCIER_ERR": "le créancier est inconnu ou différent",
    "DEST_ERR": "le destinataire n’est pas le bon",
    "SE_ERR": "le service destinataire n’est pas le bon",
    "CMD_EJ_ERR": "le bon de commande est incorrect ou manque",
    "FACT_NON_CONFORME": "la facture n’est pas conforme à la commande",
    "LIVR_INCOMP": "la livraison est incomplète",
    "MARCHE_TERM": "le marché est terminé",
    "MONTANT_ERR": "un montant est à corriger",
    "MONTANTTOTAL_ERR": "le total est à corriger",
    "CALCUL_ERR": "un calcul est à corriger",
    "TX_TVA_ERR": "le taux de TGC est à corriger",
    "NON_CONFORME": "une mention légale manque",
    "DOUBLON": "la facture a déjà été déposée",
    "EMMET_INC": "l’émetteur est inconnu",
    "PU_ERR": "un prix unitaire est à corriger",
    "REM_ERR": "une remise est à corriger",
    "QTE_ERR": "une quantité est à corriger",
    "ART_ERR": "un article est à corriger",
    "QUALITE_ERR": "la qualité n’est pas celle attendue",
    OTHER: "autre motif",
}
REASON_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "Pièces": ("JUSTIF_ABS", "NON_CONFORME"),
    "Montants": (
        "MONTANT_ERR",
        "MONTANTTOTAL_ERR",
        "CALCUL_ERR",
        "TX_TVA_ERR",
        "PU_ERR",
        "REM_ERR",
        "QTE_ERR",
    ),
    "Commande et livraison": (
        "CMD_EJ_ERR",
        "FACT_NON_CONFORME",
        "LIVR_INCOMP",
        "MARCHE_TERM",
        "ART_ERR",
        "QUALITE_ERR",
    ),
    "RIB et fournisseur": ("COORD_BANC_ERR", "CREANCIER_ERR", "EMMET_INC"),
    "Destinataire": ("DEST_ERR", "SE_ERR"),
    "Autre": ("DOUBLON", OTHER),
}
"""What each reason is about, for who looks for one among twenty."""
SUSPENSION_ONLY: Final = frozenset({"JUSTIF_ABS"})

ALARMS: Final[Mapping[str, tuple[str, Tone]]] = {
    "COORD_BANC_ERR": ("IBAN différent", Tone.REFUSED),
    "DOUBLON": ("Doublon ?", Tone.REFUSED),
    "CREANCIER_ERR": ("Autre créancier", Tone.REFUSED),
    "MONTANT_ERR": ("Montant à vérifier", Tone.WAITING),
    "MONTANTTOTAL_ERR": ("Total à vérifier", Tone.WAITING),
    "CALCUL_ERR": ("Calcul à vérifier", Tone.WAITING),
    "TX_TVA_ERR": ("TGC à vérifier", Tone.WAITING),
    "CMD_EJ_ERR": ("Bon inconnu", Tone.WAITING),
    "NON_CONFORME": ("Mention absente", Tone.WAITING),
    "old_date": ("Date ancienne", Tone.WAITING),
}
"""What a queue says of a finding, the gravest first."""
WITHOUT_RIB: Final = ("Sans RIB", Tone.WAITING)

LABEL: Final = re.compile(rf"^(?:facture\s*)?(?:{NUMBERING}(?:\s+de\s+(?:la\s+)?facture\b)?\s*:?|:)\s*", re.IGNORECASE)
LIKE: Final = {"O": "0", "0": "O", "I": "1L", "L": "1I", "1": "IL"}
DASHES: Final = re.compile(r"[-\u00ad\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63]+")


GESTURES: Final[Mapping[Status, str]] = {
    Status.TAKEN: "Prendre en charge",
    Status.REDIRECTED: "Réorienter",
    Status.SUSPENDED: "Suspendre",
    Status.SERVICE_DONE: "Attester le service fait",
    Status.CLEARED: "Liquider",
    Status.ORDERED: "Mandater",
    Status.SENT: "Transmettre au comptable",
    Status.PAID: "Déclarer payée",
    Status.REJECTED: "Rejeter",
}


class Gesture(StrEnum):
    """What makes several moves in one decision."""

    ATTEST_AND_CLEAR = "attester-et-liquider"
    ORDER_AND_SEND = "mandater-et-transmettre"


LIFE: Final = Life(
    stages=STAGES,
    steps=TRANSITIONS,
    rights=DECIDED_BY,
    gestures=GESTURES,
    waiting=TO_PROCESS,
    reasons=REASONS,
    groups=REASON_GROUPS,
    explained={
        Status.SUSPENDED: frozenset(REASONS),
        Status.REJECTED: frozenset(REASONS) - SUSPENSION_ONLY,
    },
    # Once mandatée, it is the comptable who suspends; once transmise, only what cannot be paid any more (`gates`).
    exceptions=dict.fromkeys(
        ((Status.ORDERED, Status.SUSPENDED), (Status.SENT, Status.SUSPENDED)), Permission.INVOICE_PAY
    ),
    expected={present: STAGES[following] for present, following in EXPECTED.items()},
    answered=Status.COMPLETED,
    withdrawn=Status.WITHDRAWN,
    turns={**dict.fromkeys(TO_PAY, Turn.PAYER), Status.SUSPENDED: Turn.PERSON},
    joined={
        Gesture.ATTEST_AND_CLEAR: Joined("Attester et liquider", (Status.SERVICE_DONE, Status.CLEARED)),
        Gesture.ORDER_AND_SEND: Joined("Mandater et transmettre", (Status.ORDERED, Status.SENT)),
    },
    implied=Status.TAKEN,
    # A rejection is a letter to one supplier about one invoice: never of many at once.
    batched=(*Gesture, *(status for status in GESTURES if status is not Status.REJECTED)),
)


def alarm(codes: Collection[str], *, has_rib: bool) -> tuple[str, str]:
    """The gravest of these findings, in two words, and how grave it is; nothing of nothing."""
    found = [ALARMS[code] for code in ALARMS if code in codes]
    return next(iter([*found, *([] if has_rib else [WITHOUT_RIB])]), ("", ""))


@dataclass(frozen=True, slots=True)
class Delays:
    """The present instant, and the payment periods that deposits of any day have."""

    now: datetime
    settled: Settled

    def mandate_before(self, deposited_at: datetime, stopped_seconds: int) -> datetime:
        """When the payment period of a deposit ends."""
        return mandate_before(deposited_at, stopped_seconds, self.settled.payment_period(deposited_at))


def mandate_before(deposited_at: datetime, stopped_seconds: int, period: timedelta) -> datetime:
    """When the payment period ends, the suspended time put aside."""
    return deposited_at + period + timedelta(seconds=stopped_seconds)


def elapsed_days(deposited_at: datetime, stopped_seconds: int, stopped_at: datetime | None, end: datetime) -> int:
    """Whole days of the payment period used so far; the time suspended does not count."""
    used = (stopped_at or end) - deposited_at - timedelta(seconds=stopped_seconds)
    return max(used.days, 0)


def unnumbered(typed: str) -> str:
    """The number without what was copied in front of it: « Facture n° F-12 », « N° : F-12 »."""
    return LABEL.sub("", narrow(typed))


def exact_number(number: str) -> str:
    """What two ways to write one number share: capitals, spaces and the kind of dash aside; F1-1-12 is not F1-11-2."""
    dashed = DASHES.sub("-", narrow(number).upper())
    tight = re.sub(r"\s*([^\w\s])\s*", r"\1", dashed)
    return re.sub(r"(?<=[^\W\d])\s+(?=\d)|(?<=\d)\s+(?=[^\W\d])", "", tight)


def taken_for(key: str) -> list[str]:
    """The keys that one is easily taken for: itself, and those that differ by one O for a 0, or I or L for a 1."""
    swaps = ((place, other) for place, letter in enumerate(key) for other in LIKE.get(letter, ""))
    return [key, *(f"{key[:place]}{other}{key[place + 1 :]}" for place, other in swaps)]


def is_one_digit_away(key: str, other: str) -> bool:
    """Whether one digit, and nothing else, parts two keys."""
    apart = [pair for pair in zip(key, other, strict=False) if pair[0] != pair[1]]
    return len(key) == len(other) and len(apart) == 1 and "".join(apart[0]).isdigit()


def number_key(number: str) -> str:
    """What numbers that look alike share: letters and digits only, folded."""
    return "".join(letter for letter in narrow(number).upper() if letter.isalnum())
