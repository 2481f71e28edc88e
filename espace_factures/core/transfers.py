"""Transfers as a bank takes them: a credit transfer initiation of ISO 20022, pain.001.001.09, in francs CFP."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

NAMESPACE: Final = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
CURRENCY: Final = "XPF"
LONGEST_NAME: Final = 140
LONGEST_WORDS: Final = 140


@dataclass(frozen=True, slots=True)
class Payer:
    """The account that pays."""

    name: str
    iban: str
    bic: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """One payment: `reference` goes to its end and comes back with it; the amount is in francs."""

    reference: str
    name: str
    iban: str
    bic: str
    amount: int
    words: str


def document(number: str, made_at: datetime, day: date, payer: Payer, transfers: Sequence[Transfer]) -> bytes:
    """The file named `number`, made at an instant, to be carried out on a day."""
    root = Element("Document", xmlns=NAMESPACE)
    initiation = SubElement(root, "CstmrCdtTrfInitn")
    head = SubElement(initiation, "GrpHdr")
    _say(head, "MsgId", number)
    _say(head, "CreDtTm", made_at.isoformat(timespec="seconds"))
    _sums(head, transfers)
    _say(SubElement(head, "InitgPty"), "Nm", payer.name[:LONGEST_NAME])
    order = SubElement(initiation, "PmtInf")
    _say(order, "PmtInfId", number)
    _say(order, "PmtMtd", "TRF")
    _sums(order, transfers)
    _say(SubElement(order, "ReqdExctnDt"), "Dt", day.isoformat())
    _say(SubElement(order, "Dbtr"), "Nm", payer.name[:LONGEST_NAME])
    _account(order, "DbtrAcct", payer.iban)
    _agent(order, "DbtrAgt", payer.bic)
    for transfer in transfers:
        _transfer(order, transfer)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _sums(around: Element, transfers: Sequence[Transfer]) -> None:
    _say(around, "NbOfTxs", str(len(transfers)))
    _say(around, "CtrlSum", str(sum(transfer.amount for transfer in transfers)))


def _transfer(order: Element, transfer: Transfer) -> None:
    line = SubElement(order, "CdtTrfTxInf")
    _say(SubElement(line, "PmtId"), "EndToEndId", transfer.reference)
    amount = SubElement(SubElement(line, "Amt"), "InstdAmt", Ccy=CURRENCY)
    amount.text = str(transfer.amount)
    if transfer.bic:
        _agent(line, "CdtrAgt", transfer.bic)
    _say(SubElement(line, "Cdtr"), "Nm", transfer.name[:LONGEST_NAME])
    _account(line, "CdtrAcct", transfer.iban)
    _say(SubElement(line, "RmtInf"), "Ustrd", transfer.words[:LONGEST_WORDS])


def _account(around: Element, name: str, iban: str) -> None:
    _say(SubElement(SubElement(around, name), "Id"), "IBAN", iban)


def _agent(around: Element, name: str, bic: str) -> None:
    _say(SubElement(SubElement(around, name), "FinInstnId"), "BICFI", bic)


def _say(around: Element, name: str, words: str) -> None:
    SubElement(around, name).text = words
