"""Use cases of the établissements, their members and invitations."""
