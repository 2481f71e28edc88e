"""« Vérifier un certificat »: public; what is checked is in the address."""

from datetime import datetime
from typing import Final

import reflex as rx
from reflex.event import EventSpec

from espace_factures import routes
from espace_factures.app.run import run
from espace_factures.core.calendar import NOUMEA, long_date
from espace_factures.core.errors import FormError, Refusal
from espace_factures.core.typed import line
from espace_factures.invoices.certificate import service
from espace_factures.invoices.certificate.rules import LONGEST
from espace_factures.web.access import Feedback, public
from espace_factures.web.address import query_value

MISSING: Final = {
    "reference": "Recopiez la référence, en haut du certificat.",
    "verification": "Recopiez le code, sous « Vérifier ce certificat ».",
}
"""What a field that was left empty is told."""


class VerificationState(Feedback, rx.State):
    """When what somebody holds was received, or that it was not."""

    reference: str = ""
    typed: str = ""
    received: str = ""
    refused: str = ""

    @rx.event
    @public
    async def load(self) -> None:
        """Check what the address says; without anything, nothing is counted."""
        self.reference, self.typed = query_value(self, "reference"), query_value(self, "verification")
        digest, network = query_value(self, "empreinte"), self.router.session.client_ip
        self.received = self.refused = ""
        if digest:
            self._say("Ce fichier", await run(service.received, network, digest))
        elif self.reference or self.typed:
            self._say("Ce dépôt", await run(service.verified, network, self.reference, self.typed))

    @rx.event
    @public
    async def check(self, form: dict[str, str]) -> EventSpec:
        """Put what was typed in the address, as the picture does."""
        reference, typed = (line(form.get(name, ""))[:LONGEST] for name in MISSING)
        if missing := {name: MISSING[name] for name, said in zip(MISSING, (reference, typed), strict=True) if not said}:
            raise FormError(missing)
        return rx.redirect(routes.with_query(routes.VERIFICATION, reference=reference, verification=typed))

    def _say(self, what: str, outcome: datetime | Refusal) -> None:
        if isinstance(outcome, Refusal):
            self.refused = outcome.sentence
            return
        at = outcome.astimezone(NOUMEA)
        self.received = (
            f"{what} a été reçu par la province Sud le {long_date(at.date())} à {at:%H:%M:%S}, heure de Nouméa."
        )
