"""Refusals: each carries the French sentence that its reader sees, and a stable code for programs."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A verdict: why not, when the refusal must not undo what it counted. `field` is where a form says it."""

    code: str
    sentence: str
    field: str = ""


class DomainError(Exception):
    """A refusal the person can act upon; `sentence` is shown as it stands, `code` never changes."""

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(sentence)
        self.sentence, self.code = sentence, code


class NotFoundError(DomainError):
    """What does not exist, or may not be seen: the two are never told apart."""

    def __init__(self, sentence: str = "Cette page est introuvable.") -> None:
        super().__init__(sentence, "not-found")


class ForbiddenError(DomainError):
    """The person is known and may not do this."""

    def __init__(self, sentence: str = "Votre compte ne permet pas cette action.") -> None:
        super().__init__(sentence, "forbidden")


class StaleError(DomainError):
    """Somebody else acted since the page was shown."""

    def __init__(
        self, sentence: str = "Quelqu’un a agi entre-temps. La page est à jour : vérifiez avant de décider."
    ) -> None:
        super().__init__(sentence, "stale")


class ProofNeededError(DomainError):
    """The person is known, and must say again that it is they: the page asks them, then does what they wanted."""

    def __init__(self, sentence: str = "Confirmez d’abord que c’est bien vous.") -> None:
        super().__init__(sentence, "proof-needed")


class FormError(DomainError):
    """One sentence per field that needs correcting, keyed by the field's name."""

    def __init__(self, fields: Mapping[str, str], sentence: str = "Corrigez les champs signalés.") -> None:
        super().__init__(sentence, "form")
        self.fields = dict(fields)


class OverloadedError(Exception):
    """Too much is asked at once, and in a moment the same will be done: no refusal, so no line of a file is refused."""

    code, sentence = "busy", "Le portail est très demandé en ce moment. Réessayez dans un instant."
