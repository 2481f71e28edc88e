"""What only agents read of an invoice: the signals, and the account that the next step would pay."""

from dataclasses import dataclass

from espace_factures import routes
from espace_factures.core.calendar import moment, noumea_date, short_date
from espace_factures.core.rib import display
from espace_factures.core.words import THIN, counted
from espace_factures.invoices.following.service.tracking import InvoiceDossier


@dataclass(frozen=True, slots=True)
class SignalLine:
    """One signal, and the invoice it leads to."""

    sentence: str
    is_severe: bool
    href: str


@dataclass(frozen=True, slots=True)
class AccountView:
    """On what the next step would pay: the whole IBAN, how old it is, who vouched for it."""

    iban: str = ""
    holder: str = ""
    bank: str = ""
    added: str = ""
    validators: str = ""
    usable: str = ""


def signal_lines(dossier: InvoiceDossier) -> list[SignalLine]:
    """What an agent must not miss."""
    return [
        SignalLine(
            signal.sentence,
            signal.is_severe,
            routes.with_query(routes.ADMIN_INVOICE, ref=signal.twin) if signal.twin else "",
        )
        for signal in dossier.panel.signals
    ]


def account_view(dossier: InvoiceDossier) -> AccountView:
    """Nothing where no money is about to move."""
    known = dossier.panel.vouched
    if known is None:
        return AccountView()
    rib, usable = known.rib, known.rib.usable_from
    age = f"il y a {counted(known.days, 'jour')}" if known.days else "aujourd’hui"
    since = "Depuis le" if usable and usable <= dossier.now else "À partir du"
    return AccountView(
        iban=display(rib.iban).replace(THIN, " "),
        holder=rib.holder,
        bank=rib.bank_name or f"Banque inconnue (code {rib.iban[4:9]})",
        added=f"Le {short_date(noumea_date(rib.created_at))} par {known.added_by}, {age}",
        validators=" et ".join(known.validators) or "Personne",
        usable=f"{since} {moment(usable)}" if usable else "Non",
    )
