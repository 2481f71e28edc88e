"""Native routes of a new passkey: a challenge for a device of the signed-in person, and what the browser made."""

import secrets
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from espace_factures import routes
from espace_factures.app.run import read
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import DomainError
from espace_factures.identity.http.entry import to
from espace_factures.identity.http.passkeys import ask_for, challenge_of
from espace_factures.identity.service import sessions
from espace_factures.profile.service import keys
from espace_factures.web.access import Policy
from espace_factures.web.arguments import storable
from espace_factures.web.native import Native, phrase

PROTECT: Final = Policy(Permission.ACCOUNT_PROTECT)
ADDED, NOT_ADDED, WRONG_PASSWORD, FULL, TOO_MANY = "ajoutee", "refusee", "mot-de-passe", "complet", "essais"
REFUSALS: Final = {"form": WRONG_PASSWORD, "passkeys-full": FULL, "too-many": TOO_MANY}
"""What « Profil » is told of a refusal, by its code."""


async def new_challenge(_request: Request, actor: Actor) -> Response:
    """POST /session/cle/nouvelle/defi: what a device of the signed-in person has to sign to be known."""
    return ask_for(await read(keys.registration, actor))


async def add(request: Request, actor: Actor) -> Response:
    """POST /session/cle/nouvelle: cle, nom, cle_actuel (the password); back to the page it was on."""
    form = await request.form()
    signed, name, password = (storable(str(form.get(name, ""))) for name in ("cle", "nom", "cle_actuel"))
    try:
        await keys.register(actor, password, challenge_of(request), keys.NewKey(signed, name))
    except DomainError as refused:
        return _back(actor, REFUSALS.get(refused.code, NOT_ADDED))
    return _back(actor, ADDED)


def _back(actor: Actor, outcome: str) -> Response:
    """To the page that asked, under an address of its own, so that it says it once."""
    page = routes.PROTECTION if actor.lacks_factor else routes.PROFILE
    return to(routes.with_query(page, cle=outcome, fois=secrets.token_hex(4)))


def _expired(_request: Request) -> Response:
    return phrase(sessions.EXPIRED.sentence, 401)


def _sign_in_first(_request: Request) -> Response:
    return to(routes.with_query(routes.SIGN_IN, expire="1", suite=routes.PROFILE))


ROUTES = [
    Native(routes.POST_PASSKEY_NEW_CHALLENGE, ("POST",), PROTECT, new_challenge, _expired),
    Native(routes.POST_PASSKEY_NEW, ("POST",), PROTECT, add, _sign_in_first),
]
