"""What suppliers are told about their invoices by mail."""

from collections.abc import Iterable
from dataclasses import dataclass

from espace_factures.core.money import francs_cfp
from espace_factures.core.words import counted, sentence
from espace_factures.invoices.rules import STAGES, Status
from espace_factures.notifications.messages import Letter


@dataclass(frozen=True, slots=True)
class PlaceWeek:
    """What a week did to the invoices of an établissement, and what waits there now; amounts in XPF."""

    name: str
    deposited: int
    deposited_amount: int
    changed: int
    waiting: int
    paid: int
    paid_amount: int


def deposited(reference: str, number: str, holder: str, amount: str, sha256: str, link: str) -> Letter:
    """The invoice is in: keep this mail as a trace."""
    return Letter(
        subject=f"Facture {number} déposée : {reference}",
        paragraphs=(
            f"Votre facture {number} est déposée sous la référence {reference}. La Province l’examine.",
            "Son certificat de dépôt est joint à ce courriel : gardez-le, il prouve ce qui a été reçu, et quand.",
            "Vous recevrez un courriel à chaque étape, jusqu’au paiement.",
        ),
        facts=(
            ("Établissement", holder),
            ("Montant", amount),
            ("Empreinte SHA-256 du document", sha256),
        ),
        action=("Suivre la facture", link),
    )


def credited(number: str, invoice: str, reference: str, amount: str, left: str, link: str) -> Letter:
    """The credit note is subtracted from its invoice."""
    return Letter(
        subject=f"Avoir {number} déduit de la facture {invoice}",
        paragraphs=(f"Votre avoir {number} est reçu : il est déduit de la facture {invoice}, et ne se paie pas.",),
        facts=(("Référence de la facture", reference), ("Montant de l’avoir", amount), ("Reste à payer", left)),
        action=("Voir la facture", link),
    )


def changed(status: Status, reference: str, number: str, why: str, link: str, amount: str = "") -> Letter:
    """The status changed: what it means, why, what to do; `amount` is what will be paid, once it is fixed."""
    means = MEANINGS[status].format(number=number, amount=f" : {amount}" if amount else "")
    return Letter(
        subject=f"Facture {number} : {STAGES[status].label.lower()}",
        paragraphs=(means, *((sentence(why),) if why else ())),
        facts=(("Référence", reference),),
        action=("Compléter la facture" if status is Status.SUSPENDED else "Voir la facture", link),
    )


def many_changed(status: Status, lines: Iterable[tuple[str, str, str]], why: str, link: str) -> Letter:
    """One decision on several invoices: what it means for all, then each by its number, reference and amount."""
    every = list(lines)
    count = counted(len(every), "facture")
    return Letter(
        subject=f"{count} : {STAGES[status].label.lower()}",
        paragraphs=(MANY[status].format(count=count), *((sentence(why),) if why else ())),
        facts=tuple((number, f"{amount} ({reference})") for number, reference, amount in every),
        action=("Voir mes factures", link),
    )


def rib_chosen(reference: str, number: str, rib: str, name: str, link: str) -> Letter:
    """A manager named the RIB of an invoice."""
    return Letter(
        subject=f"Facture {number} : RIB choisi",
        paragraphs=(f"{name} a choisi le RIB {rib} pour le paiement de la facture {number}.",),
        facts=(("Référence", reference),),
        action=("Voir la facture", link),
    )


def not_payable(references: Iterable[str], link: str) -> Letter:
    """What the comptables hold and cannot pay any more."""
    return Letter(
        subject="Factures mandatées dont le RIB ne peut plus servir",
        paragraphs=(
            "Le RIB de ces factures vient d’être retiré ou gelé : elles ne peuvent plus être payées ainsi.",
            f"{', '.join(references)}.",
            "Suspendez chacune (COORD_BANC_ERR) : le fournisseur choisit un autre RIB, puis vous mandatez de nouveau.",
        ),
        action=("Ouvrir la liste", link),
    )


def answered(reference: str, number: str, link: str) -> Letter:
    """An agent wrote in the conversation; its text stays in the portal."""
    return Letter(
        subject=f"Facture {number} : un message vous attend",
        paragraphs=(f"Un agent de la Province vous a écrit au sujet de la facture {number}.",),
        facts=(("Référence", reference),),
        action=("Lire et répondre", link),
    )


def week_recap(days: str, places: Iterable[PlaceWeek], link: str) -> Letter:
    """The week, établissement by établissement."""
    return Letter(
        subject=f"Vos factures, {days}",
        paragraphs=(f"Voici ce qui s’est passé pour vos factures {days}.",),
        facts=tuple((place.name, place_words(place)) for place in places),
        action=("Voir mes factures", link),
    )


