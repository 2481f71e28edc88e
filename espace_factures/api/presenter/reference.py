"""The contract as people read it: each endpoint with its curl, what it takes, what it answers."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from espace_factures.api.presenter.samples import sample

SUCCESS: Final = "200"
TAKEN: Final = ("path", "query", "header")
KINDS: Final = {"string": "texte", "integer": "entier", "boolean": "vrai ou faux", "array": "liste", "object": "objet"}
FORMATS: Final = {"date": "date", "date-time": "instant", "binary": "fichier"}


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter, or a field of what is answered."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One endpoint."""

    anchor: str
    method: str
    path: str
    title: str
    words: str
    scope: str
    """What it asks of the token, or nothing."""
    taken: list[Value]
    answer: str
    """An example in JSON, or the type of the file."""
    refused: list[tuple[str, str]]
    curl: str


def operations(document: Mapping[str, Any]) -> Iterator[tuple[str, Operation]]:
    """Each endpoint with the part of the reference that it is in, in the order of the contract."""
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield told["tags"][0], _operation(document, path, method.upper(), told)


def objects(document: Mapping[str, Any]) -> Iterator[tuple[str, str, list[Value]]]:
    """Each thing that answers are made of: its name, what it is, its fields."""
    for name, schema in document["components"]["schemas"].items():
        if "enum" in schema:
            yield name, f"{schema['description']} {', '.join(schema['enum'])}.", []
        else:
            fields = [_value(field, told, told) for field, told in schema["properties"].items()]
            yield name, schema["description"], fields


def _operation(document: Mapping[str, Any], path: str, method: str, told: Mapping[str, Any]) -> Operation:
    answers = told["responses"]
    return Operation(
        anchor=told["operationId"],
        method=method,
        path=path,
        title=told["summary"],
        words=told["description"],
        scope=", ".join(told["security"][0]["jeton"]),
        taken=[_value(one["name"], one, one["schema"]) for one in told.get("parameters", [])],
        answer=_answer(document, answers[SUCCESS]),
        refused=[(status, answer["description"]) for status, answer in answers.items() if status != SUCCESS],
        curl=_curl(path, told),
    )


def _answer(document: Mapping[str, Any], answer: Mapping[str, Any]) -> str:
    ((media_type, content),) = answer["content"].items()
    if "schema" not in content:
        return media_type
    return json.dumps(sample(content["schema"], document["components"]["schemas"]), ensure_ascii=False, indent=2)


def _value(name: str, told: Mapping[str, Any], schema: Mapping[str, Any]) -> Value:
    return Value(name, _kind(schema), told.get("description", ""))


def _kind(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return " ou ".join(_kind(one) for one in schema["anyOf"] if one.get("type") != "null")
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if schema.get("type") == "array":
        return f"liste de {_kind(schema['items'])}"
    return FORMATS.get(schema.get("format", ""), KINDS.get(schema.get("type", ""), "valeur"))


def _curl(path: str, told: Mapping[str, Any]) -> str:
    """A call that can be copied, with what the addresses need set to its example."""
    filled = path
    for one in told.get("parameters", []):
        if one["in"] == "path":
            filled = filled.replace(f"{{{one['name']}}}", str(one["schema"]["examples"][0]))
    ((media_type, _),) = told["responses"][SUCCESS]["content"].items()
    kept = "" if media_type == "application/json" else " --remote-header-name --remote-name"
    return f'curl --header "Authorization: Bearer $JETON"{kept} "$PORTAIL{filled}"'
