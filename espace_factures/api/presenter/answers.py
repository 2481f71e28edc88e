"""What several answers of the API are made of."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from espace_factures.establishments.models import Establishment
from espace_factures.organisation.models import Direction


class Answer(BaseModel):
    """Une réponse, dont chaque nom est français."""

    model_config = ConfigDict(frozen=True)


class Place(Answer):
    """Un établissement."""

    ridet: str = Field(description="Ses 10 chiffres.", examples=["0047688001"])
    nom: str = Field(description="Sa dénomination.", examples=["EXEMPLE SARL"])


class Office(Answer):
    """Une direction de la Province."""

    code: str = Field(description="Son code court.", examples=["DEPS"])
    nom: str = Field(description="Son nom.", examples=["Direction de l’équipement"])


def place_of(place: Establishment) -> Place:
    """An établissement."""
    return Place(ridet=place.ridet, nom=place.name)


def office_of(direction: Direction) -> Office:
    """A direction."""
    return Office(code=direction.code, nom=direction.name)


def instant(text: str, **options: Any) -> Any:
    """A moment, in ISO 8601."""
    return Field(description=text, examples=["2026-11-18T01:00:00Z"], **options)


def francs(text: str, example: int = 161500, **options: Any) -> Any:
    """An amount."""
    return Field(description=f"{text}, en francs CFP entiers.", examples=[example], **options)
