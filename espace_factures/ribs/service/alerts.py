"""What an agent must not miss when he compares a RIB with its proof."""

from dataclasses import dataclass

from espace_factures.app.reading import ReadSession
from espace_factures.core import rib as bank_details
from espace_factures.core.rib import masked
from espace_factures.establishments.models import Establishment
from espace_factures.ribs import repository, rules
from espace_factures.ribs.models import Rib
from espace_factures.ribs.service import banks


@dataclass(frozen=True, slots=True)
class Alert:
    """One sentence; a severe one is a usual sign of fraud."""

    sentence: str
    is_severe: bool = False


def raise_all(session: ReadSession, rib: Rib, place: Establishment) -> list[Alert]:
    """Every alert, the severe ones first."""
    found = [*_holder(rib, place), *_elsewhere(session, rib), *_bank(session, rib), *_change(session, rib)]
    return sorted(found, key=lambda alert: not alert.is_severe)


def raise_standing(session: ReadSession, rib: Rib, place: Establishment) -> list[Alert]:
    """Those of a RIB that was validated, as things stand now."""
    return [*_holder(rib, place), *_elsewhere(session, rib), *_bank(session, rib)]


def _holder(rib: Rib, place: Establishment) -> list[Alert]:
    if rules.names_agree(rib.holder, place.name):
        return []
    sentence = f"Le titulaire « {rib.holder} » ne porte pas le nom de l’établissement « {place.name} »."
    return [Alert(sentence, is_severe=True)]


def _elsewhere(session: ReadSession, rib: Rib) -> list[Alert]:
    others = repository.elsewhere(session, rib.establishment_id, rib.iban)
    return [Alert(f"Le même IBAN est déclaré par {', '.join(others)}.", is_severe=True)] if others else []


def _bank(session: ReadSession, rib: Rib) -> list[Alert]:
    known = banks.identify(session, bank_details.parse_iban(rib.iban))
    code = rib.iban[4:9]
    found = []
    if not known.name:
        found.append(f"La banque {code} est inconnue : ni dans la table des banques, ni dans la liste publiée.")
    elif not known.is_listed:
        found.append(f"La banque {code} ({known.name}) n’est pas dans la table des banques du territoire.")
    if known.bic and rib.bic and rib.bic[:8] != known.bic[:8]:
        found.append(f"Le BIC {rib.bic} n’est pas celui de cette banque : {known.bic}.")
    return [Alert(sentence) for sentence in found]


def _change(session: ReadSession, rib: Rib) -> list[Alert]:
    present = [iban for iban in repository.validated_ibans(session, rib.establishment_id) if iban != rib.iban]
    if not present:
        return []
    is_other_bank = all(iban[4:9] != rib.iban[4:9] for iban in present)
    where = ", dans une autre banque" if is_other_bank else ""
    numbers = ", ".join(masked(iban) for iban in present)
    return [Alert(f"L’établissement a déjà un RIB validé{where} ({numbers}) : confirmez ce changement auprès de lui.")]
