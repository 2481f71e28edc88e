"""What is counted beside the invoices, by day and by month, so that no page reads a million of them."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from espace_factures.app import columns
from espace_factures.oversight.rules.figures import Counted, Step


class DailyFigure(SQLModel, table=True):
    """How many invoices of a direction were deposited, suspended… on a day, their sum, and how long it took."""

    __tablename__ = "daily_figures"

    direction_id: int = columns.reference("directions.id", primary_key=True)
    day: date = Field(primary_key=True, index=True)
    counted: Counted = columns.choice(Counted, primary_key=True)
    detail: str = Field(primary_key=True)
    invoices: int
    amount: int = columns.francs()
    seconds: int = columns.big()
    """From the deposit to this, added up; of what is cleared only."""


class MonthlyFigure(SQLModel, table=True):
    """The same by month: what a page reads."""

    __tablename__ = "monthly_figures"

    direction_id: int = columns.reference("directions.id", primary_key=True)
    month: date = Field(primary_key=True, index=True)
    counted: Counted = columns.choice(Counted, primary_key=True)
    detail: str = Field(primary_key=True)
    invoices: int
    amount: int = columns.francs()
    seconds: int = columns.big()


class DailyDelay(SQLModel, table=True):
    """How many invoices of a direction ended a step on a day, after so many whole days."""

    __tablename__ = "daily_delays"

    direction_id: int = columns.reference("directions.id", primary_key=True)
    day: date = Field(primary_key=True, index=True)
    step: Step = columns.choice(Step, primary_key=True)
    days: int = Field(primary_key=True)
    invoices: int


class DelaySummary(SQLModel, table=True):
    """The delays of a step over ninety days, in a direction or in the whole Province (0): what a page reads."""

    __tablename__ = "delay_summaries"

    direction_id: int = columns.big(primary_key=True)
    step: Step = columns.choice(Step, primary_key=True)
    invoices: int
    median_days: int
    most_days: int
    """Within which eight in ten were done."""


class Counting(SQLModel, table=True):
    """How far the figures go; one row."""

    __tablename__ = "countings"

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    until: datetime = columns.instant()
