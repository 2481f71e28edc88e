"""The pages of « Profil »."""

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.profile.pages.gate import gate
from espace_factures.profile.pages.openings import openings
from espace_factures.profile.pages.profile import profile
from espace_factures.profile.pages.restoring import restoring
from espace_factures.profile.state.gate import GateState
from espace_factures.profile.state.openings import OpeningsState
from espace_factures.profile.state.profile import ProfileState
from espace_factures.profile.state.restoring import RestoringState
from espace_factures.web.pages import Page

PAGES = [
    Page(routes.PROFILE, "Profil", profile, Permission.ACCOUNT_USE, ProfileState.load),
    Page(routes.PROTECTION, "Protégez votre compte", gate, Permission.ACCOUNT_PROTECT, GateState.load),
    Page(routes.OPENINGS, "Ce qui ouvre votre compte", openings, Permission.ACCOUNT_PROTECT, OpeningsState.load),
    Page(routes.ADMIN_DESK, "Point d’accueil", restoring, Permission.ACCOUNT_RESTORE, RestoringState.load),
]