def place_words(place: PlaceWeek) -> str:
    """« 2 déposées (161 500 F CFP), 1 a changé de statut, 1 attend votre réponse »."""
    said = [
        (place.deposited, "déposée", "déposées", place.deposited_amount),
        (place.changed, "a changé de statut", "ont changé de statut", None),
        (place.paid, "payée", "payées", place.paid_amount),
        (place.waiting, "suspendue attend une réponse", "suspendues attendent une réponse", None),
    ]
    return ", ".join(_counted(*words) for words in said if words[0])


def _counted(count: int, one: str, many: str, amount: int | None) -> str:
    sum_words = f" ({francs_cfp(amount)})" if amount is not None else ""
    return f"{counted(count, one, many)}{sum_words}"


MEANINGS = {
    Status.DEPOSITED: "Votre facture {number} est déposée.",
    Status.TAKEN: "Un agent a pris en charge votre facture {number} et l’examine.",
    Status.REDIRECTED: (
        "Votre facture {number} a été transmise à une autre direction. Le délai de paiement ne repart pas de zéro."
    ),
    Status.SUSPENDED: ("Votre facture {number} est suspendue : le délai de paiement est arrêté jusqu’à votre réponse."),
    Status.COMPLETED: "Votre complément pour la facture {number} est reçu. Le délai de paiement reprend.",
    Status.SERVICE_DONE: (
        "La Province confirme avoir bien reçu ce que vous facturez par la facture {number} (« service fait »)."
    ),
    Status.CLEARED: "Le montant à payer de votre facture {number} est fixé{amount} (« liquidation »).",
    Status.ORDERED: "Votre facture {number} est mandatée : l’ordre de la payer est donné.",
    Status.SENT: "Votre facture {number} est chez le comptable, qui fait le virement.",
    Status.PAID: "Votre facture {number} est payée : le virement est parti.",
    Status.REJECTED: "Votre facture {number} est rejetée. Vous pouvez en déposer une corrigée.",
    Status.WITHDRAWN: "Votre facture {number} est retirée, comme vous l’avez demandé.",
}

MANY = {
    Status.TAKEN: "Un agent a pris en charge {count} et les examine.",
    Status.REDIRECTED: "{count} ont été transmises à une autre direction. Le délai de paiement ne repart pas de zéro.",
    Status.SUSPENDED: "{count} sont suspendues : le délai de paiement est arrêté jusqu’à votre réponse.",
    Status.SERVICE_DONE: (
        "La Province confirme avoir bien reçu ce que vous facturez par ces {count} (« service fait »)."
    ),
    Status.CLEARED: "Le montant à payer de {count} est fixé (« liquidation »).",
    Status.ORDERED: "{count} sont mandatées : l’ordre de les payer est donné.",
    Status.SENT: "{count} sont chez le comptable, qui fait les virements.",
    Status.PAID: "{count} sont payées : les virements sont partis.",
}
"""The same of several invoices, for what is decided of many at once."""

NOW = {
    Status.DEPOSITED: "Un agent de la direction concernée va la prendre en charge.",
    Status.TAKEN: "Un agent vérifie la facture et le service rendu.",
    Status.REDIRECTED: "La nouvelle direction va la prendre en charge.",
    Status.SUSPENDED: "La Province attend votre réponse : le délai de paiement est arrêté.",
    Status.COMPLETED: "Un agent examine ce que vous avez ajouté.",
    Status.SERVICE_DONE: "Le service est attesté. Le montant à payer va être fixé (« liquidation »).",
    Status.CLEARED: "Le montant est fixé. L’ordre de payer va être donné (mandatement).",
    Status.ORDERED: "L’ordre de payer est donné. Le dossier part chez le comptable.",
    Status.SENT: "Le comptable de la trésorerie de la province Sud prépare le virement.",
    Status.PAID: "Le virement est parti. La facture est close.",
    Status.REJECTED: "La facture est close. Vous pouvez en déposer une corrigée, qui la remplacera.",
    Status.WITHDRAWN: "Vous avez retiré cette facture. Elle est close.",
}

NOW_FOR_AGENTS = NOW | {
    Status.SUSPENDED: "Le fournisseur doit répondre : le délai de paiement est arrêté.",
    Status.COMPLETED: "Ce que le fournisseur a ajouté est à examiner.",
    Status.REJECTED: "La facture est close. Le fournisseur peut en déposer une corrigée, qui la remplacera.",
    Status.WITHDRAWN: "Le fournisseur a retiré cette facture. Elle est close.",
}
