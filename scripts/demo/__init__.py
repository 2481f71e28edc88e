"""Demonstration data: people, établissements, orders, RIBs and three years of invoices; never in production."""

from espace_factures import wiring
from espace_factures.app.run import runtime
from espace_factures.oversight.service import counting
from espace_factures.settings import settings
from scripts.demo import demandes, ending, history, invoices, orders, people, places, story
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
    cast = invoices.Cast(actors, places.write(stage, actors), directions)
    demandes.write(stage, actors, cast.places)
    past, recent = story.tell(stage.present)
    orders.write(stage, [*past, *recent])
    history.write(stage, cast, past)
    invoices.write(stage, cast, recent)
    stage.play(counting.rebuild)
    ending.finish(stage)
