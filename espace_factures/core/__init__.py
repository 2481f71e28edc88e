"""Values and vocabulary shared by every feature: standard library only."""
