"""The pages of the compte provincial."""

from espace_factures import routes
from espace_factures.identity.pages.activation import activation, link_identity
from espace_factures.identity.pages.denial import denial
from espace_factures.identity.pages.recovery import forgotten_password, new_password_page
from espace_factures.identity.pages.sign_in import second_factor, sign_in
from espace_factures.identity.pages.sign_up import sign_up
from espace_factures.identity.state.codes import code_first
from espace_factures.identity.state.denial import DenialState
from espace_factures.identity.state.recovery import NewPasswordState
from espace_factures.identity.state.sign_in import (
    LinkState,
    SecondFactorState,
    SignInState,
    factor_first,
    sign_in_first,
)
from espace_factures.identity.state.sign_up import ActivationState, SignUpState
from espace_factures.web import kept
from espace_factures.web.pages import Page

SIGN_UP_FIRST = kept.of_page(routes.SIGN_UP)
FORGOTTEN_FIRST = kept.of_page(routes.FORGOTTEN_PASSWORD)
PAGES = [
    Page(routes.SIGN_IN, "Connexion", sign_in, load=SignInState.load, first=sign_in_first),
    Page(
        routes.SECOND_FACTOR,
        "Vérification en deux étapes",
        second_factor,
        load=SecondFactorState.load,
        first=factor_first,
    ),
    Page(routes.LINK_IDENTITY, "Relier NC Connect", link_identity, load=LinkState.load, first=code_first),
    Page(routes.SIGN_UP, "Créer un compte provincial", sign_up, load=SignUpState.load, first=SIGN_UP_FIRST),
    Page(routes.ACTIVATION, "Activer votre compte", activation, load=ActivationState.load, first=code_first),
    Page(
        routes.FORGOTTEN_PASSWORD,
        "Mot de passe oublié",
        forgotten_password,
        first=FORGOTTEN_FIRST,
    ),
    Page(routes.FORGOTTEN_PASSWORD_CODE, "Nouveau mot de passe", new_password_page, load=NewPasswordState.load),
    Page(routes.DENIAL, "Ce n’était pas vous ?", denial, load=DenialState.load),
]
