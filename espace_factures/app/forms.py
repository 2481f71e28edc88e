"""Raw form values to checked ones: typed text is cleaned once, pydantic's refusals become French sentences."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from espace_factures.core import emails, typed
from espace_factures.core.errors import FormError

FormT = TypeVar("FormT", bound="Form")
SENTENCES = {
    "missing": "Ce champ est à remplir.",
    "string_too_short": "Ce champ est à remplir.",
    "string_too_long": "Ce texte est trop long : {max_length} caractères au plus.",
    "literal_error": "Choisissez une des réponses proposées.",
    "enum": "Choisissez une des réponses proposées.",
    "date_from_datetime_parsing": "Écrivez une date, par exemple 18/11/2026.",
    "date_parsing": "Écrivez une date, par exemple 18/11/2026.",
    "value_error": "Vérifiez cette réponse : elle n’a pas la forme attendue.",
    "int_parsing": "Écrivez un nombre entier.",
}


CLEANING: Final[Mapping[str, Callable[[str], str]]] = {"lines": typed.lines, "secret": typed.secret}
"""Of the fields that are no single line, by the mark that their type bears."""


class Form(BaseModel):
    """What a person typed, cleaned: each field is one line unless its type says otherwise; unknown ones are ignored."""

    model_config = ConfigDict(str_strip_whitespace=True, extra="ignore", frozen=True, validate_default=True)

    @model_validator(mode="before")
    @classmethod
    def clean(cls, raw: Mapping[str, Any]) -> dict[str, Any]:
        """The same values as if each had been typed by hand, letter by letter."""
        return {name: cls._cleaned(name, value) if isinstance(value, str) else value for name, value in raw.items()}

    @classmethod
    def _cleaned(cls, name: str, value: str) -> str:
        field = cls.model_fields.get(name)
        marks = [CLEANING[mark] for mark in (field.metadata if field else ()) if isinstance(mark, str)]
        return (marks or [typed.line])[0](value)


def parse(form: type[FormT], raw: Mapping[str, Any]) -> FormT:
    """The checked form; raises FormError with a sentence for each field to correct."""
    try:
        return form.model_validate({key: "" if value is None else value for key, value in raw.items()})
    except ValidationError as error:
        sentences: dict[str, str] = {}
        for fault in error.errors():
            sentences.setdefault(_field(fault["loc"]), _sentence(fault))
        raise FormError(sentences) from None


@contextlib.contextmanager
def under(prefix: str) -> Iterator[None]:
    """Several forms on one page: the fields of this one begin with `prefix`, unless they do already."""
    try:
        yield
    except FormError as error:
        names = {name: name if name.startswith(prefix.rstrip("_")) else prefix + name for name in error.fields}
        raise FormError({names[name]: text for name, text in error.fields.items()}, error.sentence) from None


def _field(location: tuple[int | str, ...]) -> str:
    return str(location[0]) if location else "formulaire"


def _sentence(fault: Any) -> str:
    # pydantic's own value errors (an address with two dots) carry an English reason instead of an error of ours.
    context = fault.get("ctx", {})
    if fault["type"] == "value_error" and "error" in context:
        return str(context["error"])
    return SENTENCES.get(fault["type"], "Corrigez ce champ.").format(**context)


def _is_ticked(value: object) -> bool:
    return str(value) not in {"", "False", "false"}


def filled(sentence: str) -> AfterValidator:
    """Each empty field has a sentence of its own: gathered at the top of the form, they say which it is."""

    def check(text: str) -> str:
        if not text:
            raise ValueError(sentence)
        return text

    return AfterValidator(check)


Lines = Annotated[str, "lines"]
"""A text of several lines."""

LONGEST_COMMENT = 2000
Comment = Annotated[Lines, Field(max_length=LONGEST_COMMENT)]
"""What an agent writes to explain a decision."""

Secret = Annotated[str, "secret", StringConstraints(strip_whitespace=False)]
"""A password: nothing of it is dropped."""

Email = Annotated[str, AfterValidator(emails.parse)]
"""An e-mail address."""

Identifier = Annotated[int, BeforeValidator(typed.identifier)]
"""The number of a row chosen from a list; 0 for none."""

Ticked = Annotated[bool, BeforeValidator(_is_ticked)]
"""A box of a form."""
