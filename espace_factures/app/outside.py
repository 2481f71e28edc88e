"""What leaves the process, within reach of the gestures that hold no transaction while they wait."""

from dataclasses import dataclass

from espace_factures.core.ports import Outside


@dataclass(slots=True)
class World:
    """The outside of this process; wiring fills it once."""

    ports: Outside | None = None


world = World()


def introduce(ports: Outside) -> None:
    """Put the outside within reach."""
    world.ports = ports


def outside() -> Outside:
    """The files, the reader, the registry, the ways out for mail and SMS…"""
    if world.ports is None:
        raise RuntimeError("wiring.configure() has not run")
    return world.ports
