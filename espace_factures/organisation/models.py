"""Directions of the Province, the agents who work for them, and the roles of accounts."""

from sqlmodel import Field, SQLModel

from espace_factures.app import columns


class Direction(SQLModel, table=True):
    """A direction of the Province; the list is the Province's, edited by it."""

    __tablename__ = "directions"

    id: int = columns.identity()
    code: str = Field(unique=True)
    name: str
    is_active: bool = True


class AgentDirection(SQLModel, table=True):
    """An agent works for a direction."""

    __tablename__ = "agent_directions"

    account_id: int = columns.reference("accounts.id", primary_key=True)
    direction_id: int = columns.reference("directions.id", primary_key=True)


class AccountRole(SQLModel, table=True):
    """A role given to an agent; every account is a usager without a row."""

    __tablename__ = "account_roles"

    account_id: int = columns.reference("accounts.id", primary_key=True)
    role: str = Field(primary_key=True)
