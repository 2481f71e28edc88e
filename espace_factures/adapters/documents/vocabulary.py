"""Where each EN 16931 term lives in CII, UBL and ZUGFeRD 1: tables of paths, namespaces left open."""

from dataclasses import dataclass

from espace_factures.core.documents import DocumentKind


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Paths from the root, the alternatives in order of preference; those of a tax line start at its group, then at
    itself."""

    kind: DocumentKind
    profile: tuple[str, ...]
    type_code: tuple[str, ...]
    number: tuple[str, ...]
    issued_on: tuple[str, ...]
    currency: tuple[str, ...]
    total_ht: tuple[str, ...]
    total_tax: tuple[str, ...]
    total_ttc: tuple[str, ...]
    tax_group: str
    tax_line: str
    tax_rate: str
    tax_base: str
    tax_amount: str
    iban: tuple[str, ...]
    order_number: tuple[str, ...]
    seller_name: tuple[str, ...]
    seller_ridet: tuple[str, ...]


def _path(steps: str) -> str:
    """The path in any namespace: `A/B[@x='y']` → `{*}A/{*}B[@x='y']`."""
    return "/".join(f"{{*}}{step}" for step in steps.split("/"))


def _paths(prefix: str, *steps: str) -> tuple[str, ...]:
    """The same for several paths under one prefix."""
    return tuple(_path(f"{prefix}{step}") for step in steps)


def _cross_industry(*, header: str, body: str, rate: str, total: str, order: str) -> Vocabulary:
    """CII and its ancestor ZUGFeRD 1 differ only by the names of their containers."""
    agreement, settlement, seller = f"{body}Agreement/", f"{body}Settlement/", f"{body}Agreement/SellerTradeParty/"
    return Vocabulary(
        kind=DocumentKind.CII,
        profile=(".//{*}GuidelineSpecifiedDocumentContextParameter/{*}ID",),
        type_code=_paths(header, "TypeCode"),
        number=_paths(header, "ID"),
        issued_on=_paths(header, "IssueDateTime/DateTimeString"),
        currency=_paths(settlement, "InvoiceCurrencyCode"),
        total_ht=_paths(settlement, f"{total}/TaxBasisTotalAmount"),
        total_tax=_paths(settlement, f"{total}/TaxTotalAmount"),
        total_ttc=_paths(settlement, f"{total}/GrandTotalAmount"),
        tax_group=_path(settlement.removesuffix("/")),
        tax_line=_path("ApplicableTradeTax"),
        tax_rate=_path(rate),
        tax_base=_path("BasisAmount"),
        tax_amount=_path("CalculatedAmount"),
        iban=_paths(settlement, "SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID"),
        order_number=_paths(agreement, f"BuyerOrderReferencedDocument/{order}"),
        seller_name=_paths(seller, "Name"),
        seller_ridet=_paths(seller, "SpecifiedLegalOrganization/ID[@schemeID='0228']", "GlobalID[@schemeID='0228']"),
    )


CII = _cross_industry(
    header="ExchangedDocument/",
    body="SupplyChainTradeTransaction/ApplicableHeaderTrade",
    rate="RateApplicablePercent",
    total="SpecifiedTradeSettlementHeaderMonetarySummation",
    order="IssuerAssignedID",
)
ZUGFERD_1 = _cross_industry(
    header="HeaderExchangedDocument/",
    body="SpecifiedSupplyChainTradeTransaction/ApplicableSupplyChainTrade",
    rate="ApplicablePercent",
    total="SpecifiedTradeSettlementMonetarySummation",
    order="ID",
)

_SELLER = "AccountingSupplierParty/Party/"
UBL = Vocabulary(
    kind=DocumentKind.UBL,
    profile=_paths("", "CustomizationID"),
    type_code=_paths("", "InvoiceTypeCode", "CreditNoteTypeCode"),
    number=_paths("", "ID"),
    issued_on=_paths("", "IssueDate"),
    currency=_paths("", "DocumentCurrencyCode"),
    total_ht=_paths("LegalMonetaryTotal/", "TaxExclusiveAmount"),
    total_tax=_paths("", "TaxTotal/TaxAmount"),
    total_ttc=_paths("LegalMonetaryTotal/", "TaxInclusiveAmount"),
    tax_group=_path("TaxTotal"),
    tax_line=_path("TaxSubtotal"),
    tax_rate=_path("TaxCategory/Percent"),
    tax_base=_path("TaxableAmount"),
    tax_amount=_path("TaxAmount"),
    iban=_paths("", "PaymentMeans/PayeeFinancialAccount/ID"),
    order_number=_paths("", "OrderReference/ID"),
    seller_name=_paths(_SELLER, "PartyLegalEntity/RegistrationName", "PartyName/Name"),
    seller_ridet=_paths(
        _SELLER,
        "PartyLegalEntity/CompanyID[@schemeID='0228']",
        "PartyIdentification/ID[@schemeID='0228']",
        "EndpointID[@schemeID='0228']",
    ),
)

CREDIT_NOTE_ROOT = "{urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2}CreditNote"
ROOTS = {
    "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}CrossIndustryInvoice": CII,
    "{urn:ferd:CrossIndustryDocument:invoice:1p0}CrossIndustryDocument": ZUGFERD_1,
    "{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice": UBL,
    CREDIT_NOTE_ROOT: UBL,
}
