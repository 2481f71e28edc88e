"""Invoices, the drafts they come from, and the totals kept beside them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from espace_factures.app import at_rest, columns
from espace_factures.app.sealed import Use
from espace_factures.invoices.rules import Nature, Status

WORDS = "number_key || ' ' || upper(regexp_replace(order_number, '[^[:alnum:]]', '', 'g'))"
NEW_CODE = "upper(left(replace(gen_random_uuid()::text, '-', ''), 12))"


class InvoiceDraft(SQLModel, table=True):
    """A deposit being prepared: what was read, what was typed, saved as it goes."""

    __tablename__ = "invoice_drafts"

    id: int = columns.identity()
    public_id: str = Field(unique=True)
    account_id: int = columns.reference("accounts.id")
    document_id: int = columns.reference("documents.id")
    values: dict[str, str] = at_rest.typed(default_factory=dict)
    sources: dict[str, str] = columns.json(default_factory=dict)
    findings: list[dict[str, Any]] = columns.json(default_factory=list)
    places: dict[str, dict[str, float]] = columns.json(default_factory=dict)
    """Where on the document each field was read: see core.documents.Place."""
    kind: str
    replaces: str = ""
    verdict: dict[str, str] = columns.json(default_factory=dict)
    """What the pre-check said of it when it last moved: see deposit/service/judging.py."""
    reading_until: datetime | None = columns.instant(default=None)
    """While its pictures are being recognised; past it they are no more waited for."""
    created_at: datetime = columns.instant()
    updated_at: datetime = columns.instant()


class Invoice(SQLModel, table=True):
    """A deposited invoice, amounts in XPF; its history is the one of its demande."""

    __tablename__ = "invoices"
    __table_args__ = (
        Index("ix_invoices_recent", "establishment_id", "deposited_at", "id"),
        Index("ix_invoices_status", "establishment_id", "status", "deposited_at", "id"),
        Index("ix_invoices_amount", "establishment_id", "total_ttc", "id"),
        Index("ix_invoices_moved", "establishment_id", "status_at", "id"),
        Index("ix_invoices_number", "establishment_id", "number_key", "id"),
        Index(
            "ix_invoices_order", "establishment_id", "order_number", postgresql_ops={"order_number": "text_pattern_ops"}
        ),
        Index(
            "ix_invoices_to_pay",
            "establishment_id",
            "id",
            postgresql_where=text("status IN ('liquidee', 'mandatee', 'transmise')"),
        ),
        Index("ix_invoices_paid", "establishment_id", "status_at", postgresql_where=text("status = 'payee'")),
        *(
            Index(f"ix_invoices_{name}", name, postgresql_where=text(f"{name} IS NOT NULL"))
            for name in ("order_id", "rib_id", "replaces_id")
        ),
        Index("ix_invoices_words", "words", postgresql_using="gin", postgresql_ops={"words": "gin_trgm_ops"}),
        Index(
            "ux_invoices_number_year",
            "rid",
            "number_exact",
            "year",
            unique=True,
            postgresql_where=text("status NOT IN ('rejetee', 'retiree')"),
        ),
    )

    id: int = columns.identity()
    reference: str = Field(unique=True)
    demande_id: int = columns.reference("demandes.id", unique=True)
    draft_id: int | None = columns.reference("invoice_drafts.id", default=None, unique=True)
    establishment_id: int = columns.reference("establishments.id", index=False)
    rid: str = Field(default="", max_length=7)
    """The company, written by the database: it gives a number once a year, whatever its établissement."""
    account_id: int = columns.reference("accounts.id")
    direction_id: int = columns.reference("directions.id")
    order_id: int | None = columns.reference("orders.id", default=None, index=False)
    order_number: str = ""
    document_id: int = columns.reference("documents.id")
    nature: Nature = columns.choice(Nature, default=Nature.INVOICE, sa_column_kwargs={"server_default": "facture"})
    number: str
    number_key: str
    number_exact: str
    issued_on: date
    year: int
    total_ht: int = columns.francs()
    taxes: dict[str, int] = columns.json(default_factory=dict)
    total_ttc: int = columns.francs()
    admitted_ttc: int | None = columns.francs(default=None)
    """What is paid of it, once less than the whole is admitted, or given back."""
    credited_ttc: int = columns.francs(default=0)
    """What its credit notes give back."""
    rib_id: int | None = columns.reference("ribs.id", default=None, index=False)
    iban: str = at_rest.text(Use.IBAN, default="")
    status: Status = columns.choice(Status)
    status_at: datetime = columns.instant()
    deposited_at: datetime = columns.instant()
    clock_stopped_at: datetime | None = columns.instant(default=None)
    stopped_seconds: int = 0
    mandate_reference: str = ""
    payment_reference: str = ""
    paid_on: date | None = None
    findings: list[dict[str, Any]] = columns.json(default_factory=list)
    replaces_id: int | None = columns.reference("invoices.id", default=None, index=False)
    verification_code: str = Field(sa_column_kwargs={"server_default": text(NEW_CODE)})
    """What its certificate of deposit is checked with; the database gives one to rows that come in number."""

    @property
    def owed(self) -> int:
        """What is paid of it."""
        return self.total_ttc if self.admitted_ttc is None else self.admitted_ttc

    words: str = columns.computed(WORDS)
    """Its number and its order in letters and digits: a search finds any part of them; written by the database."""


class CreditNote(SQLModel, table=True):
    """What a supplier gives back of an invoice before it is paid, amounts in XPF, all above zero."""

    __tablename__ = "credit_notes"
    __table_args__ = (Index("ux_credit_notes_number_year", "rid", "number_exact", "year", unique=True),)

    id: int = columns.identity()
    invoice_id: int = columns.reference("invoices.id")
    draft_id: int | None = columns.reference("invoice_drafts.id", default=None, unique=True)
    account_id: int = columns.reference("accounts.id")
    document_id: int = columns.reference("documents.id")
    rid: str = Field(max_length=7)
    number: str
    number_exact: str
    issued_on: date
    year: int
    total_ht: int = columns.francs()
    taxes: dict[str, int] = columns.json(default_factory=dict)
    total_ttc: int = columns.francs()
    deposited_at: datetime = columns.instant()


class InvoiceTotal(SQLModel, table=True):
    """How many invoices an établissement has in a status and their sum; kept by a trigger."""

    __tablename__ = "invoice_totals"

    establishment_id: int = columns.reference("establishments.id", primary_key=True)
    status: Status = columns.choice(Status, primary_key=True)
    invoices: int = columns.big(default=0)
    amount: int = columns.francs(default=0)
