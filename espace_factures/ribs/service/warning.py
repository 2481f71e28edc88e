"""What a thief would do first is told to every manager, at every contact they had in the last ninety days."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from espace_factures import routes
from espace_factures.app import sealed
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.errors import NotFoundError
from espace_factures.core.ports import Inside
from espace_factures.establishments.service import standing
from espace_factures.notifications.messages import Letter
from espace_factures.notifications.service import outbox
from espace_factures.ribs import messages
from espace_factures.ribs.models import Rib

PURPOSE: Final = "freeze-rib"
LINK_LIFETIME: Final = timedelta(days=90)
GONE: Final = "Ce lien ne vaut plus. Connectez-vous, ou écrivez-nous sans attendre."


def warn(uow: UnitOfWork, ports: Inside, establishment_id: int, letter: Letter, suspect: Rib | None = None) -> None:
    """By mail, by SMS and in the portal, whatever was chosen; one click freezes the `suspect` RIB."""
    told: set[int] = set()
    for recipient in standing.warned(uow, ports, establishment_id):
        link = address(ports, suspect, recipient.account_id) if suspect else ports.settings.origin + routes.RIBS
        action = (messages.NOT_MINE, link) if suspect else ("Mes RIB", link)
        outbox.warn(
            uow,
            ports,
            recipient,
            replace(letter, action=action),
            routes.RIBS,
            body=messages.as_text(letter.subject, link),
            notice=recipient.account_id not in told,
        )
        told.add(recipient.account_id)


def address(ports: Inside, suspect: Rib, account_id: int) -> str:
    """Where one click freezes a RIB, without signing in; it says whose contact was warned."""
    values = {"rib": suspect.id, "account": account_id}
    token = sealed.seal(ports.settings.keys, PURPOSE, values, ports.clock.now(), LINK_LIFETIME)
    return ports.settings.origin + routes.with_query(routes.FREEZE_RIB, lien=token)


def meaning(_uow: Reading, ports: Inside, token: str) -> tuple[int, int]:
    """The RIB of a link, and the account that was warned; raises NotFoundError for one that is not ours."""
    values = sealed.unseal(ports.settings.keys, PURPOSE, token, ports.clock.now())
    if values is None:
        raise NotFoundError(GONE)
    return int(values["rib"]), int(values["account"])
