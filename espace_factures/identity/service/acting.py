"""Who acts when a job goes on with what a person asked for: themselves, with the rights that they have by then."""

from espace_factures.app.reading import Reading
from espace_factures.core.access import Actor, Role
from espace_factures.identity import repository
from espace_factures.organisation import repository as organisation_repository


def actor_of(uow: Reading, account_id: int, address: str) -> Actor:
    """The actor, as an event of theirs would find them; a suspended agent has no role left."""
    account = repository.by_id(uow.session, account_id)
    roles = organisation_repository.roles_in_force(uow.session, account_id)
    return Actor(
        account_id=account.id,
        session_id=0,
        name=account.full_name,
        email=account.email,
        roles=frozenset({Role.USER, *roles}),
        address=address,
        must_review=account.doubted_from is not None,
    )
