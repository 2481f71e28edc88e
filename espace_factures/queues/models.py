"""What an agent keeps of the queues."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from espace_factures.app import columns


class QueueView(SQLModel, table=True):
    """The filters of a queue that an agent kept under a name."""

    __tablename__ = "queue_views"
    __table_args__ = (UniqueConstraint("account_id", "kind", "name"),)

    id: int = columns.identity()
    account_id: int = columns.reference("accounts.id", index=False)
    kind: str
    name: str = Field(max_length=40)
    query: str = Field(max_length=400)
