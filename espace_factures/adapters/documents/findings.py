"""Every finding about a document, as the sentence its supplier reads. Codes in capitals are the reform's."""

from decimal import ROUND_HALF_UP, Decimal

from espace_factures.adapters.documents.values import XPF
from espace_factures.core.documents import CREDIT_NOTE, NOTHING_READ, Finding, Level
from espace_factures.core.words import NBSP

NOT_PAID = "Ce document est un avoir, qui ne se paie pas : choisissez la facture qu’il corrige, dont il sera déduit."
TOTALS = {"total_ht": "total HT", "total_ttc": "total TTC"}


def _warn(code: str, field: str, message: str) -> Finding:
    return Finding(code, Level.WARNING, message, field)


def nothing_read() -> Finding:
    """A scan, a photo, or a text that says nothing certain."""
    message = "Aucune valeur n’a pu être lue dans ce document : saisissez-les."
    return Finding(NOTHING_READ, Level.INFO, message, "document")


def read_from_text() -> Finding:
    """Values found in a PDF's text."""
    message = "Les valeurs viennent du texte du PDF : elles sont à vérifier sur le document."
    return Finding("read_from_text", Level.INFO, message, "document")


def read_from_picture() -> Finding:
    """Values found in a scan or a photo."""
    message = "Les valeurs ont été lues sur l’image du document : vérifiez chacune avant d’envoyer."
    return Finding("read_from_picture", Level.INFO, message, "document")


def unreadable_pdf() -> Finding:
    """The PDF felled its reader."""
    message = "Ce PDF n’a pas pu être lu automatiquement : vérifiez qu’il s’ouvre, puis saisissez les valeurs."
    return _warn("unreadable_pdf", "document", message)


def damaged_pdf() -> Finding:
    """The PDF is out of order, and yet its pages show."""
    message = "Ce PDF est abîmé et n’a pas pu être lu en entier : vérifiez qu’il s’ouvre, puis vérifiez chaque valeur."
    return _warn("unreadable_pdf", "document", message)


def protected_attachments() -> Finding:
    """The PDF opens for everybody, except for what is joined to it."""
    message = (
        "Les pièces jointes à ce PDF sont protégées et n’ont pas été lues : vérifiez qu’il s’ouvre, puis chaque valeur."
    )
    return _warn("unreadable_pdf", "document", message)


def portfolio() -> Finding:
    """The PDF is a wrapping of other documents, and only its cover shows."""
    message = "Ce PDF est un portefeuille, dont seule la couverture est visible : déposez le document qu’il contient."
    return _warn("portfolio", "document", message)


def dynamic_form() -> Finding:
    """The PDF shows its content in one program only."""
    message = "Ce PDF est un formulaire que seul Acrobat affiche : imprimez-le en PDF, puis déposez ce PDF."
    return _warn("dynamic_form", "document", message)


def cut_preamble() -> Finding:
    """Something stood before the PDF."""
    message = "Ce fichier commençait par autre chose que le PDF : seul le PDF est gardé."
    return Finding("cut_preamble", Level.INFO, message, "document")


def unreadable_embedded_xml() -> Finding:
    """The PDF's invoice data are not readable."""
    message = "Les données Factur-X jointes à ce PDF sont illisibles : vérifiez chaque valeur."
    return _warn("IRR_SYNTAX", "document", message)


def several_embedded() -> Finding:
    """The PDF carries invoice data twice, which do not agree."""
    message = "Ce PDF contient deux factures électroniques différentes : vérifiez chaque valeur sur le document."
    return _warn("IRR_SYNTAX", "document", message)


def embedded_not_taken(name: str) -> Finding:
    """The PDF carries an invoice under a name that is not the one of its data."""
    message = f"Ce PDF porte un XML que le portail n’a pas pris, « {name[:60]} » : vérifiez chaque valeur."
    return Finding("embedded_not_taken", Level.INFO, message, "document")


def outside_schema(line: int) -> Finding:
    """The XML does not follow its own schema."""
    message = (
        f"Le XML de la facture s’écarte de son schéma à la ligne {line} : vérifiez les valeurs lues, et signalez-le "
    )
    return _warn("IRR_SYNTAX", "document", message + "à l’éditeur de votre logiciel.")


def broken_rule(code: str, field: str, explanation: str) -> Finding:
    """A rule of the norm is not kept."""
    return _warn(code, field, f"{explanation} (règle {code} de la norme EN 16931) : vérifiez la facture.")


