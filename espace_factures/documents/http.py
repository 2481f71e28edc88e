"""The native route that receives a document from a browser."""

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from espace_factures import routes
from espace_factures.core.access import Actor
from espace_factures.core.errors import DomainError, FormError
from espace_factures.documents import service
from espace_factures.documents.rules import DocumentRole
from espace_factures.web import session

MOST_PARTS = 5


async def upload(request: Request) -> Response:
    """POST /documents: one file named « fichier »; answers {"id", "name"} or {"phrase"}."""

    async def store(actor: Actor, name: str, content: bytes) -> Response:
        stored = await service.receive(actor, DocumentRole.PROOF, name, content)
        return JSONResponse({"id": stored.document.public_id, "name": stored.document.name})

    return await receive_file(request, store)


async def receive_file(request: Request, store: object) -> Response:
    """Read the upload of a signed-in person and hand it to `store(actor, name, content)`."""
    actor = await session.actor_from(request.headers.get("cookie"))
    if actor is None:
        return _phrase("Votre session a pris fin : connectez-vous, puis renvoyez le fichier.", 401)
    try:
        async with request.form(max_files=1, max_fields=MOST_PARTS) as form:
            part = form.get("fichier")
            if part is None or isinstance(part, str):
                return _phrase("Choisissez un fichier.", 422)
            name, content = part.filename or "document", await part.read()
        return await store(actor, name, content)  # type: ignore[operator]
    except FormError as error:
        return _phrase(next(iter(error.fields.values()), error.sentence), 422)
    except DomainError as error:
        return _phrase(error.sentence, 422)
    except HTTPException:
        return _phrase("L’envoi est incomplet : choisissez un seul fichier, puis recommencez.", 422)
    except ClientDisconnect:
        return _phrase("L’envoi a été interrompu : recommencez.", 400)


def _phrase(sentence: str, status: int) -> Response:
    return JSONResponse({"phrase": sentence}, status_code=status)


ROUTES = [
    Route(routes.POST_DOCUMENT, upload, methods=["POST"]),
]
