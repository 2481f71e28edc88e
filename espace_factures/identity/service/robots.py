"""« Je ne suis pas un robot »: an answer is checked, accepted once, and nothing passes while nobody can tell."""

import hashlib
from typing import Final

from espace_factures.app import limits
from espace_factures.app.limits import TO_SOLVE, Memory
from espace_factures.app.outside import away, outside
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.errors import FormError
from espace_factures.core.ports import CaptchaUnavailableError, Inside

FIELD: Final = "captcha"
SILENT: Final = "La vérification ne répond pas pour l’instant. Rien n’est perdu : réessayez dans un instant."


async def proof_of(answer: str, address: str) -> str:
    """What proves the answer, empty when it is wrong; raises FormError on the captcha's field while nobody can tell."""
    try:
        return await away(outside().captcha.solved, answer, address)
    except CaptchaUnavailableError:
        raise FormError({FIELD: SILENT}, SILENT) from None


def turn_away(uow: UnitOfWork, ports: Inside, proof: str) -> None:
    """Raise FormError on the captcha's field unless there is a proof, and it is new."""
    digest = hashlib.sha256(proof.encode()).hexdigest()
    if not proof or not limits.once(uow, ports, Memory.CAPTCHA, digest):
        raise FormError({FIELD: TO_SOLVE})
