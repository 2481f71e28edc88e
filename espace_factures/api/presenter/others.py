"""RIBs, bons de commande and établissements as the API tells them."""

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import Field

from espace_factures.api.presenter.answers import Answer, Office, Place, francs, instant, office_of, place_of
from espace_factures.core.rib import masked
from espace_factures.establishments.models import Establishment
from espace_factures.orders.models import OrderLine as KeptLine
from espace_factures.orders.service.supplied import Supplied
from espace_factures.ribs.rules import STAGES, Status
from espace_factures.ribs.service.keeping import RibPage


class Rib(Answer):
    """Un RIB, son numéro masqué."""

    reference: str = Field(description="Sa référence.", examples=["RIB-2026-000012"])
    etablissement: Place
    titulaire: str = Field(description="Le titulaire du compte.", examples=["EXEMPLE SARL"])
    banque: str = Field(description="La banque.", examples=["BCI"])
    iban: str = Field(description="L’IBAN, masqué sauf la fin.", examples=["•••• 0606"])
    statut: Status = Field(description="Où il en est.", examples=["valide"])
    libelle_statut: str = Field(description="Le même, comme le portail l’écrit.", examples=["Validé"])
    par_defaut: bool = Field(description="S’il est celui des prochaines factures.")
    utilisable_le: datetime | None = instant("À partir de quand il sert ; null avant sa validation.")


class Ribs(Answer):
    """Les RIB des établissements du jeton."""

    ribs: list[Rib]


class OrderLine(Answer):
    """Une ligne d’un bon de commande."""

    libelle: str = Field(description="Ce qui est commandé.", examples=["Ramettes A4"])
    quantite: int = Field(description="Combien.", examples=[10])
    prix_unitaire: int = francs("Le prix unitaire HT")
    taux_tgc: str = Field(description="Le taux de TGC.", examples=["11"])


class Order(Answer):
    """Un bon de commande ouvert."""

    numero: str = Field(description="Son numéro.", examples=["BC-26-00871"])
    etablissement: Place
    direction: Office
    libelle: str = Field(description="Ce qu’il dit.", examples=["Fournitures de bureau"])
    passe_le: date = Field(description="Sa date.", examples=["2026-10-02"])
    montant: int = francs("Son montant")
    reste: int = francs("Ce qui n’est pas encore facturé")
    lignes: list[OrderLine]


class Orders(Answer):
    """Les bons de commande ouverts des établissements du jeton."""

    bons: list[Order]


class Places(Answer):
    """Les établissements au nom desquels le jeton agit."""

    etablissements: list[Place]


def ribs_of(page: RibPage) -> Ribs:
    """The RIBs."""
    return Ribs(
        ribs=[
            Rib(
                reference=demande.reference,
                etablissement=place_of(place),
                titulaire=rib.holder,
                banque=rib.bank_name,
                iban=masked(rib.iban),
                statut=rib.status,
                libelle_statut=STAGES[rib.status].label,
                par_defaut=rib.is_default,
                utilisable_le=rib.usable_from,
            )
            for rib, demande, place in page.rows
        ]
    )


def orders_of(found: Sequence[Supplied]) -> Orders:
    """The bons de commande."""
    return Orders(bons=[_order(one) for one in found])


def places_of(found: Sequence[Establishment]) -> Places:
    """The établissements."""
    return Places(etablissements=[place_of(place) for place in found])


def _order(one: Supplied) -> Order:
    order = one.order
    return Order(
        numero=order.number,
        etablissement=place_of(one.place),
        direction=office_of(one.direction),
        libelle=order.label,
        passe_le=order.ordered_on,
        montant=order.amount,
        reste=max(order.amount - order.invoiced, 0),
        lignes=[_order_line(line) for line in one.lines],
    )


def _order_line(line: KeptLine) -> OrderLine:
    return OrderLine(libelle=line.label, quantite=line.quantity, prix_unitaire=line.unit_price, taux_tgc=line.tgc_rate)
