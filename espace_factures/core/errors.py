"""Refusals: each carries the French sentence that its reader sees."""

from collections.abc import Mapping


class DomainError(Exception):
    """A refusal the person can act upon; `sentence` is shown as it stands."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotFoundError(DomainError):
    """What does not exist, or may not be seen: the two are never told apart."""

    def __init__(self, sentence: str = "Cette page est introuvable.") -> None:
        super().__init__(sentence)


class ForbiddenError(DomainError):
    """The person is known and may not do this."""

    def __init__(self, sentence: str = "Votre compte ne permet pas cette action.") -> None:
        super().__init__(sentence)


class StaleError(DomainError):
    """Somebody else acted since the page was shown."""

    def __init__(
        self, sentence: str = "Quelqu’un a agi entre-temps. La page est à jour : vérifiez avant de décider."
    ) -> None:
        super().__init__(sentence)


class FormError(DomainError):
    """One sentence per field that needs correcting, keyed by the field's name."""

    def __init__(self, fields: Mapping[str, str], sentence: str = "Corrigez les champs signalés.") -> None:
        super().__init__(sentence)
        self.fields = dict(fields)
