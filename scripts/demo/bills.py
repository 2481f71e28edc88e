"""What an invoice of the demonstration says: lines at one or several rates, the same at each start."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scripts.demo.suppliers import Article, Supplier


@dataclass(frozen=True, slots=True)
class Line:
    """So many of one article."""

    article: Article
    quantity: int

    @property
    def amount(self) -> int:
        """Francs before tax."""
        return self.article.price * self.quantity


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice as its supplier wrote it; amounts in francs, taxes by rate in percent."""

    supplier: Supplier
    number: str
    issued_on: date
    order: str
    direction: str
    iban: str
    """The account that the paper names; an alert when it is not the supplier's."""
    lines: tuple[Line, ...]

    @property
    def total_ht(self) -> int:
        """Before tax."""
        return sum(line.amount for line in self.lines)

    @property
    def taxes(self) -> Mapping[int, int]:
        """Each rate's tax, to the nearest franc."""
        bases: dict[int, int] = {}
        for line in self.lines:
            if line.article.rate:
                bases[line.article.rate] = bases.get(line.article.rate, 0) + line.amount
        return {rate: (base * rate + 50) // 100 for rate, base in sorted(bases.items())}

    @property
    def total_ttc(self) -> int:
        """With tax."""
        return self.total_ht + sum(self.taxes.values())


def lines_of(supplier: Supplier, chance: random.Random) -> tuple[Line, ...]:
    """One to four articles of a supplier."""
    count = min(len(supplier.articles), chance.choice((1, 1, 2, 2, 3, 4)))
    chosen = sorted(chance.sample(range(len(supplier.articles)), count))
    articles = [supplier.articles[place] for place in chosen]
    return tuple(Line(article, chance.randint(1, article.most)) for article in articles)
