"""The native route that receives a document from a browser."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from espace_factures import routes
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import DomainError, FormError
from espace_factures.documents import service
from espace_factures.documents.rules import DocumentRole
from espace_factures.web.access import Policy
from espace_factures.web.native import Native, phrase, wants_json

MOST_PARTS = 5
MOST_ON_THEIR_WAY = 6
"""Files of one account that this process receives at once: what has come of each waits on its disk."""
MANY = "Vous envoyez déjà plusieurs fichiers : attendez qu’ils soient arrivés, puis recommencez."
_on_their_way: Counter[int] = Counter()


async def upload(request: Request, actor: Actor) -> Response:
    """POST /documents: one file named « fichier »; answers {"id", "name"} or {"phrase"}."""

    async def store(name: str, content: bytes) -> Response:
        stored = await service.receive(actor, DocumentRole.PROOF, name, content)
        return JSONResponse({"id": stored.document.public_id, "name": stored.document.name})

    return await receive_file(request, actor, store)


async def receive_file(request: Request, actor: Actor, store: Callable[[str, bytes], Awaitable[Response]]) -> Response:
    """Read the upload and hand it to `store(name, content)`, unless the account sends many already."""
    if _on_their_way[actor.account_id] >= MOST_ON_THEIR_WAY:
        return phrase(MANY, 429)
    with _one_more_of(actor):
        return await _read(request, store)


@contextmanager
def _one_more_of(actor: Actor) -> Iterator[None]:
    _on_their_way[actor.account_id] += 1
    try:
        yield
    finally:
        _on_their_way[actor.account_id] -= 1
        if not _on_their_way[actor.account_id]:
            del _on_their_way[actor.account_id]


async def _read(request: Request, store: Callable[[str, bytes], Awaitable[Response]]) -> Response:
    try:
        async with request.form(max_files=1, max_fields=MOST_PARTS) as form:
            part = form.get("fichier")
            if part is None or isinstance(part, str):
                return phrase("Choisissez un fichier.", 422)
            name, content = part.filename or "document", await part.read()
        return await store(name, content)
    except FormError as error:
        fields = {"champs": error.fields} if wants_json(request) else {}
        return phrase(next(iter(error.fields.values()), error.sentence), 422, **fields)
    except DomainError as error:
        return phrase(error.sentence, 422)
    except HTTPException:
        return phrase("L’envoi est incomplet : choisissez un seul fichier, puis recommencez.", 422)
    except ClientDisconnect:
        return phrase("L’envoi a été interrompu : recommencez.", 400)


def session_over(_request: Request) -> Response:
    """What somebody who is not signed in is told of their file."""
    return phrase("Votre session a pris fin : connectez-vous, puis renvoyez le fichier.", 401)


ROUTES = [
    Native(routes.POST_DOCUMENT, ("POST",), Policy(Permission.ACCOUNT_USE), upload, session_over),
]
