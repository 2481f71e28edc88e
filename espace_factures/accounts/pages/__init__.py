"""The pages of the compte provincial that a visitor sees."""

from espace_factures import routes
from espace_factures.accounts.pages.activation import activation
from espace_factures.accounts.pages.sign_in import sign_in
from espace_factures.accounts.pages.sign_up import sign_up
from espace_factures.accounts.state import ActivationState, SignInState, SignUpState
from espace_factures.web.pages import Page

PAGES = [
    Page(routes.SIGN_IN, "Connexion", sign_in, load=SignInState.load),
    Page(routes.SIGN_UP, "Créer un compte provincial", sign_up, load=SignUpState.load),
    Page(routes.ACTIVATION, "Activer votre compte", activation, load=ActivationState.load),
]
