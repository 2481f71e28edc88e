"""« Je ne suis pas un robot »: an answer is checked, accepted once, and nothing passes while nobody can tell.

A network that tries too often is not turned away, for honest people share it: the work behind the box grows.
"""

import hashlib
from typing import Final

from espace_factures.app import limits
from espace_factures.app.limits import TO_SOLVE, Limit, Memory
from espace_factures.app.outside import away, outside
from espace_factures.app.reading import Reading
from espace_factures.app.run import read, run
from espace_factures.app.uow import UnitOfWork
from espace_factures.core.errors import FormError
from espace_factures.core.ports import CaptchaUnavailableError, Inside

FIELD: Final = "captcha"
NETWORK: Final = (Limit.SIGN_UP, Limit.SIGN_IN_FROM, Limit.RECOVERY)
CROWDED: Final = 8
"""How many times harder, past what a network may try: some ten seconds on a phone instead of one."""
SILENT: Final = "La vérification ne répond pas pour l’instant. Rien n’est perdu : réessayez dans un instant."


async def challenge(address: str) -> dict[str, object]:
    """What the browser has to solve."""
    return await away(outside().captcha.challenge, await read(effort_of, address))


async def proof_of_try(limit: Limit, answer: str, address: str) -> str:
    """Count one more try of the network, then the same as `proof_of`."""
    await run(limits.count, limit, address)
    return await proof_of(answer, address)


async def proof_of(answer: str, address: str) -> str:
    """What proves the answer, empty when it is wrong; raises FormError on the captcha's field while nobody can tell."""
    effort = await read(effort_of, address, tried=1)
    try:
        return await away(outside().captcha.solved, answer, address, effort)
    except CaptchaUnavailableError:
        raise FormError({FIELD: SILENT}, SILENT) from None


def effort_of(uow: Reading, ports: Inside, address: str, tried: int = 0) -> int:
    """How hard it is for this network; the try under way, already counted, is not held against itself."""
    return CROWDED if limits.is_any_full(uow, ports, NETWORK, address, tried) else 1


def turn_away(uow: UnitOfWork, ports: Inside, proof: str) -> None:
    """Raise FormError on the captcha's field unless there is a proof, and it is new."""
    digest = hashlib.sha256(proof.encode()).hexdigest()
    if not proof or not limits.once(uow, ports, Memory.CAPTCHA, digest):
        raise FormError({FIELD: TO_SOLVE})
