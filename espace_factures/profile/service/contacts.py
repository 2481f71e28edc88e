"""« Profil »: who the person is and where to reach them; a new address or number counts once its code is typed."""

from espace_factures.app import topics
from espace_factures.app.reading import Reading
from espace_factures.app.uow import UnitOfWork
from espace_factures.audit import service as audit_service
from espace_factures.audit.rules.actions import Action
from espace_factures.core.access import Actor, Permission
from espace_factures.core.calendar import noumea_date
from espace_factures.core.errors import FormError, Refusal
from espace_factures.core.ports import Inside
from espace_factures.identity import repository as identity_repository
from espace_factures.identity.forms import Address, NewPassword, Person, password_faults, person_faults
from espace_factures.identity.models import Account
from espace_factures.identity.rules import phones
from espace_factures.identity.rules.browsers import Device
from espace_factures.identity.rules.people import Contact
from espace_factures.identity.rules.verification import Purpose
from espace_factures.identity.service import appointments, codes, denial, notices, passwords, reach, recent, recovery
from espace_factures.identity.service.proofs import by_password
from espace_factures.notifications.service import outbox
from espace_factures.profile import messages
from espace_factures.profile.forms import Mobile


def profile(uow: Reading, _ports: Inside, actor: Actor) -> Account:
    """The actor's own account."""
    actor.require(Permission.ACCOUNT_USE)
    return identity_repository.by_id(uow.session, actor.account_id)


def correct_person(uow: UnitOfWork, ports: Inside, actor: Actor, form: Person) -> None:
    """Another civilité, name or date of birth."""
    account = profile(uow, ports, actor)
    if faults := person_faults(form, noumea_date(ports.clock.now())):
        raise FormError(faults)
    account.sqlmodel_update(form.model_dump())
    audit_service.record(uow, ports, actor, Action.IDENTITY_CHANGED, f"account:{account.id}")
    deny = denial.address(ports, account.id, ports.clock.now())
    notices.tell(uow, ports, account, messages.identity_changed(deny))
    uow.notify(topics.account(account.id))


def ask_email(uow: UnitOfWork, ports: Inside, actor: Actor, form: Address) -> str:
    """A code to the new address; one that is another's gets a letter instead, and the page says the same."""
    account = _proved(uow, ports, actor)
    if form.email == account.email and account.email_proved_at:
        raise FormError({"email": "C’est déjà votre courriel."})
    return codes.ask(uow, ports, form.email, Purpose.EMAIL, account_id=account.id)


def confirm_email(uow: UnitOfWork, ports: Inside, actor: Actor, ticket: str, typed: str) -> Refusal | None:
    """The right code makes it the address of the account; the old one is told."""
    code = codes.check(uow, ports, ticket, typed, Purpose.EMAIL, Device("", actor.address), actor.account_id)
    if isinstance(code, Refusal):
        return code
    account = identity_repository.lock_account(uow.session, actor.account_id)
    if appointments.is_anothers(uow, account, code.email):
        return codes.WORN_OUT
    if account.email != code.email:
        _leave_email(uow, ports, account, code.email)
    appointments.prove_address(uow, ports, account, code.email)
    audit_service.record(uow, ports, actor, Action.EMAIL_CHANGED, f"account:{account.id}")
    uow.notify(topics.account(account.id))
    return None


def _leave_email(uow: UnitOfWork, ports: Inside, account: Account, email: str) -> None:
    """The address that was the account's is told, and may take the account back."""
    now = ports.clock.now()
    identity_repository.close_every_code(uow.session, account, now)
    reach.contact_changes(uow, ports, account, Contact.EMAIL)
    if account.own_email:
        deny = denial.address(ports, account.id, now, former=account.own_email)
        outbox.mail(uow, ports, account.own_email, messages.email_changed(email, now, deny))


def ask_mobile(uow: UnitOfWork, ports: Inside, actor: Actor, form: Mobile) -> str:
    """A code to the new number; it may receive the account's codes later, so a recent proof is asked."""
    account = _proved(uow, ports, actor)
    if form.mobile == account.mobile and account.mobile_proved_at:
        raise FormError({"mobile": "C’est déjà votre numéro."})
    details: dict[str, str | None] = {"mobile": form.mobile}
    purpose, channel = Purpose.MOBILE, Contact.SMS
    return codes.ask(uow, ports, account.email, purpose, account_id=account.id, channel=channel, details=details)


def confirm_mobile(uow: UnitOfWork, ports: Inside, actor: Actor, ticket: str, typed: str) -> Refusal | None:
    """The right code makes it the number of the account; the e-mail is told."""
    code = codes.check(uow, ports, ticket, typed, Purpose.MOBILE, Device("", actor.address), actor.account_id)
    if isinstance(code, Refusal):
        return code
    account = identity_repository.by_id(uow.session, actor.account_id)
    reach.contact_changes(uow, ports, account, Contact.SMS)
    account.mobile, account.mobile_proved_at = code.details["mobile"], ports.clock.now()
    deny = denial.address(ports, account.id, ports.clock.now())
    notices.tell(uow, ports, account, messages.mobile_changed(phones.display(account.mobile or ""), deny))
    audit_service.record(uow, ports, actor, Action.MOBILE_CHANGED, f"account:{account.id}")
    uow.notify(topics.account(account.id))
    return None


def prefer(uow: UnitOfWork, ports: Inside, actor: Actor, contact: Contact) -> None:
    """Where codes go: an address or a number that is proved."""
    account = _proved(uow, ports, actor)
    if contact is Contact.SMS and not account.mobile_proved_at:
        raise FormError({"preferred_contact": "Confirmez d’abord votre mobile par le code envoyé par SMS."})
    if contact is Contact.EMAIL and not account.email_proved_at:
        raise FormError({"preferred_contact": "Confirmez d’abord votre courriel par le code qui y est envoyé."})
    account.preferred_contact = contact
    audit_service.record(uow, ports, actor, Action.CONTACT_PREFERRED, f"account:{account.id}", contact=contact)
    uow.notify(topics.account(account.id))


@by_password
def change_password(uow: UnitOfWork, ports: Inside, actor: Actor, account: Account, form: NewPassword) -> None:
    """Another password, by a person who knows the present one; the other sessions are closed."""
    if faults := password_faults(form, passwords.personal_words(account)):
        raise FormError(faults)
    recovery.change(uow, ports, account, form.password, keep=actor.session_id)


def _proved(uow: Reading, ports: Inside, actor: Actor) -> Account:
    """The actor's own account, once they proved lately that it is they."""
    recent.require(uow, ports, actor)
    return profile(uow, ports, actor)