def credit_note() -> Finding:
    """The document gives money back: it is never paid."""
    return Finding(CREDIT_NOTE, Level.INFO, NOT_PAID, "document")


def maybe_credit_note() -> Finding:
    """The document speaks of a credit note, and may be one."""
    message = "Ce document parle d’un avoir : si c’en est un, choisissez « Avoir » pour nature du document."
    return _warn("maybe_credit_note", "document", message)


def missing_number() -> Finding:
    """BT-1 is absent."""
    return _warn("NON_CONFORME", "number", "Le document ne donne pas de numéro de facture : saisissez-le.")


def missing_date() -> Finding:
    """BT-2 is absent or is not a date."""
    return _warn("NON_CONFORME", "issued_on", "Le document ne donne pas de date de facture : saisissez-la.")


def missing_total(field: str) -> Finding:
    """BT-109 or BT-112 is absent."""
    return _warn("NON_CONFORME", field, f"Le document ne donne pas de {TOTALS[field]} : saisissez-le.")


def unreadable_total(field: str) -> Finding:
    """A total is there, and is not a number."""
    message = f"Le {TOTALS[field]} écrit dans le document ne peut pas être lu : saisissez-le."
    return _warn("MONTANT_ERR", field, message)


def unreadable_tax(field: str) -> Finding:
    """A tax is there, and its amount or its rate is not a number."""
    message = "Une taxe écrite dans le document ne peut pas être lue : saisissez-la."
    return _warn("MONTANT_ERR", field, message)


def unreadable_date() -> Finding:
    """A date is there, and is no day of an invoice."""
    message = "La date écrite dans le document ne peut pas être lue : saisissez celle de la facture."
    return _warn("NON_CONFORME", "issued_on", message)


def other_currency(currency: str | None) -> Finding:
    """The amounts are not in francs."""
    if currency is None:
        return _warn("currency", "total_ttc", "Le document n’indique pas sa devise : écrivez les montants en F CFP.")
    return _warn("currency", "total_ttc", f"Les montants sont en {currency[:10]} : écrivez-les en F CFP.")


def not_whole() -> Finding:
    """The franc has no cents."""
    message = "Un montant n’est pas un nombre entier de francs : saisissez les montants arrondis au franc."
    return _warn("MONTANT_ERR", "total_ttc", message)


def wrong_total(expected: Decimal, stated: Decimal, currency: str | None) -> Finding:
    """HT + tax ≠ TTC."""
    sums = f"Le total HT et la taxe font {_money(expected, currency)}, mais le total TTC est {_money(stated, currency)}"
    return _warn("MONTANTTOTAL_ERR", "total_ttc", f"{sums} : vérifiez les totaux.")


def wrong_tax_total(expected: Decimal, stated: Decimal, currency: str | None) -> Finding:
    """The sum of the rates ≠ the tax."""
    sums = f"La taxe par taux fait {_money(expected, currency)}, mais la taxe totale est {_money(stated, currency)}"
    return _warn("CALCUL_ERR", "document", f"{sums} : vérifiez les taxes.")


def wrong_tax(field: str, rate: str, expected: Decimal, stated: Decimal, currency: str | None) -> Finding:
    """Base × rate ≠ tax."""
    rate = rate.replace(".", ",")
    sums = f"La taxe à {rate} % devrait être {_money(expected, currency)}, mais elle est {_money(stated, currency)}"
    return _warn("CALCUL_ERR", field, f"{sums} : vérifiez la base et la taxe.")


def wrong_iban() -> Finding:
    """BT-84 is not an IBAN, or its key is wrong."""
    return _warn("COORD_BANC_ERR", "iban", "L’IBAN du document est faux : vérifiez-le sur votre RIB.")


def several_accounts() -> Finding:
    """More than one account to pay to."""
    message = "Le document donne plusieurs comptes bancaires : vérifiez celui sur lequel vous voulez être payé."
    return _warn("COORD_BANC_ERR", "iban", message)


def _money(amount: Decimal, currency: str | None) -> str:
    """An amount as it is written in New Caledonia: 161 500 F CFP, 571,04 EUR."""
    step = Decimal(1) if currency == XPF and amount == int(amount) else Decimal("0.01")
    written = f"{amount.quantize(step, ROUND_HALF_UP):,}".replace(",", NBSP).replace(".", ",")
    return f"{written}{NBSP}{'F CFP' if currency == XPF else currency or ''}".rstrip(NBSP)
