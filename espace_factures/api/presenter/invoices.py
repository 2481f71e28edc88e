"""Invoices as the API tells them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from espace_factures.api.presenter.answers import Answer, Office, Place, francs, instant, office_of, place_of
from espace_factures.core.rib import masked
from espace_factures.demandes.models import DemandeEvent
from espace_factures.documents.models import Document
from espace_factures.invoices import rules as invoices_rules
from espace_factures.invoices.following.presenter.dossier import estimate_words
from espace_factures.invoices.following.presenter.rows import payment_words
from espace_factures.invoices.following.repository.slices import ListedInvoice, Slice, cursor_at
from espace_factures.invoices.following.service.tracking import InvoiceDossier
from espace_factures.invoices.rules import STAGES, Delays, Nature, Status


class Part(StrEnum):
    """Une partie de la liste."""

    TO_COMPLETE = "a-completer"
    UNDER_WAY = "en-cours"
    PAID = "payees"
    CLOSED = "closes"


class Sort(StrEnum):
    """L’ordre d’une liste."""

    NEWEST = "recentes"
    OLDEST = "anciennes"
    LARGEST = "montant-desc"
    SMALLEST = "montant-asc"
    NUMBER = "numero-asc"
    NUMBER_FALLING = "numero-desc"
    MOVED = "statut-desc"
    LEFT_LONGEST = "statut-asc"


class Head(Answer):
    """Ce qu’une facture dit toujours."""

    reference: str = Field(description="La référence du dépôt.", examples=["EF-2026-000123"])
    numero: str = Field(description="Le numéro de la facture.", examples=["F-2026-041"])
    statut: Status = Field(description="Où elle en est.", examples=["prise-en-charge"])
    libelle_statut: str = Field(description="Le même, comme le portail l’écrit.", examples=["Prise en charge"])
    statut_depuis: datetime = instant("Depuis quand.")
    deposee_le: datetime = instant("Quand elle a été déposée.")
    etablissement: Place
    direction: Office
    bon_de_commande: str = Field(description="Son numéro ; vide sans bon de commande.", examples=["BC-26-00871"])
    montant_ttc: int = francs("Le montant TTC")
    payee_le: date | None = Field(description="Le jour du paiement.", examples=["2026-12-18"])


class InvoiceLine(Head):
    """Une facture d’une liste."""

    paiement: str = Field(description="Quand l’argent est attendu, en quelques mots.", examples=["vers le 20 déc."])


class InvoicePage(Answer):
    """Une page de factures."""

    factures: list[InvoiceLine]
    suivante: str | None = Field(
        description="À donner dans « place » pour la page suivante ; null à la dernière.",
        examples=["2026-11-18T01:00:00+00:00~123"],
    )


class Paper(Answer):
    """Un document d’une facture."""

    id: str = Field(description="À donner pour le télécharger.", examples=["Zk3vR1q8T0w"])
    nom: str = Field(description="Le nom du fichier.", examples=["facture.pdf"])
    role: str = Field(description="À quoi il sert : facture, piece…", examples=["facture"])
    type: str = Field(description="Son type de contenu.", examples=["application/pdf"])
    taille: int = Field(description="En octets.", examples=[48213])
    sha256: str = Field(description="L’empreinte de ses octets.", examples=["9f86d081884c7d65…"])


class Step(Answer):
    """Un changement de statut."""

    le: datetime = instant("Quand.")
    statut: Status | None = Field(
        description="Le statut pris ; null pour ce qui n’en change pas.", examples=["suspendue"]
    )
    libelle: str = Field(description="Comme le portail l’écrit.", examples=["Suspendue"])
    auteur: str = Field(description="Qui : une direction, ou un membre de l’établissement.", examples=["DEPS"])
    motif_code: str = Field(description="Le motif codé, ou vide.", examples=["JUSTIF_ABS"])
    motif: str = Field(description="Le motif en toutes lettres, ou vide.", examples=["Justificatif absent"])
    commentaire: str = Field(description="Les mots de l’auteur, ou vide.", examples=["Le bon de livraison manque."])


class History(Answer):
    """L’historique d’une facture, du plus ancien au plus récent."""

    reference: str = Field(description="La référence du dépôt.", examples=["EF-2026-000123"])
    etapes: list[Step]


class Invoice(Head):
    """Une facture."""

    nature: Nature = Field(description="Facture, acompte ou solde.", examples=["facture"])
    emise_le: date = Field(description="La date de la facture.", examples=["2026-11-12"])
    montant_ht: int = francs("Le montant HT", 145495)
    tgc: dict[str, int] = Field(description="La TGC par taux.", examples=[{"11": 16005}])
    montant_admis: int | None = francs("Ce qui est admis, quand ce n’est pas le tout")
    estimation: str = Field(description="Sur quoi repose le paiement estimé, ou vide.", examples=[""])
    rib: str = Field(description="L’IBAN où elle est payée, masqué ; vide sans RIB.", examples=["•••• 0606"])
    mandat: str = Field(description="La référence du mandat, ou vide.", examples=["M-2026-0412"])
    reference_paiement: str = Field(description="La référence du paiement, ou vide.", examples=["V-2026-0098"])
    remplace: str = Field(description="La référence de la facture qu’elle remplace, ou vide.", examples=[""])
    remplacee_par: str = Field(description="La référence de celle qui la remplace, ou vide.", examples=[""])
    actions: list[Status] = Field(description="Ce que l’établissement peut faire maintenant.", examples=[["retiree"]])
    documents: list[Paper]


def page_of(found: Slice, delays: Delays, sort: str) -> InvoicePage:
    """A page of a list; it goes forward only."""
    cursor = cursor_at(found.rows[-1], sort) if found.rows and found.has_next else None
    lines = [_line(row, delays) for row in found.rows]
    return InvoicePage(factures=lines, suivante=str(cursor) if cursor else None)


def whole(dossier: InvoiceDossier) -> Invoice:
    """One invoice."""
    item, panel = dossier.item, dossier.panel
    return Invoice(
        **_head(dossier),
        nature=item.nature,
        emise_le=item.issued_on,
        montant_ht=item.total_ht,
        tgc=item.taxes,
        montant_admis=item.admitted_ttc,
        estimation=estimate_words(dossier) if item.status in invoices_rules.AWAITING_PAYMENT else "",
        rib=masked(panel.rib.iban) if panel.rib else "",
        mandat=item.mandate_reference,
        reference_paiement=item.payment_reference,
        remplace=panel.replaces,
        remplacee_par=panel.replaced_by,
        actions=[Status(move) for move in dossier.moves],
        documents=[_paper(document) for document in dossier.documents],
    )


def _head(dossier: InvoiceDossier) -> dict[str, Any]:
    item, status = dossier.item, Status(dossier.item.status)
    return {
        "reference": item.reference,
        "numero": item.number,
        "statut": status,
        "libelle_statut": STAGES[status].label,
        "statut_depuis": item.status_at,
        "deposee_le": item.deposited_at,
        "etablissement": place_of(dossier.panel.place),
        "direction": office_of(dossier.panel.direction),
        "bon_de_commande": item.order_number,
        "montant_ttc": item.total_ttc,
        "payee_le": item.paid_on,
    }


def history_of(dossier: InvoiceDossier) -> History:
    """What happened to it."""
    return History(reference=dossier.item.reference, etapes=[_step(event) for event in dossier.events])


def _line(row: ListedInvoice, delays: Delays) -> InvoiceLine:
    return InvoiceLine(
        reference=row.reference,
        numero=row.number,
        statut=row.status,
        libelle_statut=STAGES[row.status].label,
        statut_depuis=row.status_at,
        deposee_le=row.deposited_at,
        etablissement=Place(ridet=row.ridet, nom=row.name),
        direction=Office(code=row.code, nom=row.direction),
        bon_de_commande=row.order_number,
        montant_ttc=row.total_ttc,
        paiement=payment_words(row, delays),
        payee_le=row.paid_on,
    )


def _paper(document: Document) -> Paper:
    return Paper(
        id=document.public_id,
        nom=document.name,
        role=document.role,
        type=document.media_type,
        taille=document.size,
        sha256=document.sha256,
    )


def _step(event: DemandeEvent) -> Step:
    return Step(
        le=event.at,
        statut=next((status for status, stage in STAGES.items() if stage.label == event.status), None),
        libelle=event.status,
        auteur=event.author,
        motif_code=event.reason_code,
        motif=event.reason,
        commentaire=event.comment,
    )
