"""An example of what the contract describes, made of the examples of its fields."""

from collections.abc import Mapping
from typing import Any, Final

Schema = Mapping[str, Any]
BEFORE: Final = "#/components/schemas/"


def sample(schema: Schema, named: Mapping[str, Schema]) -> Any:
    """A value of the schema; `named` are those that it refers to. None where the contract gives no example."""
    for given in ("examples", "enum"):
        if schema.get(given):
            return schema[given][0]
    if "$ref" in schema:
        return sample(named[schema["$ref"].removeprefix(BEFORE)], named)
    if "anyOf" in schema:
        return sample(schema["anyOf"][0], named)
    return _made(schema, named)


def _made(schema: Schema, named: Mapping[str, Schema]) -> Any:
    match schema.get("type"):
        case "object":
            return {name: sample(field, named) for name, field in schema.get("properties", {}).items()}
        case "array":
            return [sample(schema["items"], named)]
        case "boolean":
            return True
        case _:
            return None
