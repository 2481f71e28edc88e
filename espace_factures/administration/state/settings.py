"""« Paramètres »; at most one form is open at a time."""

from typing import Any

import reflex as rx

from espace_factures.administration.forms import BankTyped, Changed, RateEnded, RateTyped
from espace_factures.administration.presenter.settings import BankRow, Group, RateRow, bank_rows, groups, rate_rows
from espace_factures.administration.service import seeing, settling
from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor
from espace_factures.organisation.service import parameters
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured


class SettingsState(Feedback, rx.State):
    """What is set; `asked` is what is open: a parameter, « taux », « fin:3 », « banque » or « banque:17499 »."""

    is_loaded: bool = False
    groups: list[Group] = []
    rates: list[RateRow] = []
    banks: list[BankRow] = []
    asked: str = ""
    bank: BankRow = BankRow()
    notice: str = ""

    @rx.event
    @secured(seeing.RIGHT, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it all; an open form stays."""
        found = await live.follow(self, SettingsState.load, lambda: read(settling.listed, actor), topics.parameters())
        self.groups, self.rates = groups(found), rate_rows(found)
        self.banks, self.is_loaded = bank_rows(found), True

    @rx.event
    @secured(seeing.RIGHT)
    async def ask(self, what: str) -> None:
        """Open a form, or close it with nothing."""
        self.asked, self.notice = what, ""
        code = what.removeprefix("banque:")
        self.bank = next((bank for bank in self.banks if bank.digits == code), BankRow())

    @rx.event
    @secured(seeing.RIGHT)
    async def change(self, actor: Actor, form: dict[str, str]) -> Any:
        """Change the parameter that is open."""
        done = await run(settling.change, actor, self.asked, parse(Changed, form))
        parameters.kept.forget()
        return self._said(
            "Le changement est enregistré." if done.is_new else "C’est la valeur d’avant : rien n’a changé."
        )

    @rx.event
    @secured(seeing.RIGHT)
    async def add_rate(self, actor: Actor, form: dict[str, str]) -> Any:
        """A rate begins."""
        await run(settling.add_rate, actor, parse(RateTyped, form))
        parameters.kept.forget()
        return self._said("Le taux est ajouté.")

    @rx.event
    @secured(seeing.RIGHT)
    async def end_rate(self, actor: Actor, form: dict[str, str]) -> Any:
        """The rate that is open ends."""
        await run(settling.end_rate, actor, parse(RateEnded, form | {"rate": self.asked.partition(":")[2]}))
        parameters.kept.forget()
        return self._said("La fin du taux est enregistrée.")

    @rx.event
    @secured(seeing.RIGHT)
    async def keep_bank(self, actor: Actor, form: dict[str, str]) -> Any:
        """Add a bank, or change the one that is open."""
        code = self.asked.partition(":")[2]
        await run(settling.keep_bank, actor, parse(BankTyped, form | ({"bank": code} if code else {})))
        return self._said("La banque est enregistrée.")

    @rx.event
    @secured(seeing.RIGHT)
    async def remove_bank(self, actor: Actor, code: str) -> Any:
        """Take a bank out of the list."""
        await run(settling.remove_bank, actor, code)
        return self._said("La banque est retirée de la liste.")

    def _said(self, notice: str) -> Any:
        self.notice, self.asked = notice, ""
        return SettingsState.load
