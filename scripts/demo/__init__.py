"""Demonstration data: people, établissements, orders, RIBs and sixty invoices; never in production, written once."""

from espace_factures import wiring
from espace_factures.app.run import runtime
from espace_factures.settings import settings
from scripts.demo import demandes, ending, invoices, people, places
from scripts.demo.stage import Stage


def seed() -> None:
    """Write what is missing; raises RuntimeError in production."""
    if not settings().is_dev:
        raise RuntimeError("demonstration data are never written with APP_ENV=prod")
    engine = wiring.configure()
    if runtime.ports is None:
        raise RuntimeError("wiring.configure() has not run")
    stage = Stage.on(engine, runtime.ports)
    if ending.is_done(stage):
        return
    directions = places.write_directions(stage)
    actors = people.write(stage)
    found = places.write(stage, actors)
    demandes.write_ribs(stage, actors, found)
    demandes.write_habilitation(stage, actors)
    invoices.write(stage, actors, found, directions)
    ending.finish(stage)
