"""What programs call instead of pages: no Origin is asked and no cookie is looked at; a refusal is RFC 9457."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from starlette.responses import JSONResponse, Response

from espace_factures.routes import API_CALLS

MEDIA_TYPE: Final = "application/problem+json"
CALLED: Final = API_CALLS.partition("{")[0]
TITLES: Final[Mapping[int, str]] = {
    400: "Demande mal formée",
    401: "Jeton absent ou refusé",
    403: "Portée absente",
    404: "Introuvable",
    405: "Méthode refusée",
    408: "Envoi trop lent",
    409: "Conflit",
    411: "Taille absente",
    413: "Envoi trop lourd",
    414: "Adresse trop longue",
    422: "Valeurs à corriger",
    429: "Trop d’appels",
    500: "Incident",
    503: "Trop de demandes à la fois",
}
CODES: Final[Mapping[int, str]] = {
    404: "not-found",
    408: "too-slow",
    411: "length-missing",
    413: "too-large",
    414: "address-too-long",
}
"""What the door itself refuses."""


def is_called(path: str) -> bool:
    """Whether programs call this address."""
    return path.startswith(CALLED)


def problem(
    status: int, code: str, sentence: str, errors: Sequence[Mapping[str, str]] = (), **headers: str
) -> JSONResponse:
    """A refusal: its stable code, its sentence, and what to correct; headers with « _ » for « - »."""
    title = TITLES.get(status, "Refus")
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": sentence, "code": code}
    if errors:
        body["errors"] = list(errors)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE, headers=named)


def told(path: str, refusal: Response | None) -> Response | None:
    """What the door refuses, in the words that whoever calls the address understands."""
    if refusal is None or not is_called(path):
        return refusal
    sentence = bytes(refusal.body).decode()
    return problem(refusal.status_code, CODES.get(refusal.status_code, "refused"), sentence)
