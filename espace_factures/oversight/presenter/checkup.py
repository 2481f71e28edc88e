"""The health of a portal in French, each fault with what to do."""

from collections.abc import Iterator

from espace_factures.core.access import Role
from espace_factures.core.words import counted
from espace_factures.oversight.rules.checkup import Finding, bad, good, weak
from espace_factures.oversight.service.checkup import Health


def people_words(health: Health) -> Iterator[Finding]:
    """Who must be there for an invoice to be paid."""
    if not health.people[Role.ADMIN]:
        yield bad("Aucun administrateur : « python -m espace_factures appoint COURRIEL » invite le premier.")
    else:
        yield good(counted(health.people[Role.ADMIN], "administrateur"))
    for role, why in (
        (Role.HABILITATION_AGENT, "un RIB est validé par deux agents"),
        (Role.ACCOUNTANT, "qui mandate ne paie pas"),
    ):
        count = health.people[role]
        words = counted(count, f"rôle « {role} » donné", f"rôles « {role} » donnés")
        yield good(words) if count > 1 else bad(f"{words} : il en faut deux, {why}.")
    yield from _directions(health)


def list_words(health: Health) -> Iterator[Finding]:
    """What the portal checks against."""
    if not health.has_banks:
        yield weak("Aucune banque : tout RIB avertira d’une banque inconnue. Voir « Paramètres ».")
    if not health.has_rates:
        yield bad("Aucun taux de TGC : toute facture sera signalée. « add-tgc-rate TAUX » en ajoute un.")
    if not health.has_registry:
        yield weak("Le registre n’a pas de copie : « import-registry FICHIER » la fait, pour les jours où il se tait.")
    if not health.has_orders:
        yield weak("Aucun bon de commande : « import-orders FICHIER » les charge.")
    if health.has_banks and health.has_rates and health.has_registry and health.has_orders:
        yield good("Banques, taux de TGC, registre et bons de commande sont là.")


def work_words(health: Health) -> Iterator[Finding]:
    """Whether mails leave and the log is sealed."""
    if not health.workers:
        yield bad("Aucun travailleur n’est en vie : ni courriel, ni SMS, ni sceau. Le portail tourne-t-il ?")
    else:
        yield good(f"{counted(health.workers, 'travailleur')} en vie.")
    if health.jobs_waiting:
        waiting = counted(health.jobs_waiting, "travail attend", "travaux attendent")
        yield weak(f"{waiting} depuis plus de dix minutes.")
    if health.jobs_failed:
        failed = counted(health.jobs_failed, "travail a été abandonné", "travaux ont été abandonnés")
        yield weak(f"{failed} après trop d’essais : voir procrastinate_jobs.")
    if health.unsealed:
        yield bad(f"{counted(health.unsealed, 'ligne')} du journal sans sceau depuis plus de dix minutes.")
    else:
        yield good("Le journal est scellé ; « verify-journal » dit si une ligne a été touchée.")


def _directions(health: Health) -> Iterator[Finding]:
    if not health.directions:
        yield bad("Aucune direction ouverte : « add-direction CODE NOM » en ajoute une.")
    for name in health.orphans:
        yield bad(f"« {name} » n’a pas d’agent : personne ne voit ce qu’on lui adresse.")
    if health.directions and not health.orphans:
        yield good(f"{counted(health.directions, 'direction ouverte', 'directions ouvertes')}, chacune avec un agent.")
