"""Directions and bons de commande."""
