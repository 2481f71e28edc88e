"""What is typed, held against itself, the calendar and the bon de commande, while it is typed."""

from collections.abc import Iterator

from espace_factures.app.reading import Reading
from espace_factures.core.documents import Finding, Level
from espace_factures.core.money import francs
from espace_factures.invoices.deposit import rules
from espace_factures.invoices.deposit.service.look import Look

CLOSED = "Ce bon de commande est clos : choisissez-en un autre, ou écrivez à la direction concernée."


def total(_uow: Reading, look: Look) -> Iterator[Finding]:
    """HT and TGC that do not make the TTC."""
    for name, sentence in rules.amount_faults(look.amounts).items() if look.amounts else ():
        yield Finding("CALCUL_ERR", Level.ERROR, sentence, name)


def rates(_uow: Reading, look: Look) -> Iterator[Finding]:
    """A tax typed at a rate that is not in force."""
    for name, sentence in rules.rate_faults(look.amounts.taxes, look.rates).items() if look.amounts else ():
        yield Finding("TX_TVA_ERR", Level.ERROR, sentence, name)


def future(_uow: Reading, look: Look) -> Iterator[Finding]:
    """A day that has not come."""
    if look.issued_on and (sentence := rules.date_fault(look.issued_on, look.today)):
        yield Finding("future_date", Level.ERROR, sentence, "issued_on")


def age(_uow: Reading, look: Look) -> Iterator[Finding]:
    """A year that deserves a second look."""
    if look.issued_on and rules.is_old(look.issued_on, look.today):
        sentence = f"La facture date de {look.issued_on.year} : vérifiez l’année, et qu’elle n’a pas déjà été payée."
        yield Finding("old_date", Level.WARNING, sentence, "issued_on")


def unknown_order(_uow: Reading, look: Look) -> Iterator[Finding]:
    """A bon de commande that the document names and the établissement has not, unless another answer was given."""
    unknown = look.typed("unknown_order")
    if look.place and unknown and look.order is None and not look.typed("direction"):
        sentence = f"Le bon de commande {unknown} lu dans le document n’est pas connu pour cet établissement."
        yield Finding("CMD_EJ_ERR", Level.WARNING, sentence, "order")


def closed_order(_uow: Reading, look: Look) -> Iterator[Finding]:
    """A bon de commande on which nobody deposits any more."""
    if look.order is not None and not look.order.is_open:
        yield Finding("CMD_EJ_ERR", Level.ERROR, CLOSED, "order")


def more_than_owed(_uow: Reading, look: Look) -> Iterator[Finding]:
    """A credit note that gives back the whole of its invoice, or more."""
    if look.corrected is None or not look.total_ttc:
        return
    if sentence := rules.too_much_back(look.corrected, look.total_ttc):
        yield Finding("MONTANT_ERR", Level.ERROR, sentence, "total_ttc")


def more_than_left(_uow: Reading, look: Look) -> Iterator[Finding]:
    """More than what is left of the bon de commande."""
    if look.order is None or not look.total_ttc:
        return
    left = max(look.order.amount - look.order.invoiced, 0)
    if look.total_ttc > left:
        sentence = (
            f"Il reste {francs(left)} sur le bon de commande {look.order.number} : la facture le dépasse "
            f"de {francs(look.total_ttc - left)}. Vérifiez le montant, ou demandez un autre bon à la direction."
        )
        yield Finding("MONTANT_ERR", Level.WARNING, sentence, "total_ttc")
