"""Hostile documents in, one checked description out; `reader` is the way in, all parsing is done by a limited child."""
