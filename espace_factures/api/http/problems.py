"""What is refused, as RFC 9457 says it: a stable code, one French sentence, each field by its JSON pointer."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from espace_factures.app.forms import SENTENCES
from espace_factures.core.errors import (
    DomainError,
    ForbiddenError,
    FormError,
    NotFoundError,
    OverloadedError,
    StaleError,
)
from espace_factures.web import faults, machines

NO_FIELD: Final[Mapping[str, str]] = {}
STATUSES: Final[Mapping[type[DomainError], int]] = {NotFoundError: 404, ForbiddenError: 403, StaleError: 409}
SENTENCE_OF: Final[Mapping[int, tuple[str, str]]] = {
    404: ("not-found", "Rien n’est à cette adresse."),
    405: ("method-not-allowed", "Cette adresse ne répond pas à cette méthode."),
}
MALFORMED: Final = "La demande est incomplète ou mal formée."
TO_CORRECT: Final = "Corrigez les valeurs signalées."


class FieldFault(BaseModel):
    """Une valeur à corriger."""

    pointer: str = Field(description="Où, en pointeur JSON (RFC 6901).", examples=["#/numero"])
    detail: str = Field(description="Quoi corriger, en une phrase.", examples=["Ce champ est à remplir."])


class Problem(BaseModel):
    """Un refus, selon la RFC 9457."""

    type: str = Field(description="Toujours about:blank : le code dit ce que c’est.", examples=["about:blank"])
    title: str = Field(description="Le genre du refus.", examples=["Introuvable"])
    status: int = Field(description="Le statut HTTP.", examples=[404])
    detail: str = Field(description="Une phrase, à montrer telle quelle.", examples=["Cette page est introuvable."])
    code: str = Field(description="Un code qui ne change pas.", examples=["not-found"])
    errors: list[FieldFault] = Field(default=[], description="Les valeurs à corriger, s’il y en a.")


def problem(
    status: int, code: str, sentence: str, fields: Mapping[str, str] = NO_FIELD, **headers: str
) -> JSONResponse:
    """The answer of a refusal; `fields` by their pointers."""
    faulty = [{"pointer": pointer, "detail": words} for pointer, words in fields.items()]
    return machines.problem(status, code, sentence, faulty, **headers)


def of(error: Exception) -> JSONResponse:
    """The same of what was raised; what nobody expected has a number that can be quoted."""
    if isinstance(error, FormError):
        return problem(422, error.code, error.sentence, {f"#/{name}": words for name, words in error.fields.items()})
    if isinstance(error, DomainError):
        return problem(STATUSES.get(type(error), 422), error.code, error.sentence)
    if isinstance(error, OverloadedError):
        faults.overloaded("api")
        return problem(503, error.code, error.sentence, Retry_After=faults.AGAIN_AFTER)
    if isinstance(error, RequestValidationError):
        return problem(422, "form", TO_CORRECT, dict(_pointed(fault) for fault in error.errors()))
    if isinstance(error, HTTPException):
        code, sentence = SENTENCE_OF.get(error.status_code, ("malformed", MALFORMED))
        return problem(error.status_code, code, sentence)
    number = faults.number("api.failed", error)
    return problem(500, "incident", f"Un incident de notre côté a interrompu l’appel : réessayez ({number}).")


async def answer(_request: Request, error: Exception) -> Response:
    """The same, as Starlette asks it of what no endpoint of ours was reached for."""
    return of(error)


def _pointed(fault: Any) -> tuple[str, str]:
    """Where a value stands, and what to correct: « query » and « path » name the parameters of the address."""
    where, *rest = fault["loc"]
    path = "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in rest)
    sentence = SENTENCES.get(fault["type"], "Vérifiez cette valeur : elle n’a pas la forme attendue.")
    return f"#/{path}" if where == "body" else f"#/{where}/{path}", sentence.format(**fault.get("ctx", {}))
