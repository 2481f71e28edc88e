"""The states of « Profil »."""
