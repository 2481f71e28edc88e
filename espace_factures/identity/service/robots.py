"""« Je ne suis pas un robot »: an answer is checked, accepted once, and nothing passes while nobody can tell."""

import hashlib
from datetime import timedelta
from typing import Final

from espace_factures.app.outside import away, outside
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.errors import FormError
from espace_factures.core.ports import CaptchaUnavailableError, Inside
from espace_factures.identity import repository

FIELD: Final = "captcha"
REMEMBERED: Final = timedelta(hours=2)
"""Longer than a challenge lives, so that none is accepted twice."""

TO_SOLVE: Final = "Cochez « Je ne suis pas un robot », et attendez que la vérification soit faite."
SILENT: Final = "La vérification ne répond pas pour l’instant. Rien n’est perdu : réessayez dans un instant."


async def proof_of(answer: str, address: str) -> str:
    """What proves the answer, empty when it is wrong; raises FormError on the captcha's field while nobody can tell."""
    try:
        return await away(outside().captcha.solved, answer, address)
    except CaptchaUnavailableError:
        raise FormError({FIELD: SILENT}, SILENT) from None


def turn_away(uow: UnitOfWork, ports: Inside, proof: str) -> None:
    """Raise FormError on the captcha's field unless there is a proof, and it is new."""
    key = f"captcha:{hashlib.sha256(proof.encode()).hexdigest()}"
    if not proof or repository.hit(uow.session, key, REMEMBERED, ports.clock.now()) > 1:
        raise FormError({FIELD: TO_SOLVE})
