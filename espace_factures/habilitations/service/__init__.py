"""Use cases of the habilitations."""
