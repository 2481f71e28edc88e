"""Établissements, their members and the registry of RIDET numbers."""
