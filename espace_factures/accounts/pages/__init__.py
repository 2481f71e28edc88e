"""The pages of the compte provincial."""

from espace_factures import routes
from espace_factures.accounts.pages.account import forgotten_password, privacy, profile, subscriptions
from espace_factures.accounts.pages.activation import activation
from espace_factures.accounts.pages.sign_in import sign_in
from espace_factures.accounts.pages.sign_up import sign_up
from espace_factures.accounts.state import ActivationState, ProfileState, SignInState, SignUpState
from espace_factures.core.access import Permission
from espace_factures.web.pages import Page

PAGES = [
    Page(routes.SIGN_IN, "Connexion", sign_in, load=SignInState.load),
    Page(routes.SIGN_UP, "Créer un compte provincial", sign_up, load=SignUpState.load),
    Page(routes.ACTIVATION, "Activer votre compte", activation, load=ActivationState.load),
    Page(routes.FORGOTTEN_PASSWORD, "Mot de passe oublié", forgotten_password),
    Page(routes.PROFILE, "Profil", profile, Permission.ACCOUNT_USE, ProfileState.load),
    Page(routes.SUBSCRIPTIONS, "Abonnements", subscriptions, Permission.ACCOUNT_USE),
    Page(routes.PRIVACY, "Confidentialité", privacy, Permission.ACCOUNT_USE),
]
