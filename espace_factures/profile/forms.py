"""What a person types to change their account, checked."""

from typing import Annotated

from pydantic import BeforeValidator

from espace_factures.app.forms import Form, Secret
from espace_factures.identity.forms import NewPassword
from espace_factures.identity.rules import phones


class Mobile(Form):
    """A mobile number of New Caledonia."""

    mobile: Annotated[str, BeforeValidator(phones.parse_mobile)]


class ChangedPassword(NewPassword):
    """The same, by somebody who knows the present one."""

    current: Secret
