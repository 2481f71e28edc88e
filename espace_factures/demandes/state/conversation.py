"""The conversation of a demande, wherever it is shown."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import reflex as rx

from espace_factures.app import words
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import FormError
from espace_factures.demandes.models import Demande, Message
from espace_factures.demandes.presenter import MessageRow, message_rows
from espace_factures.demandes.service import cases
from espace_factures.documents.models import Document
from espace_factures.documents.presenter import DocumentRow, FileRow, document_rows, file_rows
from espace_factures.web.access import Feedback, secured

USE = Permission.ACCOUNT_USE


class Opened(Protocol):
    """What every dossier of a demande holds."""

    @property
    def demande(self) -> Demande:
        """The demande that was read."""
        ...

    @property
    def messages(self) -> Sequence[Message]:
        """What was said."""
        ...

    @property
    def documents(self) -> Sequence[Document]:
        """What was joined."""
        ...


class ConversationPage(Feedback, rx.State, mixin=True):
    """The conversation of a demande: what was said, the files that leave with the next message."""

    status: str = ""
    tone: str = ""
    messages: list[MessageRow] = []
    documents: list[DocumentRow] = []
    files: list[FileRow] = []
    sent: int = 0
    typing_in: dict[str, str] = {}
    """Where what is typed and not sent is kept."""
    _about: str = ""

    @rx.event
    @secured(USE)
    async def join_files(self, actor: Actor, identifiers: str) -> None:
        """Files arrived: they leave with the next message."""
        wanted = [*(file.id for file in self.files), *identifiers.split()]
        ready = await read(cases.ready_files, actor, wanted)
        self.files = file_rows(ready.documents)
        if ready.refusal:
            raise FormError({"pieces": ready.refusal})

    @rx.event
    @secured(USE)
    async def leave_file(self, identifier: str) -> None:
        """Take a file out of the next message."""
        self.files = [file for file in self.files if file.id != identifier]

    def _show_thread(self, dossier: Opened, actor: Actor) -> None:
        """Show where it stands and what was said; what was ready for another demande does not leave with this one."""
        reference = dossier.demande.reference
        if self._about not in {"", reference}:
            self.files, self.sent = [], self.sent + 1
        self.typing_in = words.of_demande(reference)
        self._about, self.status, self.tone = reference, dossier.demande.status, dossier.demande.tone
        self.messages = message_rows(dossier.messages, actor, dossier.documents)
        self.documents = document_rows(dossier.documents)

    async def _send(self, form: Mapping[str, str], say: Any, *about: Any, **options: Any) -> None:
        """Say what was typed, with the files that are ready; `sent` empties the form once they left."""
        files = [file.id for file in self.files]
        await run(say, *about, form.get("message", ""), files=files, **options)
        self.files, self.sent = [], self.sent + 1


def is_ticked(form: Mapping[str, str], name: str) -> bool:
    """Whether a box of the form was ticked."""
    return form.get(name, "") not in {"", "False", "false"}
