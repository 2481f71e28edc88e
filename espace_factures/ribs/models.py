"""Bank details of an établissement, and the two agents who vouch for them."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from espace_factures.app import at_rest, columns
from espace_factures.app.sealed import Use
from espace_factures.ribs.rules import Status


class Rib(SQLModel, table=True):
    """A RIB and its IBAN; used once two different agents validated it and the cooling-off period is over."""

    __tablename__ = "ribs"

    id: int = columns.identity()
    demande_id: int = columns.reference("demandes.id", unique=True)
    establishment_id: int = columns.reference("establishments.id")
    account_id: int = columns.reference("accounts.id")
    iban: str = at_rest.text(Use.IBAN)
    iban_trace: str = at_rest.trace("iban", Use.IBAN, index=True)
    bic: str = ""
    bank_name: str = ""
    holder: str
    status: Status = columns.choice(Status, index=True)
    is_default: bool = False
    first_validator_id: int | None = columns.reference("accounts.id", default=None)
    second_validator_id: int | None = columns.reference("accounts.id", default=None)
    usable_from: datetime | None = columns.instant(default=None)
    replaced_by_id: int | None = columns.reference("ribs.id", default=None)
    """The one that was named when this one was retired."""
    submission_key: str = Field(unique=True)
    created_at: datetime = columns.instant()


class Bank(SQLModel, table=True):
    """A bank known by its code; an unknown one never blocks."""

    __tablename__ = "banks"

    code: str = Field(primary_key=True, max_length=5)
    name: str
    bic: str = ""
    set_by: int | None = columns.reference("accounts.id", default=None)
    """Nobody for those that the portal comes with."""
    set_at: datetime = columns.instant()
