"""What every page of a code shows: where it went, the tries left, the seconds before another."""

from collections.abc import Mapping

import reflex as rx

from espace_factures.app.limits import LOCKED, LOCKED_HERE
from espace_factures.app.run import run
from espace_factures.identity.service import codes
from espace_factures.identity.service.codes import FOUR, WORN_OUT, Step
from espace_factures.web.access import Feedback
from espace_factures.web.first_words import FirstWords

OTHERWISE = {"chiffres": FOUR.sentence, "bloque": LOCKED, "reseau": LOCKED_HERE}


class CodePage(Feedback, rx.State, mixin=True):
    """A ticket, and what may be told of it."""

    ticket: str = ""
    place: str = ""
    by_text: bool = False
    wanted: str = ""
    refusal: str = ""
    notice: str = ""
    is_live: bool = True
    is_read: bool = False
    wait: int = 0

    def _show(self, step: Step) -> None:
        """Say where the code stands."""
        self.place, self.by_text = step.mobile or step.email, bool(step.mobile)
        self.is_live, self.wait, self.is_read = step.is_live, step.wait, True


async def code_first(query: Mapping[str, str], _cookie: str) -> FirstWords | None:
    """Why the code was refused."""
    if not query.get("refus"):
        return None
    step = await run(codes.step, query.get("demande", ""))
    return FirstWords(refusal_words(step, query["refus"]))


def refusal_words(step: Step, why: str) -> str:
    """Why a code was refused, and how many tries are left; nothing when none was typed yet."""
    if not step.is_live:
        return WORN_OUT.sentence
    if not why or why in OTHERWISE:
        return OTHERWISE.get(why, "")
    tries = "un essai" if step.tries_left == 1 else f"{step.tries_left} essais"
    return f"Ce n’est pas le code envoyé. Vérifiez les 4 chiffres du dernier message reçu : il vous reste {tries}."
