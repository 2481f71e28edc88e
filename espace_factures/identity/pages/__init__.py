"""The pages of the compte provincial."""

from espace_factures import routes
from espace_factures.identity.pages.activation import activation, link_identity
from espace_factures.identity.pages.denial import denial
from espace_factures.identity.pages.recovery import forgotten_password, new_password_page
from espace_factures.identity.pages.sign_in import second_factor, sign_in
from espace_factures.identity.pages.sign_up import sign_up
from espace_factures.identity.state.denial import DenialState
from espace_factures.identity.state.recovery import NewPasswordState
from espace_factures.identity.state.sign_in import LinkState, SecondFactorState, SignInState
from espace_factures.identity.state.sign_up import ActivationState, SignUpState
from espace_factures.web.pages import Page

PAGES = [
    Page(routes.SIGN_IN, "Connexion", sign_in, load=SignInState.load),
    Page(routes.SECOND_FACTOR, "Vérification en deux étapes", second_factor, load=SecondFactorState.load),
    Page(routes.LINK_IDENTITY, "Relier NC Connect", link_identity, load=LinkState.load),
    Page(routes.SIGN_UP, "Créer un compte provincial", sign_up, load=SignUpState.load),
    Page(routes.ACTIVATION, "Activer votre compte", activation, load=ActivationState.load),
    Page(routes.FORGOTTEN_PASSWORD, "Mot de passe oublié", forgotten_password),
    Page(routes.FORGOTTEN_PASSWORD_CODE, "Nouveau mot de passe", new_password_page, load=NewPasswordState.load),
    Page(routes.DENIAL, "Ce n’était pas vous ?", denial, load=DenialState.load),
]
