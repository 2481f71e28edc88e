"""Point d'accueil: what a person seen with their papers obtains for an établissement, once a second agent confirms."""
