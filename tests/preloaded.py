"""Imported by the process that served applications are forked from."""

from scripts.dev.preload import preload

preload()
