"""A token as asked for, checked."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from espace_factures.api.rules import Scope
from espace_factures.app.forms import Form, filled
from espace_factures.core import calendar
from espace_factures.core.typed import identifier

SCOPE, PLACE = "portee_", "place_"
"""Before the name of a box to tick: what the token may do, and for which établissement."""
LONGEST_NAME = 60


def _last_day(text: object) -> object:
    return calendar.parse_date(str(text)) if isinstance(text, str) and text.strip() else text


class NewToken(Form):
    """A token to make."""

    program: Annotated[str, Field(max_length=LONGEST_NAME), filled("Donnez un nom au jeton : celui du logiciel.")] = ""
    scopes: Annotated[frozenset[Scope], filled("Cochez au moins une chose que le logiciel pourra faire.")]
    places: Annotated[frozenset[int], filled("Cochez au moins un établissement.")]
    expires_on: Annotated[date, BeforeValidator(_last_day)]

    @model_validator(mode="before")
    @classmethod
    def gather(cls, raw: Mapping[str, Any]) -> dict[str, Any]:
        """The boxes that are ticked, each of which is a field of its own."""
        return {"scopes": ticked_scopes(raw), "places": ticked_places(raw), **raw}


def ticked_scopes(raw: Mapping[str, object]) -> frozenset[Scope]:
    """What it may do."""
    return frozenset(scope for scope in Scope if raw.get(SCOPE + scope))


def ticked_places(raw: Mapping[str, object]) -> frozenset[int]:
    """The établissements that it acts for."""
    return frozenset(identifier(name.removeprefix(PLACE)) for name in raw if name.startswith(PLACE) and raw[name])
