"""What the API promises, as OpenAPI 3.1: made of its endpoints, in French, with every refusal that it can answer."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic import TypeAdapter

from espace_factures.api.http.app import ENDPOINTS
from espace_factures.api.http.called import SCOPE
from espace_factures.api.http.problems import Problem
from espace_factures.api.presenter.samples import BEFORE
from espace_factures.api.rules import SCOPES
from espace_factures.web.machines import MEDIA_TYPE

VERSION: Final = "1.0.0"
REFUSED: Final[Mapping[int, str]] = {
    401: "Le jeton manque (`token-missing`), est inconnu (`token-unknown`), révoqué ou expiré (`token-over`).",
    403: "Le jeton n’a pas la portée demandée (`scope-missing`).",
    404: "Rien n’est là, ou rien que ce jeton puisse voir (`not-found`).",
    422: "Des valeurs sont à corriger (`form`) : « errors » dit lesquelles.",
    429: "Trop d’appels en une minute : « Retry-After » dit quand réessayer.",
    500: "Un incident de notre côté (`incident`) : réessayez.",
    503: "Trop est demandé à la fois (`busy`) : réessayez dans un instant.",
}
NAMED: Final[Mapping[str, tuple[str, str]]] = {
    "FieldFault": ("Correction", ""),
    "History": ("Historique", ""),
    "Invoice": ("Facture", ""),
    "InvoiceLine": ("LigneDeFactures", ""),
    "InvoicePage": ("PageDeFactures", ""),
    "Nature": ("Nature", "Ce qu’un document demande."),
    "Office": ("Direction", ""),
    "Order": ("BonDeCommande", ""),
    "OrderLine": ("LigneDeBon", ""),
    "Orders": ("BonsDeCommande", ""),
    "Paper": ("Document", ""),
    "Part": ("Partie", ""),
    "Place": ("Etablissement", ""),
    "Places": ("Etablissements", ""),
    "Problem": ("Refus", ""),
    "Rib": ("Rib", ""),
    "Ribs": ("Ribs", ""),
    "Sort": ("Ordre", ""),
    "Status": ("StatutDeFacture", "Où en est une facture."),
    "Status-Input": ("StatutDeFacture", "Où en est une facture."),
    "Status-Output": ("StatutDeFacture", "Où en est une facture."),
    "Step": ("Etape", ""),
    "espace_factures__invoices__rules__Status": ("StatutDeFacture", "Où en est une facture."),
    "espace_factures__ribs__rules__Status": ("StatutDeRib", "Où en est un RIB."),
}
"""What each object is called for who reads the contract, and what it is where the code says it in English."""
NOT_OURS: Final = ("HTTPValidationError", "ValidationError")
WORDS: Final = """Ce que votre logiciel de facturation peut faire à votre place dans Espace Factures.

Un gestionnaire de votre établissement crée un jeton dans « Gérer mes établissements » › « Accès pour logiciels ». \
Chaque appel le porte dans l’en-tête `Authorization: Bearer esfact_…`, jamais dans l’adresse. \
Un refus suit la RFC 9457 : un `code` qui ne change pas, et une phrase à montrer telle quelle. \
Ce que le jeton ne peut pas voir est introuvable. \
Chaque réponse dit dans `RateLimit` combien d’appels il reste dans la minute."""
HEADERS: Final = {
    "RateLimit-Policy": {"description": "Combien d’appels tiennent dans une minute.", "schema": {"type": "string"}},
    "RateLimit": {"description": "Combien d’appels il reste dans cette minute.", "schema": {"type": "string"}},
}


@cache
def document() -> dict[str, Any]:
    """The whole contract."""
    made = get_openapi(
        title="Espace Factures", version=VERSION, description=WORDS, routes=ENDPOINTS, servers=[{"url": "/"}]
    )
    for route in ENDPOINTS:
        for method in route.methods or ():
            _tell(made["paths"][route.path_format][method.lower()], route)
    schemas = {NAMED[name][0]: one for name, one in sorted(_schemas(made["components"]["schemas"]).items())}
    made["components"] = {"schemas": schemas, "securitySchemes": _security()}
    return _renamed(made) | {"info": made["info"]}


def _tell(told: dict[str, Any], route: APIRoute) -> None:
    told["operationId"] = re.sub(r"\W+", "-", told["summary"].lower())
    told["security"] = [{"jeton": sorted(getattr(route.endpoint, SCOPE))}]
    answers = {"200": told["responses"]["200"] | {"headers": HEADERS}}
    if route.response_model is not None:
        answers["200"]["description"] = (route.response_model.__doc__ or "").strip()
    refused = [status for status in REFUSED if _may_refuse(status, route)]
    told["responses"] = answers | {str(status): _refusal(status) for status in refused}


def _may_refuse(status: int, route: APIRoute) -> bool:
    """Whether an endpoint answers so: it asks for a scope, names something, takes a value."""
    takes_value = bool(route.dependant.query_params)
    when = {
        403: bool(getattr(route.endpoint, SCOPE)),
        404: takes_value or bool(route.param_convertors),
        422: takes_value,
    }
    return when.get(status, True)


def _refusal(status: int) -> dict[str, Any]:
    return {"description": REFUSED[status], "content": {MEDIA_TYPE: {"schema": {"$ref": f"{BEFORE}Problem"}}}}


def _schemas(found: Mapping[str, Any]) -> dict[str, Any]:
    """By their French names; a domain's own words are told in French."""
    problem = TypeAdapter(Problem).json_schema(ref_template=BEFORE + "{model}")
    every = {name: one for name, one in found.items() if name not in NOT_OURS} | problem.pop("$defs")
    return {name: _described(name, one) for name, one in (every | {"Problem": problem}).items()}


def _described(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    words = NAMED[name][1]
    return schema | ({"description": words} if words else {})


def _security() -> dict[str, Any]:
    scopes = " ".join(f"`{scope}` : {told[0].lower()} ({told[1]})." for scope, told in SCOPES.items())
    return {"jeton": {"type": "http", "scheme": "bearer", "description": f"Un jeton et ses portées. {scopes}"}}


def _renamed(value: Any) -> Any:
    """The same, each object by its French name, without the titles that are names written twice."""
    if isinstance(value, list):
        return [_renamed(one) for one in value]
    if isinstance(value, str) and value.startswith(BEFORE):
        return BEFORE + NAMED[value.removeprefix(BEFORE)][0]
    if not isinstance(value, dict):
        return value
    kept = {name: one for name, one in value.items() if name != "title" or not isinstance(one, str)}
    return {name: _renamed(one) for name, one in kept.items()}
