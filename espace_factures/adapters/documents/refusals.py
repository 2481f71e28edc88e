"""Why a document is not accepted, and the French sentence that says what to do about it."""

from enum import StrEnum

NAME_LENGTH = 60


class Refusal(StrEnum):
    """Every reason for not accepting a document."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    PROGRAM = "program"
    OFFICE = "office"
    WEB_PAGE = "web_page"
    OTHER_IMAGE = "other_image"
    BROKEN_IMAGE = "broken_image"
    UNKNOWN_TYPE = "unknown_type"
    PASSWORD = "password"  # noqa: S105 - a reason, not a secret
    BROKEN_PDF = "broken_pdf"
    BROKEN_XML = "broken_xml"
    DOCTYPE = "doctype"
    TOO_DEEP = "too_deep"
    SEVERAL_INVOICES = "several_invoices"
    UNKNOWN_XML = "unknown_xml"
    UNREADABLE_XML = "unreadable_xml"


class RefusedError(Exception):
    """A parser's verdict, on its way to becoming a sentence."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


ACCEPTED = "un PDF, un XML (UBL ou CII) ou une photo JPEG ou PNG"

SENTENCES = {
    Refusal.EMPTY: "{file} est vide : vérifiez-le sur votre appareil, puis déposez-le de nouveau.",
    Refusal.TOO_LARGE: "{file} dépasse {limit} Mo : réduisez-le, ou répartissez ses pages en plusieurs fichiers.",
    Refusal.PROGRAM: "{file} est en réalité un programme : déposez " + ACCEPTED + ".",
    Refusal.OFFICE: "{file} est un document bureautique ou une archive : enregistrez-le en PDF, puis déposez le PDF.",
    Refusal.WEB_PAGE: "{file} est une page web : imprimez-la en PDF depuis votre navigateur, puis déposez le PDF.",
    Refusal.OTHER_IMAGE: "{file} est une image d’un format non accepté : enregistrez-la en JPEG, PNG ou PDF.",
    Refusal.BROKEN_IMAGE: "{file} est une image incomplète : refaites la photo ou la copie, puis déposez-la.",
    Refusal.UNKNOWN_TYPE: "{file} n’est pas d’un format reconnu : déposez " + ACCEPTED + ".",
    Refusal.PASSWORD: "{file} est protégé par un mot de passe : enregistrez-le sans mot de passe, puis déposez-le de "
    "nouveau.",
    Refusal.BROKEN_PDF: "{file} est un PDF abîmé ou incomplet : produisez-le de nouveau, puis vérifiez qu’il s’ouvre "
    "avant de le déposer.",
    Refusal.BROKEN_XML: "{file} est un XML mal formé : exportez-le de nouveau depuis votre logiciel de facturation, ou "
    "déposez la facture en PDF.",
    Refusal.DOCTYPE: "{file} est un XML qui contient une déclaration DOCTYPE, refusée par sécurité : retirez-la, ou "
    "déposez la facture en PDF.",
    Refusal.TOO_DEEP: "{file} est un XML trop profond pour une facture : exportez-le de nouveau depuis votre logiciel "
    "de facturation, ou déposez la facture en PDF.",
    Refusal.SEVERAL_INVOICES: "{file} est un XML qui contient plusieurs factures : exportez chacune dans son propre "
    "fichier, ou déposez-les en PDF.",
    Refusal.UNKNOWN_XML: "{file} est un XML qui n’est pas une facture UBL ou CII : exportez la facture dans l’un de "
    "ces formats, ou déposez-la en PDF.",
    Refusal.UNREADABLE_XML: "{file} est un XML que le portail n’a pas pu lire : vérifiez-le, ou déposez la facture en "
    "PDF.",
}


def say(reason: Refusal, file_name: str, limit: int) -> str:
    """The sentence for the person who dropped the file; the limit is in mebibytes, written Mo as people do."""
    return SENTENCES[reason].format(file=_subject(file_name), limit=limit)


def _subject(file_name: str) -> str:
    """The file as a sentence's subject: its own name when it has one fit to print."""
    name = "".join(letter for letter in file_name if letter.isprintable()).strip()
    if not name:
        return "Ce fichier"
    shown = name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1]}…"
    return f"Le fichier « {shown} »"
