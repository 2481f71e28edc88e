"""« Confidentialité »."""

from espace_factures import routes
from espace_factures.core.access import Permission
from espace_factures.privacy.pages.privacy import privacy
from espace_factures.privacy.state import PrivacyState
from espace_factures.web.pages import Page

PAGES = [Page(routes.PRIVACY, "Confidentialité", privacy, Permission.ACCOUNT_USE, PrivacyState.load)]
