"""Imports other people's modules once, so that each process forked after that starts with ours alone."""

import contextlib
import gc
from importlib import import_module

from scripts.dev.imports import Imports


def preload() -> None:
    """Import them, and leave them out of the garbage collector's rounds."""
    import_module("reflex.app")
    for name in sorted(Imports().foreign()):
        # Half of the names are functions or classes of a module already imported.
        with contextlib.suppress(ImportError):
            import_module(name)
    gc.collect()
    gc.freeze()
