"""« Gérer mes établissements »: the sheets, the members, the invitations, and the gesture under way."""

import reflex as rx

from espace_factures.app import topics
from espace_factures.app.forms import parse
from espace_factures.app.run import read, run
from espace_factures.core.access import Actor, Permission
from espace_factures.core.errors import NotFoundError
from espace_factures.establishments import presenter
from espace_factures.establishments.forms import Invite, Rights
from espace_factures.establishments.presenter import Asked, InvitedView, MemberView, SheetView
from espace_factures.establishments.service import boxes, invitations, members
from espace_factures.web import live
from espace_factures.web.access import Feedback, secured
from espace_factures.web.address import query_value

USE = Permission.ESTABLISHMENT_USE
STRAY = (
    "L’invitation de ce lien n’est pas pour ce compte, ou n’est plus valable. "
    "Connectez-vous avec l’adresse qui l’a reçue, ou demandez-en une autre."
)


class EstablishmentsState(Feedback, rx.State):
    """The person's établissements; at most one form is open at a time."""

    is_loaded: bool = False
    lead: str = ""
    places: list[SheetView] = []
    invited: list[InvitedView] = []
    notice: str = ""
    stray: str = ""
    edited: int = 0
    inviting: int = 0
    asked: Asked = Asked()
    _key: str = ""

    @rx.event
    @secured(USE, keeps_feedback=True)
    async def load(self, actor: Actor) -> None:
        """Read it all again; the open form stays."""
        board = await live.follow(
            self,
            EstablishmentsState.load,
            lambda: members.board(actor, query_value(self, "invitation")),
            topics.account(actor.account_id),
            shown=_topics,
        )
        self.places, self.invited = presenter.sheet_views(board), presenter.invited_views(board)
        self.lead = presenter.lead_words(self.places)
        self.stray = STRAY if board.is_stray and not self.notice else ""
        self.is_loaded = True

    @rx.event
    @secured(USE)
    async def edit(self, membership_id: int) -> None:
        """Open, or close with 0, the form of a member's rights."""
        self.edited, self.inviting, self.notice = membership_id, 0, ""

    @rx.event
    @secured(USE)
    async def change(self, actor: Actor, form: dict[str, str]) -> None:
        """Save the member's rights."""
        await run(members.change_rights, actor, self.edited, parse(Rights, form))
        self.edited, self.notice = 0, "Droits enregistrés. La personne en est avertie."
        await self._refresh(actor)

    @rx.event
    @secured(USE)
    async def open_invitation(self, actor: Actor, establishment_id: int) -> None:
        """Open, or close with 0, the form of an invitation."""
        self._key = await read(invitations.prepare, actor, establishment_id) if establishment_id else ""
        self.inviting, self.edited, self.notice = establishment_id, 0, ""

    @rx.event
    @secured(USE)
    async def invite(self, actor: Actor, form: dict[str, str]) -> None:
        """Send the invitation."""
        checked = parse(Invite, form)
        await run(invitations.invite, actor, self.inviting, self._key, checked)
        self.inviting, self.notice = 0, f"Invitation envoyée à {checked.email}."
        await self._refresh(actor)

    @rx.event
    @secured(USE)
    async def cancel_invitation(self, actor: Actor, public_id: str) -> None:
        """Take an invitation back."""
        await run(invitations.cancel, actor, public_id)
        self.notice = "Invitation annulée."
        await self._refresh(actor)

    @rx.event
    @secured(USE)
    async def accept(self, actor: Actor, public_id: str) -> None:
        """Take the right that was offered."""
        name = await run(invitations.accept, actor, public_id)
        self.notice = f"Vous pouvez désormais agir pour {name}."
        await self._refresh(actor)

    @rx.event
    @secured(USE)
    async def decline(self, actor: Actor, public_id: str) -> None:
        """Leave the offer."""
        await run(invitations.decline, actor, public_id)
        self.notice = "Invitation déclinée."
        await self._refresh(actor)

    @rx.event
    @secured(USE)
    async def ask_end(self, membership_id: int) -> None:
        """Say what withdrawing an access means, before it is done."""
        self.asked = presenter.asked_to_end(*self._member(membership_id))
        self.notice = ""

    @rx.event
    @secured(USE)
    async def ask_leave(self, establishment_id: int) -> None:
        """Say what leaving means, before it is done."""
        self.asked, self.notice = presenter.asked_to_leave(self._place(establishment_id)), ""

    @rx.event
    @secured(USE)
    async def ask_box(self, establishment_id: int) -> None:
        """Say what another address of the drop-box means, before it is done."""
        self.asked, self.notice = presenter.asked_to_change_box(self._place(establishment_id)), ""

    @rx.event
    @secured(USE)
    async def confirm(self, actor: Actor) -> None:
        """Do what was asked about."""
        asked, self.asked = self.asked, Asked()
        if asked.kind == "fin":
            await run(members.end_membership, actor, asked.id)
            self.notice = "Accès retiré. La personne en est avertie."
        elif asked.kind == "depart":
            await run(members.leave, actor, asked.id)
            self.notice = "Vous avez quitté l’établissement. Ses gestionnaires en sont avertis."
        elif asked.kind == "adresse":
            await run(boxes.renew, actor, asked.id)
            self.notice = "Adresse de dépôt changée. L’ancienne ne reçoit plus rien."
        self.edited = 0
        await self._refresh(actor)

    async def _refresh(self, actor: Actor) -> None:
        board = await members.board(actor)
        self.places, self.invited = presenter.sheet_views(board), presenter.invited_views(board)
        self.lead, self.stray = presenter.lead_words(self.places), ""

    def _place(self, establishment_id: int) -> SheetView:
        for place in self.places:
            if place.id == establishment_id:
                return place
        raise NotFoundError("Cet établissement est introuvable.")

    def _member(self, membership_id: int) -> tuple[SheetView, MemberView]:
        for place in self.places:
            for member in place.members:
                if member.id == membership_id:
                    return place, member
        raise NotFoundError("Ce membre est introuvable.")


def _topics(board: members.Board) -> list[topics.Topic]:
    return [topics.establishment(place.establishment.id) for place in board.sheets]
