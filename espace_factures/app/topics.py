"""What use cases notify and open pages follow: one function for each kind of topic."""

from typing import NewType

Topic = NewType("Topic", str)


def account(account_id: int) -> Topic:
    """What concerns one person: their profile, notices, demandes and rights."""
    return Topic(f"account:{account_id}")


def establishment(establishment_id: int) -> Topic:
    """What concerns an établissement: its members, invoices and RIBs."""
    return Topic(f"establishment:{establishment_id}")


def demande(reference: str) -> Topic:
    """The life and the conversation of one demande."""
    return Topic(f"demande:{reference}")


def visits(reference: str) -> Topic:
    """Which agents look at one demande."""
    return Topic(f"visits:{reference}")


def queue(kind: str) -> Topic:
    """The queue of the agents who instruct one kind of demande."""
    return Topic(f"queue:{kind}")


def batch(batch_id: int) -> Topic:
    """How far a gesture on many demandes is."""
    return Topic(f"batch:{batch_id}")


def desk() -> Topic:
    """What agents do for people at a point d'accueil."""
    return Topic("desk")


def agents() -> Topic:
    """Who works for the Province, in which roles and for which directions."""
    return Topic("agents")


def orders() -> Topic:
    """The bons de commande."""
    return Topic("orders")


def payments() -> Topic:
    """Files of payments, gone and come."""
    return Topic("payments")


def parameters() -> Topic:
    """What the Province sets."""
    return Topic("parameters")


def heard(payload: str) -> Topic:
    """The topic of a notification, as PostgreSQL hands it over."""
    return Topic(payload)
